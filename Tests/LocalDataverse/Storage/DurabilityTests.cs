using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Tests.Storage;

public sealed class DurabilityTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("durability-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void An_acknowledged_write_is_in_the_files_before_anything_is_closed()
    {
        var killed = Path.Combine(_directory, "killed");
        Directory.CreateDirectory(killed);
        Guid id;
        using (var first = Open("running"))
        {
            id = first.CreateAccount("acknowledged").Id;
            foreach (var file in Directory.GetFiles(Path.Combine(_directory, "running"), Database.FileName + "*"))
                File.Copy(file, Path.Combine(killed, Path.GetFileName(file)));
        }

        using var second = Open("killed");
        Assert.Equal("acknowledged", second.Read("account", id).GetAttributeValue<string>("name"));
    }

    [Fact]
    public void A_second_start_finds_the_same_environment_and_goes_on_counting_versions_and_numbers()
    {
        Guid id;
        long version;
        using (var first = Open("twice"))
        {
            id = first.CreateCase();
            version = first.Read("incident", id).GetAttributeValue<long>("versionnumber");
        }

        using var second = Open("twice");
        var next = second.Read("incident", second.CreateCase());
        Assert.True(next.GetAttributeValue<long>("versionnumber") > version);
        Assert.StartsWith("CAS-00002-", next.GetAttributeValue<string>("ticketnumber"), StringComparison.Ordinal);
        Assert.Equal("Printer is on fire", second.Read("incident", id).GetAttributeValue<string>("title"));
    }

    [Fact]
    public void A_directory_in_use_is_refused()
    {
        using var first = Open("shared");

        Assert.ThrowsAny<IOException>(() => Open("shared"));
    }

    [Fact]
    public async Task Readers_see_what_is_committed_while_a_write_is_under_way()
    {
        using var environment = Open("readers");
        using var isWriting = new ManualResetEventSlim();
        using var letGo = new ManualResetEventSlim();
        environment.On("Create", "account", 40, _ =>
        {
            isWriting.Set();
            letGo.Wait(TimeSpan.FromSeconds(30));
        });
        var write = Task.Run(() => environment.CreateAccount("slow"));
        Assert.True(isWriting.Wait(TimeSpan.FromSeconds(30)));

        Assert.Empty(environment.Service.RetrieveMultiple(new QueryExpression("account")).Entities);
        letGo.Set();
        await write;
        Assert.Single(environment.Service.RetrieveMultiple(new QueryExpression("account")).Entities);
    }

    [Fact]
    public async Task Writers_take_their_turn_and_lose_nothing()
    {
        using var environment = Open("writers");
        var account = environment.CreateAccount();

        await Parallel.ForEachAsync(Enumerable.Range(0, 40), async (number, _) =>
        {
            await Task.Yield();
            environment.Service.Create(new Entity("incident") { ["title"] = $"case {number}", ["customerid"] = account });
        });

        var numbers = environment.Service.RetrieveMultiple(new QueryExpression("incident") { ColumnSet = new("ticketnumber") }).Entities.Select(row => row.GetAttributeValue<string>("ticketnumber")![..9]).Order().ToList();
        Assert.Equal(Enumerable.Range(1, 40).Select(number => $"CAS-{number:00000}"), numbers);
    }

    private TestEnvironment Open(string name) => new(options => options with { DataDirectory = Path.Combine(_directory, name) });
}
