using LocalDataverse.Tests.Solutions;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Tests.Query;

/// <summary>A column of the format Duration holds minutes and reads as the user's language writes them.</summary>
public sealed class DurationTextTests : IDisposable
{
    private readonly ImportEnvironment _environment = new();

    public void Dispose() => _environment.Dispose();

    [Theory]
    [InlineData(1, 1033, "1 minute")]
    [InlineData(90, 1033, "1.5 hours")]
    [InlineData(60, 1031, "1 Stunde")]
    [InlineData(90, 1031, "1,5 Stunden")]
    [InlineData(90, 1036, "1,5 heure")]
    [InlineData(2880, 3082, "2 días")]
    [InlineData(90, 1041, "1.5 時間")]
    [InlineData(5, 1025, "5 دقائق")]
    [InlineData(45, 1025, "45 دقيقة")]
    [InlineData(60, 1043, "1 hour")]
    public void It_reads_as_the_language_writes_it(int minutes, int language, string text)
    {
        _environment.Service.Update(new Entity("usersettings", _environment.Admin.UserId) { ["uilanguageid"] = language });
        var call = _environment.Service.Create(new Entity("phonecall") { ["subject"] = "Call", ["actualdurationminutes"] = minutes });
        Assert.Equal(text, _environment.Service.Retrieve("phonecall", call, new ColumnSet("actualdurationminutes")).FormattedValues["actualdurationminutes"]);
    }
}
