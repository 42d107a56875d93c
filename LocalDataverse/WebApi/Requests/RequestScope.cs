using LocalDataverse.Metadata;
using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Model;
using LocalDataverse.WebApi.Querying;
using LocalDataverse.WebApi.Rows;
using Microsoft.OData.UriParser;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.WebApi.Requests;

/// <summary>One request after its URL was parsed, with what its handlers work with.</summary>
public sealed class RequestScope
{
    public RequestScope(WebApiRequest request, IOrganization organization, WebApiModel model, IReadOnlyDictionary<string, EntityReference>? contentIds = null)
    {
        Request = request;
        Organization = organization;
        Model = model;
        // "inci:dents" is no relative address, but one of a scheme of its own.
        if (!Uri.TryCreate(request.Url, UriKind.Relative, out var url))
            throw WebApiException.NotFound(request.Url.Split('?', '/')[0]);
        Parser = new ODataUriParser(model.Edm, request.ServiceRoot, url)
        {
            Resolver = new AlternateKeysODataUriResolver(model.Edm),
        };
        Path = [.. Parser.ParsePath()];
        Uris = new RowUri(model, request.ServiceRoot, contentIds);
        Reader = new RowReader(model, Uris);
        Writer = new RowWriter(model, request.Preferences, request.ServiceRoot);
        Loader = new RowLoader(organization, request.Caller, model, Parser.ParameterAliasNodes);
    }

    public WebApiRequest Request { get; }
    public IOrganization Organization { get; }
    public WebApiModel Model { get; }
    public ODataUriParser Parser { get; }
    public IReadOnlyList<ODataPathSegment> Path { get; }
    public RowUri Uris { get; }
    public RowReader Reader { get; }
    public RowWriter Writer { get; }
    public RowLoader Loader { get; }

    /// <summary>The table of a set.</summary>
    public TableMetadata Table(EntitySetSegment set) => Model.FindTable(set.EdmType) ?? throw WebApiException.NotFound(set.EntitySet.Name);

    /// <summary>$select and $expand of this request, for rows of <paramref name="table"/>.</summary>
    public ReadPlan PlanFor(TableMetadata table) => ReadPlan.For(Model, table, SelectAndExpand());

    /// <summary>$select and $expand of this request; null where there is neither.</summary>
    /// <exception cref="WebApiException">400: not understood.</exception>
    public SelectExpandClause? SelectAndExpand()
    {
        try
        {
            return Parser.ParseSelectAndExpand();
        }
        catch (NullReferenceException fault)
        {
            // Microsoft.OData.Core 8.4.4 takes $expand=$ref for the end of a path and does not look whether it has a beginning.
            throw WebApiException.BadRequest("$ref and $count in $expand follow a navigation property, as in $expand=NAME/$ref.", fault);
        }
    }

    /// <summary>Whether the method is one of the allowed; otherwise 405.</summary>
    public void Allow(string what, params ReadOnlySpan<string> methods)
    {
        if (!methods.Contains(Request.Method))
            throw WebApiException.MethodNotAllowed(Request.Method, what);
    }

    public string Context(string suffix) => $"{Request.ServiceRoot}$metadata#{suffix}";
}
