using System;
using System.Globalization;
using Microsoft.Xrm.Sdk.Client;

namespace Microsoft.Xrm.Sdk;

/// <summary>A row, or the part of a row that is sent or was read.</summary>
public class Entity
{
    private AttributeCollection? _attributes;
    private FormattedValueCollection? _formattedValues;
    private RelatedEntityCollection? _relatedEntities;
    private KeyAttributeCollection? _keyAttributes;

    public Entity()
        : this(null!)
    {
    }

    public Entity(string entityName) => LogicalName = entityName;

    public Entity(string entityName, Guid id)
        : this(entityName) => Id = id;

    public Entity(string entityName, string keyName, object? keyValue)
        : this(entityName) => KeyAttributes.Add(keyName, keyValue);

    public Entity(string entityName, KeyAttributeCollection keyAttributes)
        : this(entityName) => KeyAttributes = keyAttributes;

    public string LogicalName { get; set; }

    public virtual Guid Id { get; set; }

    /// <summary>The row's version number, as text; what a conditional update compares.</summary>
    public string? RowVersion { get; set; }

    public EntityState? EntityState { get; set; }

    public AttributeCollection Attributes
    {
        get => _attributes ??= new AttributeCollection();
        set => _attributes = value;
    }

    public FormattedValueCollection FormattedValues
    {
        get => _formattedValues ??= new FormattedValueCollection();
        set => _formattedValues = value;
    }

    public RelatedEntityCollection RelatedEntities
    {
        get => _relatedEntities ??= new RelatedEntityCollection();
        set => _relatedEntities = value;
    }

    public KeyAttributeCollection KeyAttributes
    {
        get => _keyAttributes ??= new KeyAttributeCollection();
        set => _keyAttributes = value;
    }

    /// <exception cref="System.Collections.Generic.KeyNotFoundException">Reading a column that is not there.</exception>
    public object? this[string attributeName]
    {
        get => Attributes[attributeName];
        set => Attributes[attributeName] = value;
    }

    public bool Contains(string attributeName) => Attributes.Contains(attributeName);

    /// <returns>The value; default where the column is absent or null.</returns>
    /// <exception cref="InvalidCastException">The value is of another type.</exception>
    public virtual T? GetAttributeValue<T>(string attributeLogicalName)
    {
        if (string.IsNullOrWhiteSpace(attributeLogicalName))
            throw new ArgumentNullException(nameof(attributeLogicalName));
        return Attributes.TryGetValue(attributeLogicalName, out var value) && value is not null ? (T)value : default;
    }

    /// <returns>Whether the column is there, not null and of the type.</returns>
    public bool TryGetAttributeValue<T>(string attributeLogicalName, out T? value)
    {
        if (Attributes.TryGetValue(attributeLogicalName, out var found) && found is T typed)
        {
            value = typed;
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>The same row as an early-bound class; the values are shared, not copied.</summary>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is the class of another table.</exception>
    public T ToEntity<T>()
        where T : Entity
    {
        var result = Activator.CreateInstance<T>();
        if (typeof(T) != typeof(Entity))
            MustBeClassOfThisTable(typeof(T));
        result.LogicalName = LogicalName;
        result.Id = Id;
        result.RowVersion = RowVersion;
        result.EntityState = EntityState;
        result._attributes = Attributes;
        result._formattedValues = FormattedValues;
        result._relatedEntities = RelatedEntities;
        result._keyAttributes = KeyAttributes;
        return result;
    }

    /// <summary>By id and row version; alternate keys and the name are left out.</summary>
    public EntityReference ToEntityReference() => new(LogicalName, Id) { RowVersion = RowVersion };

    private void MustBeClassOfThisTable(Type type)
    {
        if (string.IsNullOrWhiteSpace(LogicalName))
            throw new NotSupportedException("LogicalName must be set before calling ToEntity()");
        var declared = (EntityLogicalNameAttribute?)Attribute.GetCustomAttribute(type, typeof(EntityLogicalNameAttribute));
        if (declared is null)
            throw new NotSupportedException("Cannot convert to a type that does not have EntityLogicalNameAttribute");
        if (declared.LogicalName != LogicalName)
            throw new NotSupportedException(string.Format(CultureInfo.InvariantCulture, "Cannot convert entity {0} to {1}", LogicalName, declared.LogicalName));
    }
}
