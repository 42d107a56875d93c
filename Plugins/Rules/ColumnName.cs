namespace CaseTime.Plugins.Rules;

/// <summary>A column that a sentence names; the texts say what it is called in a language.</summary>
public sealed class ColumnName
{
    public ColumnName(string logicalName) => LogicalName = logicalName;

    public string LogicalName { get; }
}
