using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline;

/// <summary>Reads the enabled steps from their rows.</summary>
internal static class StepLoader
{
    private const int Enabled = 0;
    private const int PreImage = 0;
    private const int PostImage = 1;

    public static IReadOnlyList<StepRegistration> Load(RequestScope scope, PluginTypes types)
    {
        var messages = scope.Rows.All("sdkmessage", "name").ToDictionary(row => row.Id, row => row.GetAttributeValue<string>("name")!);
        var filters = scope.Rows.All("sdkmessagefilter", "primaryobjecttypecode").ToDictionary(row => row.Id, row => row.GetAttributeValue<string>("primaryobjecttypecode"));
        var images = scope.Rows.All("sdkmessageprocessingstepimage", "entityalias", "imagetype", "attributes", "sdkmessageprocessingstepid")
            .ToLookup(row => row.GetAttributeValue<EntityReference>("sdkmessageprocessingstepid")?.Id);
        return [.. scope.Rows.Where("sdkmessageprocessingstep", "statecode", new OptionSetValue(Enabled)).Select(Step)];

        StepRegistration Step(Entity row)
        {
            var source = types.Of((row.GetAttributeValue<EntityReference>("plugintypeid") ?? row.GetAttributeValue<EntityReference>("eventhandler")
                ?? throw new DataverseException(ErrorCode.InvalidArgument, $"The step '{row.GetAttributeValue<string>("name")}' names no plug-in type.")).Id);
            var configuration = row.GetAttributeValue<string>("configuration");
            var secure = row.GetAttributeValue<string>("secureconfiguration");
            var filter = row.GetAttributeValue<EntityReference>("sdkmessagefilterid");
            return new StepRegistration
            {
                Id = row.Id,
                Name = row.GetAttributeValue<string>("name") ?? row.Id.ToString(),
                Message = messages[row.GetAttributeValue<EntityReference>("sdkmessageid")!.Id],
                Table = NoneIsNull(filter is null ? row.GetAttributeValue<string>("primaryobjecttypecode") : filters[filter.Id]),
                Stage = row.GetAttributeValue<OptionSetValue>("stage")!.Value,
                IsAsynchronous = row.GetAttributeValue<OptionSetValue>("mode")?.Value == 1,
                Rank = row.Contains("rank") ? row.GetAttributeValue<int>("rank") : 1,
                FilteringColumns = List(row.GetAttributeValue<string>("filteringattributes"))?.ToHashSet(StringComparer.Ordinal) ?? [],
                Images = [.. images[row.Id].SelectMany(Image)],
                ImpersonatingUserId = row.GetAttributeValue<EntityReference>("impersonatinguserid")?.Id,
                DeletesJobWhenDone = row.GetAttributeValue<bool>("asyncautodelete"),
                TypeName = source.TypeName,
                Plugin = types.Plugin(source, configuration, secure),
                IsStored = true,
            };
        }
    }

    private static IEnumerable<StepImage> Image(Entity row)
    {
        var alias = row.GetAttributeValue<string>("entityalias") ?? row.GetAttributeValue<string>("name") ?? "";
        var columns = List(row.GetAttributeValue<string>("attributes"));
        var type = row.GetAttributeValue<OptionSetValue>("imagetype")?.Value ?? PreImage;
        if (type != PostImage)
            yield return new StepImage(alias, IsPre: true, columns);
        if (type != PreImage)
            yield return new StepImage(alias, IsPre: false, columns);
    }

    private static string? NoneIsNull(string? table) => string.IsNullOrEmpty(table) || table == "none" ? null : table;

    private static List<string>? List(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(name => name.ToLowerInvariant())];
}
