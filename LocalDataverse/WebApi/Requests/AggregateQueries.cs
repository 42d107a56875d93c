using System.Text.Json;
using System.Xml.Linq;
using LocalDataverse.Metadata;
using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Querying;
using LocalDataverse.WebApi.Rows;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.WebApi.Requests;

/// <summary>?$apply=: groups and aggregates of a set.</summary>
public static class AggregateQueries
{
    public static WebApiResponse Answer(RequestScope scope, TableMetadata table)
    {
        QueryOptions.Check(scope.Request, "$apply", "$filter", "$orderby", "$top");
        var translator = new ApplyTranslator(scope.Model, table, scope.Parser.ParameterAliasNodes);
        var apply = scope.Parser.ParseApply();
        var fetch = translator.Translate(apply, scope.Parser.ParseFilter(), scope.Parser.ParseOrderBy(), scope.Parser.ParseTop());
        var page = scope.Loader.RetrieveMultiple(new FetchExpression(fetch.ToString(SaveOptions.DisableFormatting)));
        var context = $"{table.EntitySetName}({string.Join(',', translator.Values.Select(value => string.Join('/', value.Path)))})";
        return RowReads.Collection(scope, context, page, count: null, writer =>
        {
            foreach (var row in page.Entities)
            {
                writer.WriteStartObject();
                WriteLevel(scope, writer, row, translator.Values, depth: 0);
                writer.WriteEndObject();
            }
        });
    }

    /// <summary>Values of one object; those whose path goes deeper come within the object of their first name.</summary>
    private static void WriteLevel(RequestScope scope, Utf8JsonWriter writer, Entity row, IEnumerable<AggregateValue> values, int depth)
    {
        foreach (var group in values.GroupBy(value => value.Path[depth], StringComparer.Ordinal))
        {
            if (group.First() is { } single && single.Path.Count == depth + 1)
            {
                WriteValue(scope, writer, row, single, group.Key);
                continue;
            }
            writer.WriteStartObject(group.Key);
            WriteLevel(scope, writer, row, group, depth + 1);
            writer.WriteEndObject();
        }
    }

    private static void WriteValue(RequestScope scope, Utf8JsonWriter writer, Entity row, AggregateValue value, string name)
    {
        row.Attributes.TryGetValue(value.Alias, out var found);
        var content = found is AliasedValue aliased ? aliased.Value : found;
        var preferences = scope.Request.Preferences;
        if (preferences.Wants(Preferences.FormattedValue) && content is not null && (row.FormattedValues.TryGetValue(value.Alias, out var text) ? text : (content as EntityReference)?.Name) is { } formatted)
            writer.WriteString($"{name}@{Preferences.FormattedValue}", formatted);
        if (preferences.Wants(Preferences.LookupLogicalName) && content is EntityReference reference)
            writer.WriteString($"{name}@{Preferences.LookupLogicalName}", reference.LogicalName);
        writer.WritePropertyName(name);
        JsonValues.Write(writer, content, value.Column?.Column);
    }
}
