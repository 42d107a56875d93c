using LocalDataverse.WebApi.Batch;
using LocalDataverse.WebApi.Definitions;
using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Model;
using LocalDataverse.WebApi.Requests;

namespace LocalDataverse.WebApi;

/// <summary>Answers Web API requests out of an organization. Knows HTTP's words but no server: a $batch part goes through it as a request of its own.</summary>
/// <param name="organization">The environment.</param>
/// <param name="system">The environment's own SYSTEM, who reads users and their settings.</param>
/// <param name="log">Takes the faults that callers learn nothing of.</param>
public sealed partial class WebApiService(IOrganization organization, Caller system, ILogger<WebApiService> log)
{
    private WebApiModel? _model;

    public IOrganization Organization { get; } = organization;

    /// <summary>Who a request's user name or MSCRMCallerID is.</summary>
    public CallerResolution Callers { get; } = new(organization, system);

    /// <summary>The model of the newest catalog and custom APIs; built once for each.</summary>
    public WebApiModel Model
    {
        get
        {
            var (catalog, customApis) = (Organization.Metadata, Organization.CustomApis);
            var model = _model;
            // Two requests may build the same model at once after a change; either one will do.
            return model is not null && ReferenceEquals(model.Catalog, catalog) && ReferenceEquals(model.CustomApis, customApis)
                ? model
                : _model = EdmModelBuilder.Build(catalog, customApis);
        }
    }

    /// <summary>Never throws: every failure becomes Dataverse's error body.</summary>
    public WebApiResponse Handle(WebApiRequest request)
    {
        try
        {
            if (BatchRequests.Handles(request))
                return BatchRequests.Answer(this, request);
            var scope = new RequestScope(request, Organization, Model);
            if (DefinitionRequests.Handles(scope.Path))
                return DefinitionRequests.Answer(scope, Callers.LanguageOf(request.Caller));
            return RequestRouter.Read(scope) ?? RequestRouter.PlanWrite(scope).Execute(Organization, request.Caller);
        }
        catch (Exception fault)
        {
            return Fail(fault, request.Method, request.Url);
        }
    }

    /// <summary>The answer to a failure; an unexpected one is logged with all its details.</summary>
    public WebApiResponse Fail(Exception fault, string method, string url)
    {
        var answer = ErrorAnswer.For(fault);
        if (!answer.IsExpected)
            LogFault(fault, method, url);
        return WebApiResponse.Of(answer);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Url} failed.")]
    private partial void LogFault(Exception fault, string method, string url);
}
