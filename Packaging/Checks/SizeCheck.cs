using System.Text;
using CaseTime.Packaging.Source;

namespace CaseTime.Packaging.Checks;

/// <summary>What an import refuses for its size, and what has no place in a release: source maps and development bundles.</summary>
internal static class SizeCheck
{
    /// <summary>Bytes; imports refuse larger web resources and control files.</summary>
    public const long Limit = 5 * 1024 * 1024;

    public static void Run(SolutionModel model, Findings findings)
    {
        foreach (var file in model.Source.Files)
        {
            var length = new FileInfo(file.PhysicalPath).Length;
            if (length > Limit) findings.Add(file.Path, $"The file has {length:N0} bytes; an import refuses more than {Limit:N0}.");
            if (file.Name.EndsWith(".map", StringComparison.Ordinal)) findings.Add(file.Path, "A source map must not be shipped.");
            if (file.Name.EndsWith(".js", StringComparison.Ordinal)) CheckScript(file, findings);
        }
    }

    private static void CheckScript(SourceFile file, Findings findings)
    {
        var text = Encoding.UTF8.GetString(file.ReadBytes());
        if (text.Contains("//# sourceURL=webpack", StringComparison.Ordinal) || text.Contains("sourceURL=webpack-internal", StringComparison.Ordinal))
            findings.Add(file.Path, "This is a development bundle; build it with --buildMode production.");
        else if (text.Contains("//# sourceMappingURL=", StringComparison.Ordinal))
            findings.Add(file.Path, "This bundle refers to a source map; build it with --buildMode production.");
    }
}
