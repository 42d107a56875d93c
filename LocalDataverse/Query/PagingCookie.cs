using System.Globalization;
using System.Xml.Linq;
using LocalDataverse.Metadata;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Query;

/// <summary>The cookie a page hands out, in Dataverse's form: which page it was, and its first and last row.</summary>
internal static class PagingCookie
{
    public static string Of(int page, TableMetadata table, Entity first, Entity last)
    {
        var cookie = new XElement("cookie", new XAttribute("page", page.ToString(CultureInfo.InvariantCulture)));
        if (last.Id != Guid.Empty)
            cookie.Add(new XElement(table.PrimaryIdColumn, new XAttribute("last", last.Id.ToString("B").ToUpperInvariant()), new XAttribute("first", first.Id.ToString("B").ToUpperInvariant())));
        return cookie.ToString(SaveOptions.DisableFormatting);
    }
}
