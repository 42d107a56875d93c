using System.Globalization;
using System.Xml.Linq;

namespace LocalDataverse.Solutions;

/// <summary>What an import did, component by component: importjob.data.</summary>
public sealed class ImportLog
{
    private readonly List<XElement> _entries = [];

    public void Succeeded(int type, string name) => Add(type, name, "success", 0, "");

    public void Failed(int type, string name, DataverseException cause) => Add(type, name, "failure", cause.Code, cause.Message);

    /// <param name="solution">Unique name; null when the zip did not tell.</param>
    /// <param name="version">As solution.xml writes it.</param>
    /// <param name="failure">Why the import failed; null when it succeeded.</param>
    public string ToXml(string? solution, string? version, DataverseException? failure) => new XElement("importexportxml",
        new XAttribute("succeeded", failure is null ? "true" : "false"),
        new XAttribute("solution", solution ?? ""),
        new XAttribute("version", version ?? ""),
        failure is null ? null : new XElement("result", new XAttribute("result", "failure"), new XAttribute("errorcode", Code(failure.Code)), new XAttribute("errortext", failure.Message)),
        new XElement("components", _entries)).ToString();

    private void Add(int type, string name, string result, int code, string text) => _entries.Add(new XElement("component",
        new XAttribute("type", type.ToString(CultureInfo.InvariantCulture)),
        new XAttribute("kind", ComponentType.NameOf(type)),
        new XAttribute("name", name),
        new XElement("result", new XAttribute("result", result), new XAttribute("errorcode", Code(code)), new XAttribute("errortext", text))));

    private static string Code(int code) => code == 0 ? "0" : FormattableString.Invariant($"0x{code:x8}");
}
