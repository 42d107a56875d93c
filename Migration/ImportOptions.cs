using System.Globalization;
using CaseTime.Migration.Rows;
using CaseTime.Migration.Source;

namespace CaseTime.Migration;

/// <summary>One environment and how to sign in to it.</summary>
/// <param name="Url">Scheme and host.</param>
/// <param name="User">A local Dataverse's user name; null for a real environment.</param>
/// <param name="TokenVariable">Environment variable that may hold an access token.</param>
public sealed record EnvironmentOptions(Uri Url, string? User, string TokenVariable);

/// <summary>What an import is told.</summary>
public sealed record ImportOptions
{
    /// <summary>A CSV export; null where the rows come from an environment.</summary>
    public string? CsvFile { get; init; }

    /// <summary>The environment with the preview's table; null where the rows come from a file.</summary>
    public EnvironmentOptions? Source { get; init; }

    public required EnvironmentOptions Target { get; init; }

    /// <summary>False only says what would be done.</summary>
    public bool Write { get; init; }

    /// <summary>Whether closed cases get their totals afterwards.</summary>
    public bool Totals { get; init; }

    /// <summary>Seconds in one unit of the preview's duration column.</summary>
    public required int SecondsPerUnit { get; init; }

    /// <summary>Names of columns that are not those which the preview is known to have.</summary>
    public IReadOnlyDictionary<PreviewColumn, string> Columns { get; init; } = new Dictionary<PreviewColumn, string>();

    /// <summary>Labels of choices in other languages than English.</summary>
    public IReadOnlyDictionary<string, int> Labels { get; init; } = new Dictionary<string, int>();

    /// <summary>Cases by what the source calls them; empty where ids are the same.</summary>
    public NameMap Cases { get; init; } = NameMap.Empty;

    /// <summary>Representatives, as <see cref="Cases"/>.</summary>
    public NameMap Reps { get; init; } = NameMap.Empty;

    /// <summary>How the file writes numbers and dates.</summary>
    public CultureInfo Culture { get; init; } = CultureInfo.InvariantCulture;

    /// <summary>The zone of dates in the file that name none.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Where rows that were left out are listed.</summary>
    public required string ErrorFile { get; init; }

    /// <summary>importsequencenumber of the rows, by which they can be found later.</summary>
    public int Sequence { get; init; } = 1;

    /// <summary>Rows a request; Dataverse takes 1,000 in a batch.</summary>
    public int Slice { get; init; } = 100;
}
