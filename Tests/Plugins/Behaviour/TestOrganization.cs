namespace CaseTime.Plugins.Tests.Behaviour;

/// <summary>The one environment that all behaviour tests share; they run one after another, since they share its clock and its settings row.</summary>
public sealed class TestOrganization : IDisposable
{
    private readonly LocalOrganization _local = new();

    public ITestOrganization Organization => _local;

    public void Dispose() => _local.Dispose();
}

[CollectionDefinition(nameof(TestOrganization), DisableParallelization = true)]
public sealed class TestOrganizationGroup : ICollectionFixture<TestOrganization>;
