using System;
using Microsoft.Xrm.Sdk;

namespace CaseTime.Plugins.Dataverse;

/// <summary>Column values, compared by what they mean instead of by reference.</summary>
internal static class Values
{
    public static bool Same(object? left, object? right)
    {
        if (left is null || right is null)
            return IsNothing(left) && IsNothing(right);
        switch (left)
        {
            case EntityReference reference:
                return right is EntityReference other && reference.Id == other.Id;
            case OptionSetValue option:
                return right is OptionSetValue otherOption && option.Value == otherOption.Value;
            case DateTime instant:
                return right is DateTime otherInstant && WholeSecond(instant) == WholeSecond(otherInstant);
            default:
                return left.Equals(right);
        }
    }

    /// <summary>The instant in UTC without its fraction of a second, which the platform does not store.</summary>
    public static DateTime WholeSecond(DateTime instant)
    {
        var utc = instant.Kind == DateTimeKind.Local ? instant.ToUniversalTime() : DateTime.SpecifyKind(instant, DateTimeKind.Utc);
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerSecond));
    }

    /// <summary>Later by so many seconds, which may be negative; at the ends of the calendar it stops there, for a rule to refuse.</summary>
    public static DateTime Shift(DateTime instant, int seconds)
    {
        var ticks = instant.Ticks + (seconds * TimeSpan.TicksPerSecond);
        return new DateTime(Math.Max(DateTime.MinValue.Ticks, Math.Min(DateTime.MaxValue.Ticks, ticks)), instant.Kind);
    }

    /// <summary>The platform stores an empty text as none.</summary>
    private static bool IsNothing(object? value) => value is null || (value is string text && text.Length == 0);
}
