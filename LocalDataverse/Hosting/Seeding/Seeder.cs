using System.Text.Json;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Hosting.Seeding;

/// <summary>Fills a new environment from data files: everything in one transaction, once. It knows the files' form, not what is in them.</summary>
public sealed class Seeder(IOrganization organization, Caller system)
{
    private readonly IOrganizationService _service = organization.ServiceFor(system);

    /// <summary>Does nothing when the first row of the files is there already: rows that somebody deleted since stay deleted.</summary>
    /// <exception cref="InvalidDataException">A file refers to something that does not exist.</exception>
    public void Seed(SeedFiles files)
    {
        var rows = files.ReadRows().Where(IsWanted).SelectMany(file => file.GetProperty("rows").EnumerateArray()).ToList();
        if (rows.Count == 0 || Exists(rows[0].GetProperty("table").GetString()!, rows[0].GetProperty("id").GetGuid()))
            return;
        var references = new SeedReferences(_service, rows);
        var values = new SeedValues(files, references, organization.Metadata, organization.Time.GetUtcNow().UtcDateTime);
        var made = new HashSet<Guid>();
        organization.ExecuteTransaction(system, [.. rows.SelectMany(row => Requests(row, values, references, made))]);
    }

    private bool IsWanted(JsonElement file)
    {
        if (!file.TryGetProperty("requiresSolution", out var name))
            return true;
        var query = new QueryExpression("solution") { ColumnSet = new ColumnSet(false) };
        query.Criteria.AddCondition("uniquename", ConditionOperator.Equal, name.GetString());
        return _service.RetrieveMultiple(query).Entities.Count > 0;
    }

    private IEnumerable<OrganizationRequest> Requests(JsonElement row, SeedValues values, SeedReferences references, HashSet<Guid> made)
    {
        if (row.TryGetProperty("message", out var message))
        {
            yield return Message(message.GetString()!, row.GetProperty("parameters"), values);
            yield break;
        }

        var target = ReadRow(row, values);
        var isNew = made.Add(target.Id) && !Exists(target.LogicalName, target.Id);
        if (isNew)
            yield return new CreateRequest { Target = target };
        else if (target.Attributes.Count > 0)
            yield return new UpdateRequest { Target = target };

        if (!row.TryGetProperty("associate", out var associate))
            yield break;
        foreach (var relationship in associate.EnumerateObject())
        {
            yield return new AssociateRequest
            {
                Target = target.ToEntityReference(),
                Relationship = new Relationship(relationship.Name),
                RelatedEntities = [.. relationship.Value.EnumerateArray().Select(references.Find)],
            };
        }
    }

    private OrganizationRequest Message(string name, JsonElement parameters, SeedValues values)
    {
        var request = new OrganizationRequest(name);
        foreach (var parameter in parameters.EnumerateObject())
            request[parameter.Name] = parameter.Value.TryGetProperty("option", out var option) ? new OptionSetValue(option.GetInt32()) : ReadRow(parameter.Value, values);
        return request;
    }

    private Entity ReadRow(JsonElement row, SeedValues values)
    {
        var table = organization.Metadata.Table(row.GetProperty("table").GetString()!);
        var entity = new Entity(table.LogicalName);
        if (row.TryGetProperty("id", out var id))
            entity.Id = id.GetGuid();
        foreach (var value in row.GetProperty("columns").EnumerateObject())
        {
            var column = table.Column(value.Name) ?? throw new InvalidDataException($"The data files name the column {value.Name}, which {table.LogicalName} does not have.");
            entity[value.Name] = values.Read(column, value.Value);
        }
        return entity;
    }

    private bool Exists(string table, Guid id)
    {
        var query = new QueryExpression(table) { ColumnSet = new ColumnSet(false) };
        query.Criteria.AddCondition(organization.Metadata.Table(table).PrimaryIdColumn, ConditionOperator.Equal, id);
        return _service.RetrieveMultiple(query).Entities.Count > 0;
    }
}
