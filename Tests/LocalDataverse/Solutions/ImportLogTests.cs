using System.Xml.Linq;
using LocalDataverse.Solutions;

namespace LocalDataverse.Tests.Solutions;

public sealed class ImportLogTests
{
    [Fact]
    public void Progress_is_counted_by_components_and_is_whole_only_when_it_is_written()
    {
        var log = new ImportLog(new DateTime(2025, 3, 1, 8, 0, 0, DateTimeKind.Utc));
        Assert.Equal(0, log.Progress);
        log.Expect(XElement.Parse("<ImportExportXml><Entities><Entity><attribute /><attribute /></Entity></Entities><Roles><Role /></Roles></ImportExportXml>"));
        log.Succeeded(ComponentType.Column, "a.b");
        Assert.Equal(25, log.Progress);
        foreach (var column in new[] { "a.c", "a.d", "a.e" }) log.Succeeded(ComponentType.Column, column);
        Assert.Equal(99, log.Progress);
    }

    [Fact]
    public void A_zip_that_could_not_be_read_has_a_log_with_the_reason()
    {
        var log = XElement.Parse(new ImportLog(DateTime.UnixEpoch).ToXml(DateTime.UnixEpoch, new DataverseException(SolutionErrorCode.InvalidFile, "no zip")));
        Assert.Equal(("failure", "no zip"), ((string?)log.Descendants("result").Single().Attribute("result"), (string?)log.Descendants("result").Single().Attribute("errortext")));
    }
}
