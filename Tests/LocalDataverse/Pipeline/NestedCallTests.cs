using System.Reflection;
using System.ServiceModel;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Tests.Pipeline;

public sealed class NestedCallTests : IDisposable
{
    private readonly TestEnvironment _environment = new();

    public void Dispose() => _environment.Dispose();

    [Fact]
    public void A_refusal_rolls_back_the_row_and_what_the_plugin_wrote()
    {
        _environment.On("Create", "account", 40, services =>
        {
            services.System().Create(new Entity("contact") { ["lastname"] = "nested" });
            throw new InvalidPluginExecutionException("CT1: no.");
        });

        var error = Assert.Throws<InvalidPluginExecutionException>(() => _environment.CreateAccount());

        Assert.Equal("CT1: no.", error.Message);
        Assert.Empty(_environment.Service.RetrieveMultiple(new QueryExpression("account")).Entities);
        Assert.Empty(_environment.Service.RetrieveMultiple(new QueryExpression("contact")).Entities);
    }

    [Fact]
    public void A_failed_call_dooms_the_transaction_even_when_the_plugin_swallows_it()
    {
        _environment.On("Create", "account", 20, services =>
        {
            try
            {
                services.System().Delete("contact", Guid.NewGuid());
            }
            catch (FaultException<OrganizationServiceFault>)
            {
                return;
            }
        });

        var error = Assert.Throws<DataverseException>(() => _environment.CreateAccount());

        Assert.Equal(ErrorCode.OpenTransactionReduced, error.Code);
        Assert.StartsWith("ISV code reduced the open transaction count.", error.Message, StringComparison.Ordinal);
        Assert.Empty(_environment.Service.RetrieveMultiple(new QueryExpression("account")).Entities);
    }

    [Fact]
    public void A_failed_call_before_the_transaction_may_be_swallowed()
    {
        _environment.On("Create", "account", 10, services =>
        {
            try
            {
                services.System().Delete("contact", Guid.NewGuid());
            }
            catch (FaultException<OrganizationServiceFault>)
            {
                return;
            }
        });

        Assert.NotEqual(Guid.Empty, _environment.CreateAccount().Id);
    }

    [Fact]
    public void A_failed_call_is_a_fault_with_the_platforms_code_to_the_plugin_and_the_refusal_itself_to_the_client()
    {
        FaultException<OrganizationServiceFault>? seen = null;
        _environment.On("Create", "account", 20, services =>
        {
            try
            {
                services.System().Delete("contact", Guid.NewGuid());
            }
            catch (FaultException<OrganizationServiceFault> fault)
            {
                seen = fault;
                throw;
            }
        });

        var error = Assert.Throws<DataverseException>(() => _environment.CreateAccount());

        Assert.Equal(ErrorCode.ObjectDoesNotExist, error.Code);
        Assert.Equal((error.Code, error.Message, error.Message), (seen!.Detail.ErrorCode, seen.Detail.Message, seen.Message));
    }

    [Fact]
    public void An_assembly_built_for_NET_Framework_finds_the_fault_by_the_name_it_had_there()
    {
        var framework = Assembly.Load(new AssemblyName("System.ServiceModel, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089"));
        Assert.Equal(typeof(FaultException<>), framework.GetType("System.ServiceModel.FaultException`1"));
    }

    [Fact]
    public void The_refusal_of_another_plugin_is_a_fault_too_and_reaches_the_client_as_that_plugin_worded_it()
    {
        FaultException<OrganizationServiceFault>? seen = null;
        _environment.On("Create", "contact", 20, _ => throw new InvalidPluginExecutionException("CT1: no."));
        _environment.On("Create", "account", 20, services =>
        {
            try
            {
                services.System().Create(new Entity("contact") { ["lastname"] = "nested" });
            }
            catch (FaultException<OrganizationServiceFault> fault)
            {
                seen = fault;
                throw;
            }
        });

        Assert.Equal("CT1: no.", Assert.Throws<InvalidPluginExecutionException>(() => _environment.CreateAccount()).Message);
        Assert.Equal(ErrorCode.IsvAborted, seen!.Detail.ErrorCode);
    }

    [Fact]
    public void Any_other_exception_becomes_a_sentence_that_shows_nothing_of_it_and_a_trace_row_that_shows_it_all()
    {
        _environment.On("Create", "account", 20, services =>
        {
            ((ITracingService)services.GetService(typeof(ITracingService))!).Trace("reached {0}", "the spot");
            throw new InvalidOperationException("connection string: secret");
        });

        var error = Assert.Throws<DataverseException>(() => _environment.CreateAccount());

        Assert.Equal(ErrorCode.UnexpectedInPlugin, error.Code);
        Assert.StartsWith("An unexpected error occurred from ISV code. (ErrorType = ClientError)", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
        var trace = Assert.Single(_environment.Service.RetrieveMultiple(new QueryExpression("plugintracelog") { ColumnSet = new(true) }).Entities);
        Assert.Contains("reached the spot", trace.GetAttributeValue<string>("messageblock"), StringComparison.Ordinal);
        Assert.Contains("connection string: secret", trace.GetAttributeValue<string>("exceptiondetails"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_ninth_operation_of_a_chain_is_refused()
    {
        var depths = new List<int>();
        _environment.On("Create", "account", 40, services =>
        {
            depths.Add(services.Context().Depth);
            services.System().Create(new Entity("account") { ["name"] = "again" });
        });

        var error = Assert.Throws<DataverseException>(() => _environment.CreateAccount());

        Assert.Equal(ErrorCode.MaxDepthExceeded, error.Code);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], depths);
        Assert.Empty(_environment.Service.RetrieveMultiple(new QueryExpression("account")).Entities);
    }

    [Fact]
    public void Shared_variables_of_the_parent_are_found_through_the_parent_context()
    {
        object? found = null;
        _environment.On("Create", "account", 20, services =>
        {
            services.Context().SharedVariables["from"] = "parent";
            services.System().Create(new Entity("contact") { ["lastname"] = "nested" });
        });
        _environment.On("Create", "contact", 40, services => found = services.Context().ParentContext!.SharedVariables["from"]);

        _environment.CreateAccount();

        Assert.Equal("parent", found);
    }

    [Fact]
    public void Shared_variables_go_from_stage_to_stage_and_from_pre_validation_through_the_parent_context()
    {
        var found = new List<object?>();
        _environment.On("Create", "account", 10, services => services.Context().SharedVariables["ten"] = 10);
        _environment.On("Create", "account", 20, services => services.Context().SharedVariables["twenty"] = 20);
        _environment.On("Create", "account", 40, services => found.AddRange([services.Context().ParentContext!.SharedVariables["ten"], services.Context().SharedVariables["twenty"]]));

        _environment.CreateAccount();

        Assert.Equal([10, 20], found);
    }

    [Fact]
    public void A_service_acts_for_whom_it_was_made()
    {
        var user = _environment.CreateUser("rep", roles: "Customer Service Representative");
        _environment.On("Create", "account", 20, services =>
        {
            services.System().Create(new Entity("contact") { ["lastname"] = "system" });
            services.As(Guid.Empty).Create(new Entity("contact") { ["lastname"] = "user" });
        });

        _environment.Organization.ServiceFor(user).Create(new Entity("account") { ["name"] = "x" });

        var owners = _environment.Service.RetrieveMultiple(new QueryExpression("contact") { ColumnSet = new("lastname", "ownerid") }).Entities
            .ToDictionary(row => row.GetAttributeValue<string>("lastname")!, row => row.GetAttributeValue<EntityReference>("ownerid")!.Id);
        Assert.Equal(_environment.Organization.SystemUserId, owners["system"]);
        Assert.Equal(user.UserId, owners["user"]);
    }

    [Fact]
    public void An_impersonating_step_runs_as_its_user_and_names_the_caller()
    {
        var user = _environment.CreateUser("clerk", roles: "CSR Manager");
        (Guid User, Guid Initiating) seen = default;
        _environment.On("Create", "account", 20, services => seen = (services.Context().UserId, services.Context().InitiatingUserId), step => step with { ImpersonatingUserId = user.UserId });

        _environment.CreateAccount();

        Assert.Equal((user.UserId, _environment.Administrator.UserId), seen);
    }

    [Fact]
    public void Operations_take_their_time_from_the_environments_clock()
    {
        var seen = default(DateTime);
        _environment.On("Create", "account", 20, services => seen = services.Context().OperationCreatedOn);
        _environment.Clock.Advance(TimeSpan.FromDays(1));

        _environment.CreateAccount();

        Assert.Equal(TestEnvironment.Noon.AddDays(1), seen);
    }
}
