using LocalDataverse.Metadata;
using LocalDataverse.Pipeline;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;

namespace LocalDataverse;

/// <summary>One environment in this process, over one SQLite file.</summary>
public sealed class Organization : IOrganization, IDisposable
{
    private readonly OrganizationCore _core;
    private readonly MessagePipeline _pipeline;

    private Organization(OrganizationOptions options)
    {
        _core = new OrganizationCore(options);
        try
        {
            OrganizationSeed.Open(_core);
            _pipeline = new MessagePipeline(_core);
            _pipeline.Jobs.Start();
        }
        catch
        {
            _core.Dispose();
            throw;
        }
    }

    public MetadataCatalog Metadata => _core.Catalog;

    public IReadOnlyList<CustomApi> CustomApis => _core.CustomApis.All;

    public object UsersVersion => _core.Users;

    public TimeProvider Time => _core.Options.Time;

    /// <summary>organizationid.</summary>
    public Guid Id => _core.OrganizationId;

    /// <summary>The user no security applies to.</summary>
    public Guid SystemUserId => _core.SystemUserId;

    /// <summary>Opens the environment in the options' directory, making it where there is none.</summary>
    /// <exception cref="IOException">The directory can't be written, or another process uses it.</exception>
    public static Organization Open(OrganizationOptions options) => new(options);

    /// <summary>The id a user of this domain name has in an environment that made it at its start.</summary>
    public static Guid IdOfInitialUser(string domainName) => NameBasedGuid.Of("systemuser", domainName);

    public OrganizationResponse Execute(Caller caller, OrganizationRequest request) =>
        request.RequestName == "ExecuteMultiple" ? ExecuteMultiple(caller, request) : _pipeline.Execute(caller, request);

    public IReadOnlyList<OrganizationResponse> ExecuteTransaction(Caller caller, IReadOnlyList<OrganizationRequest> requests) => _pipeline.ExecuteTransaction(caller, requests);

    public IOrganizationService ServiceFor(Caller caller) => new PluginService(request => Execute(caller, request));

    public Task WhenAsynchronousStepsAreDone() => _pipeline.Jobs.WhenIdle();

    /// <summary>Registers a step that no row stands behind, for as long as this object lives.</summary>
    public void Register(StepRegistration step) => _core.Register(step);

    /// <summary>Runs platform work (seeding demo rows, serving files) in one transaction, without pipeline and security; a read-only piece sees a snapshot.</summary>
    public T Run<T>(bool isReadOnly, Func<RequestScope, T> work)
    {
        var system = Caller.For(SystemUserId);
        return isReadOnly ? _core.Read(system, work) : _core.Write(system, work);
    }

    public void Dispose()
    {
        _pipeline.Jobs.Dispose();
        _core.Dispose();
    }

    /// <summary>Each request in a transaction of its own; a failure stops the rest unless the settings say to go on.</summary>
    private ExecuteMultipleResponse ExecuteMultiple(Caller caller, OrganizationRequest request)
    {
        var settings = request.Parameters.TryGetValue("Settings", out object? given) ? given as ExecuteMultipleSettings : null;
        var requests = request.Parameters.TryGetValue("Requests", out object? list) && list is OrganizationRequestCollection all
            ? all
            : throw new DataverseException(ErrorCode.InvalidArgument, "The message 'ExecuteMultiple' needs the parameter 'Requests'.");
        var responses = new ExecuteMultipleResponseItemCollection();
        var isFaulted = false;
        for (var index = 0; index < requests.Count; index++)
        {
            try
            {
                var response = _pipeline.Execute(caller, requests[index]);
                if (settings?.ReturnResponses ?? true)
                    responses.Add(new ExecuteMultipleResponseItem { RequestIndex = index, Response = response });
            }
            catch (Exception error) when (error is DataverseException or InvalidPluginExecutionException)
            {
                isFaulted = true;
                responses.Add(new ExecuteMultipleResponseItem { RequestIndex = index, Fault = new OrganizationServiceFault { ErrorCode = ErrorCode.Of(error), Message = error.Message, Timestamp = _core.UtcNow } });
                if (settings is not { ContinueOnError: true })
                    break;
            }
        }

        return new ExecuteMultipleResponse { ResponseName = "ExecuteMultiple", Results = new ParameterCollection { ["Responses"] = responses, ["IsFaulted"] = isFaulted } };
    }
}
