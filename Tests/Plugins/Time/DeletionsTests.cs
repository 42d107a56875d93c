using CaseTime.Plugins.Time;

namespace CaseTime.Plugins.Tests.Time;

public sealed class DeletionsTests
{
    private static readonly Guid Row = Guid.Parse("f4b82ed8-8d93-5cf2-a150-eaaee94f5d11");
    private static readonly DateTime Noon = new(2025, 3, 1, 12, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime LongAgo = new(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void The_text_is_the_documented_one_and_is_read_back()
    {
        var text = Deletions.Read(null).Add(Row, Noon, LongAgo).Write();

        Assert.Equal("v1 f4b82ed88d935cf2a150eaaee94f5d11@2025-03-01+43200", text);
        Assert.Equal(Noon, Deletions.Read(text).EndOf(Row));
        Assert.Equal(DateTimeKind.Utc, Deletions.Read(text).EndOf(Row)!.Value.Kind);
        Assert.Null(Deletions.Read(text).EndOf(Guid.NewGuid()));
    }

    [Fact]
    public void The_end_of_a_date_stays_on_it()
    {
        var midnight = Noon.Date.AddDays(1);
        var text = Deletions.Read(null).Add(Row, DateTime.SpecifyKind(midnight, DateTimeKind.Utc), LongAgo).Write();

        Assert.Equal("v1 f4b82ed88d935cf2a150eaaee94f5d11@2025-03-01+86400", text);
        Assert.Equal(midnight, Deletions.Read(text).EndOf(Row));
    }

    [Theory]
    [InlineData("")]
    [InlineData("v2 f4b82ed88d935cf2a150eaaee94f5d11@2025-03-01+43200")]
    [InlineData("v1 nonsense")]
    [InlineData("v1 f4b82ed88d935cf2a150eaaee94f5d11@2025-03-01+86401")]
    [InlineData("v1 f4b82ed88d935cf2a150eaaee94f5d11@2025-13-01+0")]
    [InlineData("v1 f4b82ed88d935cf2a150eaaee94f5d11@2025-03-01+-1")]
    public void What_cannot_be_read_is_left_out(string text) => Assert.Equal(0, Deletions.Read(text).Count);

    [Fact]
    public void A_row_deleted_twice_is_remembered_up_to_its_later_end()
    {
        var twice = Deletions.Read(null).Add(Row, Noon, LongAgo).Add(Row, Noon.AddHours(1), LongAgo).Add(Row, Noon, LongAgo);

        Assert.Equal((1, Noon.AddHours(1)), (twice.Count, twice.EndOf(Row)));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    public void Entries_whose_seconds_nobody_takes_any_more_go(int secondsBefore, int left)
    {
        var deletions = Deletions.Read(null).Add(Row, Noon, LongAgo).Add(Guid.NewGuid(), Noon.AddDays(40), Noon.AddSeconds(-secondsBefore));

        Assert.Equal(left, deletions.Count);
    }

    [Fact]
    public void Full_it_forgets_the_oldest_and_still_fits_the_column()
    {
        var text = "v1" + string.Concat(Enumerable.Range(0, Deletions.Most).Select(number => $" {Guid.NewGuid():N}@2025-03-01+{10000 + number}"));
        var first = Guid.ParseExact(text.Substring(3, 32), "N");

        var full = Deletions.Read(text).Add(Row, Noon, LongAgo);

        Assert.Equal(Deletions.Most, full.Count);
        Assert.Null(full.EndOf(first));
        Assert.Equal(Noon, full.EndOf(Row));
        Assert.InRange(full.Write().Length, 1, 1_048_576);
    }
}
