using LocalDataverse.Pipeline;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Tests.Pipeline;

public sealed class AsynchronousStepTests : IDisposable
{
    private static readonly Guid StepId = new("11111111-2222-3333-4444-555555555555");
    private readonly string _directory = Directory.CreateTempSubdirectory("async-steps-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task An_asynchronous_step_runs_after_commit_with_target_images_and_variables()
    {
        using var environment = new TestEnvironment();
        var account = environment.CreateAccount("Before");
        var seen = new List<object?>();
        environment.On("Update", "account", 20, services => services.Context().SharedVariables["from"] = "pre");
        environment.On("Update", "account", 40, services =>
        {
            var context = services.Context();
            seen.AddRange([context.Mode, context.IsInTransaction, services.Target()["name"], context.PreEntityImages["pre"]["name"], context.SharedVariables["from"], context.Depth]);
            services.System().Create(new Entity("contact") { ["lastname"] = "made later" });
        }, Asynchronous);

        environment.Service.Update(new Entity("account", account.Id) { ["name"] = "After" });
        await environment.Organization.WhenAsynchronousStepsAreDone();

        Assert.Equal([1, false, "After", "Before", "pre", 1], seen);
        Assert.Single(environment.Service.RetrieveMultiple(new QueryExpression("contact")).Entities);
        var job = Assert.Single(environment.Service.RetrieveMultiple(new QueryExpression("asyncoperation") { ColumnSet = new(true) }).Entities);
        Assert.Equal(30, job.GetAttributeValue<OptionSetValue>("statuscode")!.Value);
    }

    [Fact]
    public async Task A_rolled_back_operation_leaves_no_job()
    {
        using var environment = new TestEnvironment();
        var runs = 0;
        environment.On("Create", "account", 40, _ => runs++, Asynchronous);
        environment.On("Create", "account", 40, _ => throw new InvalidPluginExecutionException("no"), step => step with { Rank = 9 });

        Assert.Throws<InvalidPluginExecutionException>(() => environment.CreateAccount());
        await environment.Organization.WhenAsynchronousStepsAreDone();

        Assert.Equal(0, runs);
        Assert.Empty(environment.Service.RetrieveMultiple(new QueryExpression("asyncoperation")).Entities);
    }

    [Fact]
    public async Task A_failed_job_keeps_its_reason()
    {
        using var environment = new TestEnvironment();
        environment.On("Create", "account", 40, _ => throw new InvalidPluginExecutionException("the reason"), Asynchronous);

        environment.CreateAccount();
        await environment.Organization.WhenAsynchronousStepsAreDone();

        var job = Assert.Single(environment.Service.RetrieveMultiple(new QueryExpression("asyncoperation") { ColumnSet = new(true) }).Entities);
        Assert.Equal(31, job.GetAttributeValue<OptionSetValue>("statuscode")!.Value);
        Assert.Equal("the reason", job.GetAttributeValue<string>("message"));
    }

    [Fact]
    public async Task A_job_that_was_not_finished_when_the_process_ended_runs_at_the_next_start()
    {
        using var isRunning = new ManualResetEventSlim();
        using var letGo = new ManualResetEventSlim();
        var first = new TestEnvironment(InDirectory);
        first.On("Create", "account", 40, _ =>
        {
            isRunning.Set();
            letGo.Wait(TimeSpan.FromSeconds(30));
            throw new OperationCanceledException("the process dies here");
        }, Asynchronous);
        first.CreateAccount();
        Assert.True(isRunning.Wait(TimeSpan.FromSeconds(30)));
        var copy = Directory.CreateTempSubdirectory("async-steps-killed-").FullName;
        foreach (var file in Directory.GetFiles(_directory, "organization.db*"))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        letGo.Set();
        first.Dispose();

        var ran = new List<string>();
        var step = new StepRegistration
        {
            Id = StepId,
            Name = "again",
            Message = "Create",
            Table = "account",
            Stage = 40,
            IsAsynchronous = true,
            TypeName = "Tests.Plugin",
            Plugin = new Lazy<IPlugin>(() => new Recorder(ran)),
        };
        using (var second = new TestEnvironment(options => options with { DataDirectory = copy, Steps = [step] }))
            await second.Organization.WhenAsynchronousStepsAreDone();
        Directory.Delete(copy, recursive: true);

        Assert.Equal(["Contoso"], ran);
    }

    private OrganizationOptions InDirectory(OrganizationOptions options) => options with { DataDirectory = _directory };

    private static StepRegistration Asynchronous(StepRegistration step) => step with { Id = StepId, IsAsynchronous = true, Images = [new StepImage("pre", IsPre: true, ["name"])] };

    private sealed class Recorder(List<string> ran) : IPlugin
    {
        public void Execute(IServiceProvider serviceProvider) => ran.Add((string)serviceProvider.Target()["name"]!);
    }
}
