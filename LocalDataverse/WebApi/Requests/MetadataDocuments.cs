using System.Net;
using System.Text;
using System.Xml;
using LocalDataverse.WebApi.Http;
using Microsoft.OData.Edm;
using Microsoft.OData.Edm.Csdl;

namespace LocalDataverse.WebApi.Requests;

/// <summary>The service document and $metadata.</summary>
public static class MetadataDocuments
{
    public static WebApiResponse ServiceDocument(RequestScope scope) => WebApiResponse.Object(HttpStatusCode.OK, writer =>
    {
        writer.WriteString("@odata.context", $"{scope.Request.ServiceRoot}$metadata");
        writer.WriteStartArray("value");
        foreach (var set in scope.Model.Edm.EntityContainer.EntitySets())
        {
            writer.WriteStartObject();
            writer.WriteString("name", set.Name);
            writer.WriteString("kind", "EntitySet");
            writer.WriteString("url", set.Name);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    });

    public static WebApiResponse Csdl(RequestScope scope)
    {
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
        {
            if (!CsdlWriter.TryWriteCsdl(scope.Model.Edm, writer, CsdlTarget.OData, out var errors))
                throw new InvalidOperationException($"The EDM model cannot be written: {string.Join("; ", errors.Select(error => error.ErrorMessage))}");
        }
        return WebApiResponse.Of(HttpStatusCode.OK, "application/xml", stream.ToArray());
    }
}
