using LocalDataverse.Metadata;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Tests.Query;

public sealed class RetrieveTests : IDisposable
{
    private readonly QueryFixture _db = new();

    [Fact]
    public void Every_column_type_comes_back_as_the_SDK_has_it()
    {
        Full();

        var row = new LocalDataverse.Query.QueryEngine().Retrieve("repair", QueryFixture.Id(100), new ColumnSet(true), _db.Scope)!;

        Assert.Equal(QueryFixture.Id(100), row.Id);
        Assert.Equal("1000", row.RowVersion);
        Assert.Equal(QueryFixture.Id(100), row["repairid"]);
        Assert.Equal("Squeak", row["title"]);
        Assert.Equal(90, row["minutes"]);
        Assert.Equal(1.125m, row["weight"]);
        Assert.Equal(0.5, row["ratio"]);
        Assert.Equal(new Money(19.9m), row["price"]);
        Assert.Equal(5_000_000_000L, row["ticks"]);
        Assert.Equal(true, row["urgent"]);
        Assert.Equal(new OptionSetValue(2), row["kind"]);
        Assert.Equal([new(1), new(3)], row.GetAttributeValue<OptionSetValueCollection>("tags")!);
        Assert.Equal(new DateTime(2025, 3, 12, 1, 0, 0), row["startedon"]);
        Assert.Equal(DateTimeKind.Utc, row.GetAttributeValue<DateTime>("startedon").Kind);
        Assert.Equal(new DateTime(2025, 3, 12), row["workdate"]);
        Assert.Equal(DateTimeKind.Unspecified, row.GetAttributeValue<DateTime>("workdate").Kind);
        Assert.Equal(new EntityReference("workshop", QueryFixture.North), row["workshopid"]);
        Assert.Equal(new EntityReference("crew", QueryFixture.Night), row["ownerid"]);
        Assert.Equal("workshop", row["about"]);
    }

    [Fact]
    public void A_lookup_carries_the_name_of_its_target()
    {
        Full();

        var row = _db.Retrieve("repair", QueryFixture.Id(100), "workshopid", "ownerid")!;

        Assert.Equal("North", row.GetAttributeValue<EntityReference>("workshopid")!.Name);
        Assert.Equal("Night crew", row.GetAttributeValue<EntityReference>("ownerid")!.Name);
        Assert.Equal("North", row.FormattedValues["workshopid"]);
    }

    [Fact]
    public void Columns_without_a_value_are_absent()
    {
        _db.Repair(1);

        var row = _db.Retrieve("repair", QueryFixture.Id(1), "title", "minutes")!;

        Assert.Equal(["repairid"], row.Attributes.Keys);
    }

    [Fact]
    public void A_row_that_does_not_exist_is_null() => Assert.Null(_db.Retrieve("repair", QueryFixture.Id(404), "title"));

    [Fact]
    public void A_row_that_may_not_be_read_is_null()
    {
        _db.Repair(1, ("ownerid", QueryFixture.Bob), ("owneridtype", "person"));
        _db.MayRead("repair", "{0}.\"ownerid\" = @me");

        Assert.Null(_db.Retrieve("repair", QueryFixture.Id(1), "title"));
    }

    [Theory]
    [InlineData("minutes", "1.5 hours")]
    [InlineData("parts", "1,500")]
    [InlineData("weight", "1.125")]
    [InlineData("price", "19.90")]
    [InlineData("urgent", "Urgent")]
    [InlineData("kind", "Brakes")]
    [InlineData("tags", "Oil change; Tyres")]
    [InlineData("startedon", "3/11/2025 9:00 PM")]
    [InlineData("workdate", "3/12/2025")]
    [InlineData("walltime", "3/12/2025 8:15 AM")]
    public void Values_are_formatted_for_the_user(string column, string expected)
    {
        Full();

        Assert.Equal(expected, _db.Retrieve("repair", QueryFixture.Id(100), column)!.FormattedValues[column]);
    }

    [Fact]
    public void Labels_numbers_and_dates_follow_the_users_language()
    {
        Full();
        _db.User = _db.User with { LanguageId = 1031 };

        var row = _db.Retrieve("repair", QueryFixture.Id(100), "kind", "parts", "workdate")!;

        Assert.Equal("de Brakes", row.FormattedValues["kind"]);
        Assert.Equal("1.500", row.FormattedValues["parts"]);
        Assert.Equal("12.03.2025", row.FormattedValues["workdate"]);
    }

    [Fact]
    public void Dates_follow_the_users_own_patterns()
    {
        Full();
        _db.User = _db.User with { LanguageId = 1031, DateFormat = "dd/MM/yyyy", TimeFormat = "HH:mm" };

        var row = _db.Retrieve("repair", QueryFixture.Id(100), "startedon", "workdate")!;

        Assert.Equal("11/03/2025 21:00", row.FormattedValues["startedon"]);
        Assert.Equal("12/03/2025", row.FormattedValues["workdate"]);
    }

    [Theory]
    [InlineData("%")]
    [InlineData(" ")]
    [InlineData("")]
    public void A_pattern_that_writes_no_date_counts_as_none(string pattern)
    {
        Full();
        _db.User = _db.User with { DateFormat = pattern };

        Assert.Equal("3/12/2025", _db.Retrieve("repair", QueryFixture.Id(100), "workdate")!.FormattedValues["workdate"]);
    }

    [Fact]
    public void Years_are_counted_by_the_Gregorian_calendar_in_every_language()
    {
        Full();
        _db.User = _db.User with { LanguageId = 1025, DateFormat = "yyyy-MM-dd" };

        Assert.Equal("2025-03-12", _db.Retrieve("repair", QueryFixture.Id(100), "workdate")!.FormattedValues["workdate"]);
    }

    [Theory]
    [InlineData(0, "0 minutes")]
    [InlineData(1, "1 minute")]
    [InlineData(59, "59 minutes")]
    [InlineData(60, "1 hour")]
    [InlineData(100, "1.67 hours")]
    [InlineData(120, "2 hours")]
    [InlineData(1440, "1 day")]
    [InlineData(2160, "1.5 days")]
    [InlineData(-90, "-1.5 hours")]
    public void A_duration_reads_in_its_largest_unit(int minutes, string expected)
    {
        _db.Repair(1, ("minutes", minutes));

        Assert.Equal(expected, _db.Retrieve("repair", QueryFixture.Id(1), "minutes")!.FormattedValues["minutes"]);
    }

    [Fact]
    public void An_unknown_column_is_refused_by_name()
    {
        var refusal = Assert.Throws<DataverseException>(() => _db.Retrieve("repair", QueryFixture.Id(1), "colour"));

        Assert.Equal("'repair' entity doesn't contain attribute with Name = 'colour' and NameMapping = 'Logical'.", refusal.Message);
        Assert.Equal(unchecked((int)0x80041103), refusal.Code);
    }

    [Fact]
    public void An_unknown_table_is_refused_by_name() =>
        Assert.Contains("'garage'", Assert.Throws<DataverseException>(() => _db.Retrieve("garage", QueryFixture.Id(1))).Message, StringComparison.Ordinal);

    public void Dispose() => _db.Dispose();

    private void Full() => _db.Repair(
        100,
        ("title", "Squeak"),
        ("minutes", 90),
        ("parts", 1500),
        ("weight", 1.125),
        ("ratio", 0.5),
        ("price", 19.9),
        ("ticks", 5_000_000_000),
        ("urgent", 1),
        ("kind", 2),
        ("tags", "1,3"),
        ("statecode", 0),
        ("startedon", "2025-03-12 01:00:00"),
        ("workdate", "2025-03-12"),
        ("walltime", "2025-03-12 08:15:00"),
        ("workshopid", QueryFixture.North),
        ("ownerid", QueryFixture.Night),
        ("owneridtype", "crew"),
        ("about", "workshop"));
}
