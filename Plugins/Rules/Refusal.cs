namespace CaseTime.Plugins.Rules;

/// <summary>A rule's no: its code, and what its sentence says. The sentence itself is read in the caller's language when refusing.</summary>
public sealed class Refusal
{
    /// <param name="code">The rule's stable code, CTnnnn.</param>
    /// <param name="variant">Which of the rule's sentences; null for its only or usual one.</param>
    /// <param name="arguments">Values of the sentence's placeholders; a <see cref="ColumnName"/> stands for the column's name in the language.</param>
    public Refusal(string code, string? variant, params object[] arguments)
    {
        Code = code;
        Variant = variant;
        Arguments = arguments;
    }

    public string Code { get; }

    public string? Variant { get; }

    public object[] Arguments { get; }
}
