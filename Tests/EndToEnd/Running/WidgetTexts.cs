using System.Xml.Linq;
using LocalDataverse.Hosting;

namespace CaseTime.EndToEnd.Running;

/// <summary>What the widget says in a language, from its resource file: tests in other languages find buttons by it.</summary>
public sealed class WidgetTexts
{
    private readonly Dictionary<string, string> _texts;

    /// <param name="language">LCID.</param>
    public WidgetTexts(int language)
    {
        var file = Path.Combine(CloneBuild.Find()!.Root, "PcfHandlingTime", "HandlingTime", "strings", $"HandlingTime.{language}.resx");
        _texts = XDocument.Load(file).Root!.Elements("data").ToDictionary(data => (string)data.Attribute("name")!, data => (string)data.Element("value")!);
    }

    public string this[string key] => _texts[key];
}
