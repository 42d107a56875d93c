using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline;

/// <summary>What an asynchronous step remembers of the operation it was queued by.</summary>
internal sealed record AsyncJobData(Guid StepId, EntityImageCollection PreImages, EntityImageCollection PostImages, JsonNode Json)
{
    public static string Write(Operation operation, StepRegistration step, Entity? after) => new JsonObject
    {
        ["step"] = step.Id.ToString(),
        ["message"] = operation.RequestName,
        ["table"] = operation.Table,
        ["id"] = operation.Id.ToString(),
        ["user"] = operation.Caller.UserId.ToString(),
        ["initiatingUser"] = operation.Caller.InitiatingUserId.ToString(),
        ["createdOn"] = operation.CreatedOn.ToString("O", CultureInfo.InvariantCulture),
        ["correlation"] = operation.CorrelationId.ToString(),
        ["depth"] = operation.Depth,
        ["input"] = ValueJson.Write(operation.Input),
        ["output"] = ValueJson.Write(operation.Output),
        ["shared"] = ValueJson.Write(operation.SharedVariables),
        ["before"] = ValueJson.Write(StepRunner.Images(step, isPre: true, operation.Before)),
        ["after"] = ValueJson.Write(StepRunner.Images(step, isPre: false, after)),
    }.ToJsonString();

    public static AsyncJobData Read(string text)
    {
        var json = JsonNode.Parse(text)!;
        return new AsyncJobData(Id(json, "step"), ValueJson.ReadImages(json["before"]!), ValueJson.ReadImages(json["after"]!), json);
    }

    public Operation Restore(MessagePipeline pipeline, RequestWatch watch)
    {
        var operation = pipeline.Restore(
            new OrganizationRequest(Json["message"]!.GetValue<string>()) { Parameters = ValueJson.ReadParameters(Json["input"]!) },
            new Caller(Id(Json, "user"), Id(Json, "initiatingUser")),
            DateTime.ParseExact(Json["createdOn"]!.GetValue<string>(), "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
            Id(Json, "correlation"),
            Json["depth"]!.GetValue<int>(),
            ValueJson.ReadParameters(Json["shared"]!),
            watch);
        operation.Table = Json["table"]!.GetValue<string>();
        operation.Id = Id(Json, "id");
        foreach (var (name, value) in ValueJson.ReadParameters(Json["output"]!))
            operation.Output[name] = value;
        return operation;
    }

    private static Guid Id(JsonNode json, string name) => Guid.Parse(json[name]!.GetValue<string>());
}
