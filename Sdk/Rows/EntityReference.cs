using System;
using System.Linq;

namespace Microsoft.Xrm.Sdk;

/// <summary>Points to a row by id or alternate key; the value of a lookup column.</summary>
public sealed class EntityReference
{
    private KeyAttributeCollection? _keyAttributes;

    public EntityReference()
        : this(null!)
    {
    }

    public EntityReference(string logicalName) => LogicalName = logicalName;

    public EntityReference(string logicalName, Guid id)
        : this(logicalName) => Id = id;

    public EntityReference(string logicalName, string keyName, object? keyValue)
        : this(logicalName) => KeyAttributes.Add(keyName, keyValue);

    public EntityReference(string logicalName, KeyAttributeCollection keyAttributeCollection)
        : this(logicalName) => KeyAttributes = keyAttributeCollection;

    public string LogicalName { get; set; }

    public Guid Id { get; set; }

    /// <summary>Primary name of the row it points to, where it was read; never compared.</summary>
    public string? Name { get; set; }

    public string? RowVersion { get; set; }

    public KeyAttributeCollection KeyAttributes
    {
        get => _keyAttributes ??= new KeyAttributeCollection();
        set => _keyAttributes = value;
    }

    public override bool Equals(object? obj) =>
        obj is EntityReference other
        && (ReferenceEquals(this, other)
            || (Id == other.Id
                && string.Equals(LogicalName, other.LogicalName, StringComparison.Ordinal)
                && KeyAttributes.Count == other.KeyAttributes.Count
                && KeyAttributes.All(key => other.KeyAttributes.TryGetValue(key.Key, out var value) && Equals(key.Value, value))));

    public override int GetHashCode() => Id.GetHashCode() ^ (LogicalName is null ? 0 : StringComparer.Ordinal.GetHashCode(LogicalName));
}
