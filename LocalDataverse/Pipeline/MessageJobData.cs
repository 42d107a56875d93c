using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline;

/// <summary>A message that a system job sends, as asyncoperation.data keeps it.</summary>
internal sealed record MessageJobData(Caller Caller, OrganizationRequest Request)
{
    private const string Kind = "send";

    public static string Write(Operation operation, string message) => new JsonObject
    {
        [Kind] = message,
        ["user"] = operation.Caller.UserId.ToString(),
        ["initiatingUser"] = operation.Caller.InitiatingUserId.ToString(),
        ["input"] = ValueJson.Write(operation.Input),
    }.ToJsonString();

    /// <returns>False for the data of an asynchronous step.</returns>
    public static bool TryRead(string text, [NotNullWhen(true)] out MessageJobData? data)
    {
        var json = JsonNode.Parse(text)!;
        data = json[Kind] is not { } message ? null : new MessageJobData(
            new Caller(Guid.Parse(json["user"]!.GetValue<string>()), Guid.Parse(json["initiatingUser"]!.GetValue<string>())),
            new OrganizationRequest(message.GetValue<string>()) { Parameters = ValueJson.ReadParameters(json["input"]!) });
        return data is not null;
    }
}
