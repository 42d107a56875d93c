using System.Xml.Linq;

namespace LocalDataverse.Solutions.Components;

/// <summary>What lies inside Entity elements beside metadata: views, forms, charts.</summary>
internal static class TableParts
{
    /// <returns>Logical table name and element, for every element below the given child of each Entity.</returns>
    public static IEnumerable<(string Table, XElement Element)> Of(ImportRun run, string child, string element) =>
        from entity in run.Components("Entities", "Entity")
        from part in entity.Elements(child).Descendants(element)
        select (entity.Text("Name").ToLowerInvariant(), part);

    /// <summary>An XML text as rows keep it: the element itself, without needless space.</summary>
    public static string Xml(XElement element) => element.ToString(SaveOptions.DisableFormatting);
}
