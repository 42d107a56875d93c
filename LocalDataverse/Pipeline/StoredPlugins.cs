namespace LocalDataverse.Pipeline;

/// <summary>What rows register: steps, and custom APIs with their main operations.</summary>
internal sealed record StoredPlugins(IReadOnlyList<StepRegistration> Steps, CustomApiRegistry CustomApis)
{
    /// <summary>A custom API says whether others may hang steps on its message.</summary>
    /// <exception cref="DataverseException">0x80040203: a step where none of its kind is allowed.</exception>
    public void RefuseForbiddenSteps()
    {
        foreach (var step in Steps)
        {
            if (CustomApis.Find(step.Message) is not { } api || IsAllowed(api.AllowedSteps, step))
                continue;
            throw new DataverseException(ErrorCode.InvalidArgument, $"The step '{step.Name}' can't be registered: the custom API '{api.Name}' allows {(api.AllowedSteps == CustomApiSteps.None ? "no custom processing steps" : "asynchronous custom processing steps only")}.");
        }
    }

    private static bool IsAllowed(CustomApiSteps allowed, StepRegistration step) =>
        allowed == CustomApiSteps.SyncAndAsync || (allowed == CustomApiSteps.AsyncOnly && step.IsAsynchronous);
}
