using System;
using System.Globalization;
using Microsoft.Xrm.Sdk;

namespace CaseTime.Plugins.Dataverse;

/// <summary>Reads the aliased values of an aggregate query.</summary>
internal static class Aliased
{
    /// <summary>A sum; 0 where there was nothing to add.</summary>
    public static long Number(Entity row, string alias) => Convert.ToInt64(Value(row, alias) ?? 0, CultureInfo.InvariantCulture);

    /// <summary>The latest instant, UTC; null where there was none.</summary>
    public static DateTime? Instant(Entity row, string alias) => Value(row, alias) as DateTime?;

    /// <summary>The id of a lookup grouped by; null where it is empty.</summary>
    public static Guid? Id(Entity row, string alias) => Value(row, alias) switch
    {
        EntityReference reference => reference.Id,
        Guid id => id,
        _ => null,
    };

    /// <summary>The value of a choice grouped by; null where it is empty.</summary>
    public static int? Option(Entity row, string alias) => Value(row, alias) switch
    {
        OptionSetValue option => option.Value,
        int value => value,
        _ => null,
    };

    private static object? Value(Entity row, string alias) => row.GetAttributeValue<AliasedValue>(alias)?.Value;
}
