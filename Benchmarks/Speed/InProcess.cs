using System.Globalization;
using LocalDataverse;
using LocalDataverse.Pipeline;
using LocalDataverse.Query;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace CaseTime.Benchmarks.Speed;

/// <summary>
/// Creates and retrieves through IOrganizationService with one synchronous pre-operation plugin, in an environment on disk: what the
/// in-memory emulators are compared by.
/// </summary>
internal static class InProcess
{
    private const string Person = "bench@benchmark.local";
    private const int Operations = 4_000;

    public static void Print()
    {
        Console.WriteLine("| in process, one synchronous pre-operation plugin | median | best of 7 | a second of processor time | target |");
        Console.WriteLine("|---|---|---|---|---|");
        Measure("survives a kill of the process", survivesPowerCut: false);
        Measure("survives a power cut as well", survivesPowerCut: true);
    }

    private static void Measure(string durability, bool survivesPowerCut)
    {
        var directory = Directory.CreateTempSubdirectory("casetime-speed-").FullName;
        try
        {
            var options = new OrganizationOptions
            {
                DataDirectory = directory,
                QueryEngine = new QueryEngine(),
                Administrators = [new InitialUser(Person, "Bench", "Mark")],
                SurvivesPowerCut = survivesPowerCut,
            };
            using var organization = Organization.Open(options);
            organization.Register(new StepRegistration
            {
                Name = "Names the account",
                Message = "Create",
                Table = "account",
                Stage = 20,
                TypeName = nameof(NamingPlugin),
                Plugin = new Lazy<IPlugin>(() => new NamingPlugin()),
            });
            var service = organization.ServiceFor(Caller.For(Organization.IdOfInitialUser(Person)));
            var operations = survivesPowerCut ? Operations / 10 : Operations;
            var ids = new List<Guid>();
            Row($"creates a second, {durability}", Rate.PerSecond(operations, () =>
            {
                for (var i = 0; i < operations; i++)
                    ids.Add(service.Create(new Entity("account") { ["name"] = "Contoso", ["telephone1"] = "555-0100", ["creditonhold"] = false }));
            }), survivesPowerCut ? "" : "4,000");
            if (survivesPowerCut)
                return;
            var columns = new ColumnSet("name", "telephone1", "ownerid", "createdon");
            Row("retrieves a second, four columns", Rate.PerSecond(operations, () =>
            {
                for (var i = 0; i < operations; i++)
                    service.Retrieve("account", ids[i], columns);
            }), "20,000");
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static void Row(string what, (double Median, double Best, double PerCpuSecond) rate, string target) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {rate.Median:N0} | {rate.Best:N0} | {rate.PerCpuSecond:N0} | {target} |"));

    /// <summary>What a plugin does at least: looks at its target and changes it.</summary>
    private sealed class NamingPlugin : IPlugin
    {
        public void Execute(IServiceProvider serviceProvider)
        {
            var context = (IPluginExecutionContext)serviceProvider.GetService(typeof(IPluginExecutionContext))!;
            var target = (Entity)context.InputParameters["Target"]!;
            target["accountnumber"] = target.GetAttributeValue<string>("name")![..3];
        }
    }
}
