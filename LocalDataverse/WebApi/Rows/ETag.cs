using System.Globalization;
using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Querying;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.WebApi.Rows;

/// <summary>A row's version as an ETag: W/"1234".</summary>
public static class ETag
{
    public static string? Of(Entity row)
    {
        var version = row.RowVersion
            ?? (row.Attributes.TryGetValue(ReadPlan.VersionColumn, out var value) ? Convert.ToString(value, CultureInfo.InvariantCulture) : null);
        return string.IsNullOrEmpty(version) ? null : $"W/\"{version}\"";
    }

    /// <summary>The version inside an ETag.</summary>
    /// <exception cref="WebApiException">400: no ETag of ours.</exception>
    public static string Version(string etag)
    {
        var text = etag.Trim();
        var version = text.StartsWith("W/", StringComparison.Ordinal) ? text[2..].Trim('"') : text.Trim('"');
        return long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? version
            : throw WebApiException.BadRequest($"The ETag '{etag}' is not valid: it must be a row's @odata.etag, such as W/\"1234\".");
    }
}
