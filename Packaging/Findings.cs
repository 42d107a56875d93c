using System.Xml;
using System.Xml.Linq;

namespace CaseTime.Packaging;

/// <summary>One reason to refuse: where it lies and what is wrong, as a full sentence.</summary>
/// <param name="File">Path relative to the solution folder, with forward slashes; another path for files outside it.</param>
/// <param name="Line">1-based; 0 where a whole file or folder is meant.</param>
/// <param name="Message">What is wrong and what to do about it.</param>
public sealed record Finding(string File, int Line, string Message);

/// <summary>Collects the findings of all checks, so that one run names every fault.</summary>
public sealed class Findings
{
    private readonly List<Finding> _all = [];

    /// <summary>Sorted by file and line.</summary>
    public IReadOnlyList<Finding> All =>
        [.. _all.Distinct().OrderBy(finding => finding.File, StringComparer.Ordinal).ThenBy(finding => finding.Line)];

    public void Add(string file, string message) => _all.Add(new Finding(file, 0, message));

    public void Add(string file, int line, string message) => _all.Add(new Finding(file, line, message));

    /// <param name="file">The file that holds <paramref name="where"/>.</param>
    /// <param name="where">The element or attribute at fault; null means the whole file.</param>
    /// <param name="message">What is wrong.</param>
    public void Add(string file, XObject? where, string message) => _all.Add(new Finding(file, LineOf(where), message));

    /// <exception cref="PackagingException">Something was found.</exception>
    public void ThrowIfAny()
    {
        if (_all.Count > 0) throw new PackagingException(All);
    }

    private static int LineOf(XObject? where) => where is IXmlLineInfo info && info.HasLineInfo() ? info.LineNumber : 0;
}

/// <summary>The solution can't be packed; nothing was written.</summary>
public sealed class PackagingException(IReadOnlyList<Finding> findings)
    : Exception(string.Join(Environment.NewLine, findings.Select(finding => $"{finding.File}({finding.Line}): {finding.Message}")))
{
    public IReadOnlyList<Finding> Findings { get; } = findings;
}
