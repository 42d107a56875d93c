using System.Globalization;
using System.Text.Json;
using CaseTime.Migration.Source;

namespace CaseTime.Migration.Rows;

/// <summary>A row that is to be in the target.</summary>
/// <param name="Source">Where it came from.</param>
/// <param name="Row">What it says.</param>
/// <param name="Id">Its id in the target, which follows from its id in the source.</param>
/// <param name="Case">Its case.</param>
/// <param name="Rep">Its owner.</param>
internal sealed record PlannedRow(SourceRow Source, PreviewRow Row, Guid Id, CaseFacts Case, RepFacts Rep)
{
    private const int TargetChoices = 735500000;

    /// <summary>The row as the Web API takes it. importsequencenumber and overriddencreatedon are what makes it an import.</summary>
    public string Body(int sequence)
    {
        var body = new Dictionary<string, object>
        {
            ["casetime_category"] = TargetChoices + (Row.Category - PreviewCategory.Manual),
            ["casetime_regardingcase@odata.bind"] = $"/incidents({Case.Id})",
            ["ownerid@odata.bind"] = $"/systemusers({Rep.Id})",
            ["casetime_durationseconds"] = Row.Seconds,
            ["casetime_starttime"] = Text(Row.Start),
            ["importsequencenumber"] = sequence,
            ["overriddencreatedon"] = Text(Row.Created),
        };
        if (Row.ReasonCategory is { } category)
            body["casetime_reasoncategory"] = TargetChoices + category;
        if (Row.Reason is { } reason)
            body["casetime_reason"] = reason;
        return JsonSerializer.Serialize(body);
    }

    private static string Text(DateTime time) => time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
