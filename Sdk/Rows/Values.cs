using System;

namespace Microsoft.Xrm.Sdk;

/// <summary>The value of a choice, state or status column.</summary>
public sealed class OptionSetValue
{
    public OptionSetValue()
    {
    }

    public OptionSetValue(int value) => Value = value;

    public int Value { get; set; }

    public override bool Equals(object? obj) => obj is OptionSetValue other && Value == other.Value;

    public override int GetHashCode() => Value.GetHashCode();
}

/// <summary>The value of a currency column.</summary>
public sealed class Money
{
    public Money()
    {
    }

    public Money(decimal value) => Value = value;

    public decimal Value { get; set; }

    public override bool Equals(object? obj) => obj is Money other && Value == other.Value;

    public override int GetHashCode() => Value.GetHashCode();
}

/// <summary>A value of a linked table or of an aggregate, under the alias the query gave it.</summary>
public sealed class AliasedValue
{
    public AliasedValue()
    {
        EntityLogicalName = null!;
        AttributeLogicalName = null!;
    }

    public AliasedValue(string entityLogicalName, string attributeLogicalName, object? value)
    {
        EntityLogicalName = entityLogicalName;
        AttributeLogicalName = attributeLogicalName;
        Value = value;
    }

    public string EntityLogicalName { get; }

    public string AttributeLogicalName { get; }

    public object? Value { get; }
}

/// <summary>A value of a component together with whether it may be changed.</summary>
public abstract class ManagedProperty<T>
{
    protected ManagedProperty()
    {
    }

    protected ManagedProperty(string managedPropertyLogicalName)
    {
        if (string.IsNullOrWhiteSpace(managedPropertyLogicalName))
            throw new ArgumentNullException(nameof(managedPropertyLogicalName));
        ManagedPropertyLogicalName = managedPropertyLogicalName;
    }

    public T? Value { get; set; }

    public bool CanBeChanged { get; set; } = true;

    public string? ManagedPropertyLogicalName { get; }
}

public sealed class BooleanManagedProperty : ManagedProperty<bool>
{
    public BooleanManagedProperty()
    {
    }

    public BooleanManagedProperty(bool value) => Value = value;
}
