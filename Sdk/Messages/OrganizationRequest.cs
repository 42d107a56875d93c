using System;

namespace Microsoft.Xrm.Sdk;

/// <summary>A message and its parameters; messages without a class of their own are sent by name.</summary>
public class OrganizationRequest
{
    public OrganizationRequest()
        : this(null!)
    {
    }

    public OrganizationRequest(string requestName) => RequestName = requestName;

    public string RequestName { get; set; }

    public Guid? RequestId { get; set; }

    public ParameterCollection Parameters { get; set; } = new();

    public object? this[string parameterName]
    {
        get => Parameters[parameterName];
        set => Parameters[parameterName] = value;
    }

    private protected T? Parameter<T>(string name) => Parameters.TryGetValue(name, out var value) && value is not null ? (T)value : default;
}
