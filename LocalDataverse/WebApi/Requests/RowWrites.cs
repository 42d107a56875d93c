using System.Net;
using LocalDataverse.Metadata;
using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Model;
using LocalDataverse.WebApi.Rows;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;

namespace LocalDataverse.WebApi.Requests;

/// <summary>Create, update, upsert and delete of rows.</summary>
public static class RowWrites
{
    private const string Any = "*";

    /// <param name="scope">The request.</param>
    /// <param name="table">Of the new row.</param>
    /// <param name="preset">A lookup that the URL gives: POST accounts(id)/contact_customer_accounts; null otherwise.</param>
    /// <param name="needsId">Whether a later request of the change set names the new row, so that its id must be known now.</param>
    public static PlannedWrite Create(RequestScope scope, TableMetadata table, (string Column, EntityReference Parent)? preset = null, bool needsId = false)
    {
        var sent = scope.Reader.Read(RowReader.Parse(scope.Request.Body, table.EntitySetName), table, allowNested: true);
        if (preset is { } given)
            sent.Row[given.Column] = given.Parent;
        if (sent.Nested.Count == 0 && !needsId)
            return PlannedWrite.Of(new CreateRequest { Target = sent.Row }, response => Created(scope, table, (Guid)response["id"]!, updated: false));
        return DeepInsert(scope, table, sent);
    }

    /// <summary>POST to a collection: the new row belongs to it.</summary>
    /// <param name="scope">The request.</param>
    /// <param name="parent">The row that has the collection.</param>
    /// <param name="collection">Which one.</param>
    /// <param name="needsId">As for Create.</param>
    public static PlannedWrite CreateIn(RequestScope scope, EntityReference parent, Navigation collection, bool needsId)
    {
        if (collection.Pairs is null)
            return Create(scope, collection.Target!, (collection.Column.LogicalName, parent), needsId);
        var plan = Create(scope, collection.Target!, needsId: true);
        return plan with { Messages = [.. plan.Messages, Associate(parent, collection, plan.Creates!)] };
    }

    /// <summary>Adds a pair of a many-to-many relationship, or takes it out.</summary>
    public static PlannedWrite Pair(EntityReference row, Navigation collection, EntityReference member, bool adds) => PlannedWrite.WithoutAnswer(adds
        ? Associate(row, collection, member)
        : new DisassociateRequest { Target = row, Relationship = new Relationship(collection.Pairs!.SchemaName), RelatedEntities = [member] });

    private static AssociateRequest Associate(EntityReference row, Navigation collection, EntityReference member) =>
        new() { Target = row, Relationship = new Relationship(collection.Pairs!.SchemaName), RelatedEntities = [member] };

    /// <summary>PATCH: creates or updates; If-Match only updates, If-None-Match only creates.</summary>
    public static PlannedWrite Patch(RequestScope scope, TableMetadata table, Guid id)
    {
        var sent = scope.Reader.Read(RowReader.Parse(scope.Request.Body, table.EntitySetName), table, allowNested: false).Row;
        if (sent.Id != Guid.Empty && sent.Id != id)
            throw WebApiException.Payload(table.EntitySetName, $"The body's {table.PrimaryIdColumn} {sent.Id} is not the row of the URL, {id}.");
        sent.Attributes.Remove(table.PrimaryIdColumn);
        sent.Id = id;
        var (ifMatch, ifNoneMatch) = (scope.Request.IfMatch, scope.Request.IfNoneMatch);
        if (ifMatch is not null && ifNoneMatch is not null)
            throw WebApiException.BadRequest("If-Match and If-None-Match cannot be sent together.");
        if (ifNoneMatch is not null)
        {
            return ifNoneMatch.Trim() == Any
                ? Naming(PlannedWrite.Of(new CreateRequest { Target = sent }, response => Created(scope, table, (Guid)response["id"]!, updated: false)))
                : throw WebApiException.NotSupported("If-None-Match on a PATCH is supported as * only.");
        }
        if (ifMatch is null)
            return Naming(PlannedWrite.Of(new UpsertRequest { Target = sent }, response => Created(scope, table, ((EntityReference)response["Target"]!).Id, updated: response["RecordCreated"] is not true)));
        var update = new UpdateRequest { Target = sent };
        if (ifMatch.Trim() != Any)
        {
            sent.RowVersion = ETag.Version(ifMatch);
            update.ConcurrencyBehavior = ConcurrencyBehavior.IfRowVersionMatches;
        }
        return Naming(PlannedWrite.Of(update, _ => Created(scope, table, id, updated: true)));

        PlannedWrite Naming(PlannedWrite plan) => plan with { Creates = new EntityReference(table.LogicalName, id) };
    }

    public static PlannedWrite Delete(RequestScope scope, TableMetadata table, Guid id)
    {
        var delete = new DeleteRequest { Target = new EntityReference(table.LogicalName, id) };
        if (scope.Request.IfMatch is { } ifMatch && ifMatch.Trim() != Any)
        {
            delete.Target.RowVersion = ETag.Version(ifMatch);
            delete.ConcurrencyBehavior = ConcurrencyBehavior.IfRowVersionMatches;
        }
        return PlannedWrite.WithoutAnswer(delete);
    }

    /// <summary>Sets or clears one column.</summary>
    public static PlannedWrite Set(TableMetadata table, Guid id, string column, object? value) =>
        PlannedWrite.WithoutAnswer(new UpdateRequest { Target = new Entity(table.LogicalName, id) { [column] = value } });

    /// <summary>Rows above it first, then the row, then the rows below it; their ids are made here, since each names the other.</summary>
    private static PlannedWrite DeepInsert(RequestScope scope, TableMetadata table, SentRow sent)
    {
        var row = sent.Row;
        if (row.Id == Guid.Empty)
            row.Id = Guid.NewGuid();
        var (above, below) = (new List<OrganizationRequest>(), new List<OrganizationRequest>());
        foreach (var (navigation, rows) in sent.Nested)
        {
            foreach (var related in rows)
            {
                if (navigation.Pairs is not null)
                {
                    if (related.Id == Guid.Empty)
                        related.Id = Guid.NewGuid();
                    below.Add(new CreateRequest { Target = related });
                    below.Add(Associate(row.ToEntityReference(), navigation, related.ToEntityReference()));
                    continue;
                }
                if (navigation.IsCollection)
                {
                    related[navigation.Column.LogicalName] = row.ToEntityReference();
                    below.Add(new CreateRequest { Target = related });
                    continue;
                }
                if (related.Id == Guid.Empty)
                    related.Id = Guid.NewGuid();
                row[navigation.Column.LogicalName] = related.ToEntityReference();
                above.Add(new CreateRequest { Target = related });
            }
        }
        return new PlannedWrite([.. above, new CreateRequest { Target = row }, .. below],
            _ => Created(scope, table, row.Id, updated: false), new EntityReference(table.LogicalName, row.Id));
    }

    /// <summary>204 with the row's address, or the row itself where the caller prefers it.</summary>
    private static WebApiResponse Created(RequestScope scope, TableMetadata table, Guid id, bool updated)
    {
        var uri = scope.Writer.RowUri(table, id);
        if (!scope.Request.Preferences.ReturnRepresentation)
            return WebApiResponse.NoContent().With("OData-EntityId", uri);
        var response = RowReads.Row(scope, scope.Loader.Retrieve(scope.PlanFor(table), id), updated ? HttpStatusCode.OK : HttpStatusCode.Created)
            .With("Preference-Applied", "return=representation");
        return updated ? response : response.With("OData-EntityId", uri).With("Location", uri);
    }
}
