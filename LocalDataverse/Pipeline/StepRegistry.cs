using System.Collections.Concurrent;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline;

/// <summary>Every enabled step at one moment, by message and table.</summary>
internal sealed class StepRegistry(IReadOnlyList<StepRegistration> steps)
{
    private readonly ConcurrentDictionary<(string Message, string Table), MessageSteps> _byMessage = new();

    public static StepRegistry Empty { get; } = new([]);

    /// <summary>Whether any plugin can run within a request at all.</summary>
    public bool HasSynchronousSteps { get; } = steps.Any(step => !step.IsAsynchronous);

    public MessageSteps For(string message, string table) => _byMessage.GetOrAdd((message, table), static (key, all) => new MessageSteps(
        [.. all.Where(step => step.Message.Equals(key.Message, StringComparison.OrdinalIgnoreCase) && (step.Table is null || step.Table == key.Table)).OrderBy(step => step.Rank)]), steps);

    public StepRegistration? Find(Guid id) => steps.FirstOrDefault(step => step.Id == id);
}

/// <summary>The steps of one message on one table, in the order they run.</summary>
internal sealed class MessageSteps(IReadOnlyList<StepRegistration> steps)
{
    public StepRegistration[] PreValidation { get; } = [.. steps.Where(step => step is { Stage: PipelineStage.PreValidation, IsAsynchronous: false })];

    public StepRegistration[] PreOperation { get; } = [.. steps.Where(step => step is { Stage: PipelineStage.PreOperation, IsAsynchronous: false })];

    public StepRegistration[] PostOperation { get; } = [.. steps.Where(step => step is { Stage: PipelineStage.PostOperation, IsAsynchronous: false })];

    public StepRegistration[] Asynchronous { get; } = [.. steps.Where(step => step.IsAsynchronous)];

    public bool IsEmpty { get; } = steps.Count == 0;

    /// <summary>Whether the row as it was is wanted by a step that runs inside the transaction or after it.</summary>
    public bool NeedsPreImage { get; } = steps.Any(step => step.Stage != PipelineStage.PreValidation && step.Images.Any(image => image.IsPre));

    /// <summary>What such a step's image shows; null for every column.</summary>
    public IReadOnlyCollection<string>? PreImageColumns { get; } = Columns(steps.Where(step => step.Stage != PipelineStage.PreValidation), isPre: true);

    public bool NeedsPostImage { get; } = steps.Any(step => step.Images.Any(image => !image.IsPre));

    public IReadOnlyCollection<string>? PostImageColumns { get; } = Columns(steps, isPre: false);

    /// <summary>Whether the step runs for this row: an update runs a filtered step only where it sends one of its columns.</summary>
    public static bool Applies(StepRegistration step, Operation operation) =>
        step.FilteringColumns.Count == 0
        || operation.EventName != "Update"
        || (operation.Target is { } target && target.Attributes.Keys.Any(step.FilteringColumns.Contains));

    private static List<string>? Columns(IEnumerable<StepRegistration> steps, bool isPre)
    {
        var images = steps.SelectMany(step => step.Images).Where(image => image.IsPre == isPre).ToList();
        return images.Exists(image => image.Columns is null) ? null : [.. images.SelectMany(image => image.Columns!).Distinct()];
    }
}

internal static class PipelineStage
{
    public const int PreValidation = 10;
    public const int PreOperation = 20;
    public const int MainOperation = 30;
    public const int PostOperation = 40;
}
