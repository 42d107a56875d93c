using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using LocalDataverse.WebApi.Http;

namespace LocalDataverse.WebApi.Querying;

/// <summary>
/// Where the next page starts, as Dataverse writes it into $skiptoken and fetchxmlpagingcookie:
/// <c>&lt;cookie pagenumber="2" pagingcookie="..." istracking="False" /&gt;</c> with the query engine's own cookie percent-encoded twice.
/// </summary>
/// <param name="PageNumber">1-based.</param>
/// <param name="Cookie">The query engine's cookie; null where it gave none.</param>
public sealed record PagingToken(int PageNumber, string? Cookie)
{
    public override string ToString() => new XElement("cookie",
        new XAttribute("pagenumber", PageNumber),
        new XAttribute("pagingcookie", Uri.EscapeDataString(Uri.EscapeDataString(Cookie ?? ""))),
        new XAttribute("istracking", "False")).ToString(SaveOptions.DisableFormatting);

    /// <exception cref="WebApiException">400: no token of ours.</exception>
    public static PagingToken? Parse(string? skipToken)
    {
        if (string.IsNullOrEmpty(skipToken))
            return null;
        try
        {
            var cookie = ForeignXml.Parse(skipToken);
            var page = int.Parse(cookie.Attribute("pagenumber")?.Value ?? "", NumberStyles.None, CultureInfo.InvariantCulture);
            var inner = Uri.UnescapeDataString(Uri.UnescapeDataString(cookie.Attribute("pagingcookie")?.Value ?? ""));
            return new PagingToken(page, inner.Length == 0 ? null : inner);
        }
        catch (Exception fault) when (fault is XmlException or FormatException or OverflowException)
        {
            throw WebApiException.BadRequest("The $skiptoken is malformed: use the @odata.nextLink of the page before as it is.", fault);
        }
    }
}
