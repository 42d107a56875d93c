using System.Globalization;
using System.IO.Compression;
using System.Text;
using LocalDataverse.Tests.Solutions;
using LocalDataverse.WebApi;
using LocalDataverse.WebApi.Http;
using Xunit.Abstractions;

namespace LocalDataverse.Tests.Fuzz;

/// <summary>Zips that no tool packs, imported by a system administrator: one for fifty requests of CASETIME_FUZZ_REQUESTS.</summary>
public sealed class SolutionFuzzTests(ITestOutputHelper output)
{
    private const int RequestsForAZip = 50;

    private readonly FaultLog<WebApiService> _faults = new();

    [Fact]
    public void Whatever_is_imported_is_taken_whole_or_refused_with_nothing_changed()
    {
        var zips = FuzzSettings.Requests / RequestsForAZip;
        var dice = new Dice(FuzzSettings.Seed);
        var (refused, taken) = (0, 0);
        var environment = new ImportEnvironment();
        try
        {
            var before = EnvironmentSnapshot.Of(environment.Organization);
            for (var number = 1; number <= zips; number++)
            {
                var zip = Zip(dice);
                var response = Import(environment, zip);
                var text = Encoding.UTF8.GetString(response.Body.Span);
                Assert.True((int)response.Status is < 500 or 501, $"Zip {number} was answered {(int)response.Status}: {text} {_faults.Last}");
                if ((int)response.Status >= 400)
                {
                    refused++;
                    Assert.Equal(before, EnvironmentSnapshot.Of(environment.Organization));
                    continue;
                }

                taken++;
                environment.Dispose();
                environment = new ImportEnvironment();
                before = EnvironmentSnapshot.Of(environment.Organization);
            }
        }
        finally
        {
            environment.Dispose();
        }

        output.WriteLine($"{zips} zips: {refused} refused, {taken} imported.");
        Assert.InRange(refused, 1, zips);
    }

    private WebApiResponse Import(ImportEnvironment environment, byte[] zip)
    {
        var service = new WebApiService(environment.Organization, environment.Admin, _faults);
        var body = $$"""{"OverwriteUnmanagedCustomizations":false,"PublishWorkflows":true,"CustomizationFile":"{{Convert.ToBase64String(zip)}}","ImportJobId":"{{Guid.NewGuid()}}"}""";
        return service.Handle(new WebApiRequest("POST", new Uri("http://localhost/api/data/v9.2/"), "ImportSolution", new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase), Mutation.Utf8(body), environment.Admin));
    }

    /// <summary>Bytes spoiled, or the zip sound and a text in it spoiled, or entries that lead elsewhere.</summary>
    private static byte[] Zip(Dice dice)
    {
        var mutation = new Mutation(dice);
        var sample = new SampleSolution();
        switch (dice.Next(4))
        {
            case 0:
                return mutation.Of(sample.Zip());
            case 1:
                var name = dice.Of("solution.xml", "customizations.xml", "customizations.xml", "customizations.xml");
                sample.Files[name] = Mutation.Utf8(mutation.Of(Encoding.UTF8.GetString(sample.Files[name])));
                return sample.Zip();
            case 2:
                var file = dice.In([.. sample.Files.Keys]);
                sample.Files[dice.Of("../" + file, "/" + file, file + "/..", file.ToUpperInvariant(), file + "\0", "WebResources/../../" + file)] = sample.Files[file];
                if (dice.Once(2))
                    sample.Files.Remove(file);
                return sample.Zip();
            default:
                return Doubled(sample, dice.In([.. sample.Files.Keys]));
        }
    }

    /// <summary>With an entry that stands in it twice.</summary>
    private static byte[] Doubled(SampleSolution sample, string path)
    {
        using var buffer = new MemoryStream();
        buffer.Write(sample.Zip());
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Update, leaveOpen: true))
        using (var stream = zip.CreateEntry(path).Open())
            stream.Write(Mutation.Utf8(DateTime.UnixEpoch.ToString(CultureInfo.InvariantCulture)));
        return buffer.ToArray();
    }
}
