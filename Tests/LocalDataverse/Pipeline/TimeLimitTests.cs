using System.ServiceModel;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Tests.Pipeline;

public sealed class TimeLimitTests : IDisposable
{
    private readonly TestEnvironment _environment = new(options => options with { PluginTimeLimit = TimeSpan.FromMilliseconds(200) });
    private readonly ManualResetEventSlim _letGo = new();

    public void Dispose()
    {
        _letGo.Set();
        _environment.Dispose();
        _letGo.Dispose();
    }

    [Fact]
    public void A_plugin_that_does_not_come_back_is_given_up_on_and_later_writes_go_on()
    {
        Exception? late = null;
        using var hasEnded = new ManualResetEventSlim();
        _environment.On("Create", "account", 40, services =>
        {
            if (services.Target().GetAttributeValue<string>("name") != "stuck")
                return;
            _letGo.Wait();
            late = Record.Exception(() => services.System().Create(new Entity("contact") { ["lastname"] = "too late" }));
            hasEnded.Set();
        });

        var error = Assert.Throws<DataverseException>(() => _environment.CreateAccount("stuck"));
        _environment.CreateAccount("next");
        _letGo.Set();
        Assert.True(hasEnded.Wait(TimeSpan.FromSeconds(30)));

        Assert.Equal(ErrorCode.PluginTimeout, error.Code);
        Assert.IsType<FaultException<OrganizationServiceFault>>(late, exactMatch: false);
        Assert.Equal(["next"], _environment.Service.RetrieveMultiple(new QueryExpression("account") { ColumnSet = new("name") }).Entities.Select(row => row["name"]));
        Assert.Empty(_environment.Service.RetrieveMultiple(new QueryExpression("contact")).Entities);
    }
}
