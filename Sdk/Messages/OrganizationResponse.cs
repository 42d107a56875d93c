namespace Microsoft.Xrm.Sdk;

/// <summary>A message's answer.</summary>
public class OrganizationResponse
{
    public string? ResponseName { get; set; }

    public ParameterCollection Results { get; set; } = new();

    public object? this[string parameterName]
    {
        get => Results[parameterName];
        set => Results[parameterName] = value;
    }

    private protected T? Result<T>(string name) => Results.TryGetValue(name, out var value) && value is not null ? (T)value : default;
}
