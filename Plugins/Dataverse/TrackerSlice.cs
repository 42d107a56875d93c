using System.Globalization;

namespace CaseTime.Plugins.Dataverse;

/// <summary>Time trackers whose row version is above <see cref="After"/> and not above <see cref="UpTo"/>; null is no bound.</summary>
internal sealed class TrackerSlice
{
    public TrackerSlice(long? after, long? upTo)
    {
        After = after;
        UpTo = upTo;
    }

    public long? After { get; }

    public long? UpTo { get; }

    /// <summary>The same as FetchXML conditions.</summary>
    public string Conditions => Condition("gt", After) + Condition("le", UpTo);

    private static string Condition(string comparison, long? version) => version is { } value
        ? string.Format(CultureInfo.InvariantCulture, "<condition attribute=\"versionnumber\" operator=\"{0}\" value=\"{1}\" />", comparison, value)
        : "";
}
