using LocalDataverse.Metadata;
using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Model;
using Microsoft.OData;
using Microsoft.OData.UriParser;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.WebApi.Rows;

/// <summary>Reads the address of a row: accounts(id), /accounts(id) or the whole URL; in a change set also $1.</summary>
/// <param name="model">Knows the sets.</param>
/// <param name="serviceRoot">Whose absolute URLs are ours.</param>
/// <param name="contentIds">Rows that earlier requests of the same change set create, by Content-ID.</param>
public sealed class RowUri(WebApiModel model, Uri serviceRoot, IReadOnlyDictionary<string, EntityReference>? contentIds = null)
{
    /// <exception cref="WebApiException">400: no address of a row of this environment.</exception>
    public EntityReference Read(string address)
    {
        var trimmed = address.Trim();
        if (trimmed.TrimStart('/') is ['$', .. var contentId])
        {
            return contentIds?.GetValueOrDefault(contentId)
                ?? throw WebApiException.BadRequest($"Content-ID Reference: '{trimmed}' does not exist in the batch context.");
        }
        var relative = Relative(trimmed);
        if (ReadPlain(relative) is { } plain)
            return plain;
        try
        {
            var parser = new ODataUriParser(model.Edm, serviceRoot, new Uri(relative, UriKind.Relative));
            if (parser.ParsePath() is [EntitySetSegment, KeySegment key] && model.FindTable(key.EdmType) is { } table)
                return new EntityReference(table.LogicalName, IdOf(key, table));
        }
        catch (ODataException fault)
        {
            throw Invalid(trimmed, fault);
        }
        catch (UriFormatException fault)
        {
            throw Invalid(trimmed, fault);
        }
        throw Invalid(trimmed);
    }

    public static Guid IdOf(KeySegment key, TableMetadata table) => key.Keys.ToList() switch
    {
        [{ Value: Guid id }] => id,
        _ => throw WebApiException.BadRequest($"A row of {table.EntitySetName} is addressed by its id alone."),
    };

    /// <summary>accounts(id), which almost every address is: to parse it by OData's whole grammar costs as much as to store the row.</summary>
    private EntityReference? ReadPlain(string address)
    {
        var open = address.IndexOf('(', StringComparison.Ordinal);
        return open > 0 && address[^1] == ')' && Guid.TryParseExact(address.AsSpan((open + 1)..^1), "D", out var id) && model.Catalog.FindTableBySet(address[..open]) is { } table
            ? new EntityReference(table.LogicalName, id)
            : null;
    }

    private string Relative(string address)
    {
        if (address.StartsWith(serviceRoot.AbsoluteUri, StringComparison.OrdinalIgnoreCase))
            return address[serviceRoot.AbsoluteUri.Length..];
        return address.StartsWith(serviceRoot.AbsolutePath, StringComparison.OrdinalIgnoreCase) ? address[serviceRoot.AbsolutePath.Length..] : address.TrimStart('/');
    }

    private static WebApiException Invalid(string address, Exception? cause = null) =>
        WebApiException.BadRequest($"'{address}' is not the address of a row, such as /accounts(00000000-0000-0000-0000-000000000000).", cause);
}
