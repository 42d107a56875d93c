using System.Net;
using System.Text;
using System.Xml;
using LocalDataverse.WebApi.Http;
using LocalDataverse.WebApi.Model;
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

    /// <summary>Private custom APIs answer who knows them, and stand in no document.</summary>
    public static WebApiResponse Csdl(RequestScope scope)
    {
        var customApis = scope.Model.CustomApis;
        var model = customApis.Any(api => api.IsPrivate)
            ? EdmModelBuilder.Build(scope.Model.Catalog, [.. customApis.Where(api => !api.IsPrivate)])
            : scope.Model;
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
        {
            if (!CsdlWriter.TryWriteCsdl(model.Edm, writer, CsdlTarget.OData, out var errors))
                throw new InvalidOperationException($"The EDM model cannot be written: {string.Join("; ", errors.Select(error => error.ErrorMessage))}");
        }
        return WebApiResponse.Of(HttpStatusCode.OK, "application/xml", stream.ToArray());
    }
}
