using System.Xml.Linq;
using CaseTime.Packaging.Source;

namespace CaseTime.Packaging.Packing;

/// <summary>Puts the files of the folder into the container nodes of customizations.xml, as SolutionPackager does.</summary>
internal sealed class CustomizationsBuilder(SolutionModel model, bool managed)
{
    public XDocument Build()
    {
        var root = new XElement(model.Customizations.Root);
        FillEach(root, ComponentKind.Table, model.Tables.Select(BuildTable));
        foreach (var kind in ComponentKind.All.Where(kind => kind != ComponentKind.Table))
            FillEach(root, kind, model.Components(kind).Select(file => Copy(Variant(file))));
        if (root.Element("EntityRelationships") is { } relationships) relationships.Add(OrderedRelationships());
        return new XDocument(root);
    }

    private static void FillEach(XElement root, ComponentKind kind, IEnumerable<XElement> content) => root.Element(kind.Container)?.Add(content);

    private XmlFile Variant(XmlFile file) => managed && model.ManagedVariants.TryGetValue(file.Path, out var variant) ? variant : file;

    private XElement BuildTable(TableSource table)
    {
        var entity = Copy(table.Entity);
        entity.Element("FormXml")?.Add(table.Forms
            .GroupBy(form => form.Type)
            .Select(forms => new XElement("forms", new XAttribute("type", forms.Key),
                forms.Select(form => Copy((managed ? form.Managed : null) ?? form.File).Elements()))));
        if (table.Views.Count > 0)
            entity.Element("SavedQueries")?.Add(new XElement("savedqueries", table.Views.Select(view => Copy(view).Elements())));
        entity.Element("Visualizations")?.Add(table.Charts.Select(Copy));
        if (table.Ribbon is { } ribbon) entity.Element("RibbonDiffXml")?.Add(ribbon.Root.Elements());
        return entity;
    }

    /// <summary>In the order of the index.</summary>
    private IEnumerable<XElement> OrderedRelationships()
    {
        var bodies = model.Relationships.ToDictionary(body => (string)body.Attribute("Name")!, StringComparer.Ordinal);
        return (model.RelationshipIndex?.Root.Elements("EntityRelationship") ?? []).Select(entry => new XElement(bodies[(string)entry.Attribute("Name")!]));
    }

    /// <summary>The namespace declaration of each file is that of the document already.</summary>
    private static XElement Copy(XmlFile file)
    {
        var copy = new XElement(file.Root);
        copy.Attributes().Where(attribute => attribute.IsNamespaceDeclaration).Remove();
        return copy;
    }
}
