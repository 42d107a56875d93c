using CaseTime.Plugins.Time;

namespace CaseTime.Plugins.Tests.Time;

public sealed class RowIdTests
{
    private static readonly Guid Case = Guid.Parse("11111111-1111-1111-1111-111111111111");
    private static readonly Guid Rep = Guid.Parse("22222222-2222-2222-2222-222222222222");
    private static readonly WorkDate Date = new(new DateTime(2025, 3, 1, 0, 0, 0, DateTimeKind.Utc));

    [Fact]
    public void An_automatic_rows_id_is_the_vector_of_the_data_model() =>
        Assert.Equal(
            Guid.Parse("f4b82ed8-8d93-5cf2-a150-eaaee94f5d11"),
            RowId.OfAutomatic(Case, Rep, Date, "0123456789abcdef"));

    /// <summary>Computed with another implementation of UUID version 5.</summary>
    [Fact]
    public void A_row_of_the_preview_has_one_id_for_ever() =>
        Assert.Equal(Guid.Parse("cd8d7a21-9908-55fb-9ee9-015bc63394cc"), RowId.OfPreview(Case));

    [Fact]
    public void Every_part_of_an_automatic_row_makes_another_id()
    {
        var ids = new[]
        {
            RowId.OfAutomatic(Case, Rep, Date, "a"),
            RowId.OfAutomatic(Rep, Case, Date, "a"),
            RowId.OfAutomatic(Case, Case, Date, "a"),
            RowId.OfAutomatic(Case, Rep, new WorkDate(Date.Midnight.AddDays(1)), "a"),
            RowId.OfAutomatic(Case, Rep, Date, "b"),
            RowId.OfFinal(Case, 1),
            RowId.OfFinal(Case, 2),
            RowId.OfFinal(Rep, 1),
        };

        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Equal('5', id.ToString()[14]));
    }

    [Fact]
    public void A_final_rows_id_is_the_same_for_the_same_case_and_cycle() =>
        Assert.Equal(RowId.OfFinal(Case, 3), RowId.OfFinal(Case, 3));
}
