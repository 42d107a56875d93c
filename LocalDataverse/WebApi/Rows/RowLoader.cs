using System.Globalization;
using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Model;
using LocalDataverse.WebApi.Querying;
using Microsoft.OData.UriParser;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.WebApi.Rows;

/// <summary>Reads rows and, for each $expand, the related rows of all of them with one query.</summary>
/// <param name="organization">Where.</param>
/// <param name="caller">On whose behalf.</param>
/// <param name="model">The model the request was parsed with.</param>
/// <param name="parameterAliases">Values of @p1 and the like.</param>
public sealed class RowLoader(IOrganization organization, Caller caller, WebApiModel model, IDictionary<string, SingleValueNode> parameterAliases)
{
    // Well under the parameters that one SQL statement takes.
    private const int ParentsAtOnce = 1000;

    /// <exception cref="DataverseException">0x80040217: no such row.</exception>
    public RowTree Retrieve(ReadPlan plan, Guid id)
    {
        var response = organization.Execute(caller, new RetrieveRequest
        {
            Target = new EntityReference(plan.Table.LogicalName, id),
            ColumnSet = plan.ColumnSet,
        });
        var tree = new RowTree((Entity)response["Entity"]!, plan);
        Expand(plan, [tree]);
        return tree;
    }

    public EntityCollection RetrieveMultiple(QueryBase query) =>
        (EntityCollection)organization.Execute(caller, new RetrieveMultipleRequest { Query = query })["EntityCollection"]!;

    public IReadOnlyList<RowTree> WithExpansions(ReadPlan plan, EntityCollection page)
    {
        var trees = page.Entities.Select(row => new RowTree(row, plan)).ToList();
        Expand(plan, trees);
        return trees;
    }

    private void Expand(ReadPlan plan, List<RowTree> parents)
    {
        foreach (var expansion in plan.Expansions)
        {
            if (expansion.Plan is null)
                ExpandOwner(expansion, parents);
            else if (expansion.Navigation.IsCollection)
                ExpandCollection(expansion, expansion.Plan, parents);
            else
                ExpandSingle(expansion, expansion.Plan, parents);
        }
    }

    private static void ExpandOwner(Expansion expansion, List<RowTree> parents)
    {
        foreach (var parent in parents)
            parent.Owners[expansion.Navigation.Name] = parent.Row.GetAttributeValue<EntityReference>(expansion.Navigation.Column.LogicalName);
    }

    private void ExpandSingle(Expansion expansion, ReadPlan plan, List<RowTree> parents)
    {
        // A customer that is an account has nothing behind customerid_contact.
        EntityReference? Of(RowTree parent) =>
            parent.Row.GetAttributeValue<EntityReference>(expansion.Navigation.Column.LogicalName) is { } reference && reference.LogicalName == plan.Table.LogicalName ? reference : null;
        var found = new Dictionary<Guid, RowTree>();
        foreach (var ids in parents.Select(Of).OfType<EntityReference>().Select(reference => reference.Id).Distinct().Chunk(ParentsAtOnce))
        {
            var query = new QueryExpression(plan.Table.LogicalName) { ColumnSet = plan.ColumnSet };
            query.Criteria.AddCondition(plan.Table.PrimaryIdColumn, ConditionOperator.In, [.. ids.Cast<object>()]);
            foreach (var tree in WithExpansions(plan, RetrieveMultiple(query)))
                found[tree.Row.Id] = tree;
        }
        foreach (var parent in parents)
            parent.Singles[expansion.Navigation.Name] = Of(parent) is { } reference ? found.GetValueOrDefault(reference.Id) : null;
    }

    private void ExpandCollection(Expansion expansion, ReadPlan plan, List<RowTree> parents)
    {
        if (expansion.Top is 0 or < 0)
            throw WebApiException.BadRequest(string.Create(CultureInfo.InvariantCulture, $"Invalid value '{expansion.Top}' for $top in $expand."));
        var children = parents.ToDictionary(parent => parent.Row.Id, _ => new List<RowTree>());
        foreach (var ids in children.Keys.ToArray().Chunk(ParentsAtOnce))
        {
            var query = QueryTranslator.Translate(model, plan, expansion.Filter, expansion.OrderBy, parameterAliases);
            QueryTranslator.OnlyRelatedTo(query, expansion.Navigation, ids, tellParent: true);
            foreach (var child in AllPages(query))
            {
                if (QueryTranslator.TakeParent(child, expansion.Navigation) is { } parent && children.TryGetValue(parent, out var list) && (expansion.Top is not { } top || list.Count < top))
                    list.Add(new RowTree(child, plan));
            }
        }
        Expand(plan, [.. children.Values.SelectMany(list => list)]);
        foreach (var parent in parents)
            parent.Collections[expansion.Navigation.Name] = children[parent.Row.Id];
    }

    private IEnumerable<Entity> AllPages(QueryExpression query)
    {
        query.PageInfo = new PagingInfo { Count = QueryTranslator.MaxPageSize, PageNumber = 1 };
        while (true)
        {
            var page = RetrieveMultiple(query);
            foreach (var row in page.Entities)
                yield return row;
            if (!page.MoreRecords)
                yield break;
            query.PageInfo.PageNumber++;
            query.PageInfo.PagingCookie = page.PagingCookie!;
        }
    }
}
