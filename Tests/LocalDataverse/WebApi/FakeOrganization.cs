using LocalDataverse.Metadata;
using LocalDataverse.Pipeline;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Tests.WebApi;

/// <summary>Keeps the messages it gets and answers them as a test says.</summary>
internal sealed class FakeOrganization : IOrganization
{
    private readonly Func<OrganizationRequest, IEnumerable<(string Name, object? Value)>> _answer;

    public FakeOrganization(Func<OrganizationRequest, IEnumerable<(string, object?)>>? answer = null) => _answer = answer ?? (_ => []);

    public MetadataCatalog Metadata { get; } = TestCatalog.Create();
    public IReadOnlyList<CustomApi> CustomApis { get; init; } = [];
    public object UsersVersion { get; } = new();
    public TimeProvider Time { get; } = new FakeTimeProvider(new DateTimeOffset(2025, 3, 1, 8, 0, 0, TimeSpan.Zero));
    public List<OrganizationRequest> Messages { get; } = [];
    public int Transactions { get; private set; }

    public OrganizationResponse Execute(Caller caller, OrganizationRequest request)
    {
        Messages.Add(request);
        var response = new OrganizationResponse { ResponseName = request.RequestName };
        foreach (var (name, value) in _answer(request))
            response.Results[name] = value;
        return response;
    }

    public IReadOnlyList<OrganizationResponse> ExecuteTransaction(Caller caller, IReadOnlyList<OrganizationRequest> requests)
    {
        Transactions++;
        return [.. requests.Select(request => Execute(caller, request))];
    }

    public IOrganizationService ServiceFor(Caller caller) => throw new NotSupportedException();

    public Task WhenAsynchronousStepsAreDone() => Task.CompletedTask;
}
