namespace LocalDataverse.Metadata;

/// <summary>A choice (option set), global or of one column. For State and Status columns the options carry their pairing.</summary>
public sealed record ChoiceMetadata
{
    public required string Name { get; init; }
    public bool IsGlobal { get; init; }
    public Labels DisplayName { get; init; } = Labels.Empty;
    public IReadOnlyList<OptionMetadata> Options { get; init; } = [];

    public OptionMetadata? Find(int value) => Options.FirstOrDefault(option => option.Value == value);
}

/// <param name="Value">The stored number.</param>
/// <param name="Label">Its label.</param>
/// <param name="State">Status columns only: the state this status belongs to.</param>
/// <param name="DefaultStatus">State columns only: the status a row gets when only its state is set.</param>
public sealed record OptionMetadata(int Value, Labels Label, int? State = null, int? DefaultStatus = null);
