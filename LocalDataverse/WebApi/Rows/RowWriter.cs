using System.Globalization;
using System.Text.Json;
using LocalDataverse.Metadata;
using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Model;
using LocalDataverse.WebApi.Querying;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.WebApi.Rows;

/// <summary>Writes rows as Dataverse's JSON: lookups as _x_value, annotations as far as the caller asked for them.</summary>
public sealed class RowWriter(WebApiModel model, Preferences preferences, Uri serviceRoot)
{
    private readonly bool _formatted = preferences.Wants(Preferences.FormattedValue);
    private readonly bool _lookupNames = preferences.Wants(Preferences.LookupLogicalName);
    private readonly bool _navigationNames = preferences.Wants(Preferences.AssociatedNavigationProperty);

    /// <summary>The properties of the row's object; the caller opens and closes it.</summary>
    public void WriteProperties(Utf8JsonWriter writer, RowTree tree)
    {
        WriteETag(writer, tree.Row);
        foreach (var column in tree.Plan.Columns)
            WriteColumn(writer, tree.Row, column, WebApiModel.PropertyOf(column));
        WriteAliased(writer, tree.Row, tree.Plan.Columns);
        foreach (var expansion in tree.Plan.Expansions)
            WriteExpansion(writer, tree, expansion);
    }

    public static void WriteETag(Utf8JsonWriter writer, Entity row)
    {
        if (ETag.Of(row) is { } etag)
            writer.WriteString("@odata.etag", etag);
    }

    /// <summary>What the row has besides the columns of its table: values of linked tables and aggregates, under their aliases.</summary>
    private void WriteAliased(Utf8JsonWriter writer, Entity row, IReadOnlyList<ColumnMetadata> shown)
    {
        foreach (var (name, value) in row.Attributes)
        {
            if (value is not AliasedValue aliased || shown.Any(column => column.LogicalName == name))
                continue;
            WriteAnnotated(writer, row, name, name, aliased.Value, model.Catalog.FindTable(aliased.EntityLogicalName), aliased.AttributeLogicalName);
        }
    }

    private void WriteColumn(Utf8JsonWriter writer, Entity row, ColumnMetadata column, string property)
    {
        row.Attributes.TryGetValue(column.LogicalName, out var value);
        WriteAnnotated(writer, row, column.LogicalName, property, value, model.Catalog.FindTable(row.LogicalName), column.LogicalName);
    }

    private void WriteAnnotated(Utf8JsonWriter writer, Entity row, string key, string property, object? value, TableMetadata? table, string columnName)
    {
        if (value is not null)
        {
            var reference = value as EntityReference;
            if (_formatted && (row.FormattedValues.TryGetValue(key, out var text) ? text : reference?.Name) is { } formatted)
                writer.WriteString($"{property}@{Preferences.FormattedValue}", formatted);
            if (_navigationNames && reference is not null && key == columnName && NavigationOf(table, columnName, reference.LogicalName) is { } navigation)
                writer.WriteString($"{property}@{Preferences.AssociatedNavigationProperty}", navigation);
            if (_lookupNames && reference is not null)
                writer.WriteString($"{property}@{Preferences.LookupLogicalName}", reference.LogicalName);
        }
        writer.WritePropertyName(property);
        JsonValues.Write(writer, value, table?.Column(columnName));
    }

    private void WriteExpansion(Utf8JsonWriter writer, RowTree tree, Expansion expansion)
    {
        var name = expansion.Navigation.Name;
        if (tree.Owners.TryGetValue(name, out var owner))
        {
            WriteOwner(writer, name, owner);
        }
        else if (expansion.Navigation.IsCollection)
        {
            var children = tree.Collections[name];
            if (expansion.WithCount)
                writer.WriteNumber($"{name}@odata.count", children.Count);
            writer.WriteStartArray(name);
            foreach (var child in children)
                WriteRelated(writer, child, expansion);
            writer.WriteEndArray();
        }
        else if (tree.Singles[name] is { } single)
        {
            writer.WritePropertyName(name);
            WriteRelated(writer, single, expansion);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    private void WriteRelated(Utf8JsonWriter writer, RowTree related, Expansion expansion)
    {
        writer.WriteStartObject();
        if (expansion.ReferencesOnly)
            writer.WriteString("@odata.id", RowUri(related.Plan.Table, related.Row.Id));
        else
            WriteProperties(writer, related);
        writer.WriteEndObject();
    }

    private static void WriteOwner(Utf8JsonWriter writer, string name, EntityReference? owner)
    {
        writer.WritePropertyName(name);
        if (owner is null)
        {
            writer.WriteNullValue();
            return;
        }
        writer.WriteStartObject();
        writer.WriteString("@odata.type", $"#{WebApiModel.Namespace}.{owner.LogicalName}");
        writer.WriteString("ownerid", owner.Id);
        writer.WriteEndObject();
    }

    public string RowUri(TableMetadata table, Guid id) => string.Create(CultureInfo.InvariantCulture, $"{serviceRoot}{table.EntitySetName}({id:D})");

    private string? NavigationOf(TableMetadata? table, string column, string target)
    {
        if (table?.Column(column) is { Type: ColumnType.Owner })
            return column;
        return table is null ? null : model.Catalog.ParentsOf(table.LogicalName)
            .FirstOrDefault(relationship => relationship.ReferencingColumn == column && relationship.ReferencedTable == target)?.ReferencingNavigationProperty;
    }
}
