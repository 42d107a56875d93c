namespace CaseTime.Plugins.Rules;

/// <summary>CT1010: Final rows come from resolution and cancellation only.</summary>
public static class FinalByResolution
{
    public const string Code = "CT1010";

    /// <param name="isFinal">Whether the row written is a Final.</param>
    public static Refusal? Check(bool isFinal) => isFinal ? new Refusal(Code, null) : null;
}
