using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.Xrm.Sdk;

namespace CaseTime.Plugins.Dataverse;

/// <summary>The row of a create, update or delete: what the caller sends over what is stored. Setting a column changes what is saved.</summary>
public abstract class Row
{
    private readonly Entity _target;
    private readonly Entity? _stored;

    /// <param name="target">What the caller sends; for a delete an entity without columns.</param>
    /// <param name="stored">The pre-image; null for a create.</param>
    private protected Row(Entity target, Entity? stored)
    {
        _target = target;
        _stored = stored;
    }

    /// <summary>Columns that the caller sends with another value than is stored.</summary>
    public IEnumerable<string> Changed => _target.Attributes.Keys
        .Where(column => _stored is null || !Values.Same(_target[column], _stored.Contains(column) ? _stored[column] : null))
        .ToList();

    public bool Sends(string column) => _target.Contains(column);

    /// <summary>Leaves the columns as they are stored, whatever the caller sent.</summary>
    public void Ignore(IEnumerable<string> columns)
    {
        foreach (var column in columns)
            _target.Attributes.Remove(column);
    }

    private protected Guid GivenId(string column) =>
        _target.Id != Guid.Empty ? _target.Id : _target.GetAttributeValue<Guid?>(column) ?? Guid.Empty;

    private protected void SetId(string column, Guid id)
    {
        _target.Id = id;
        _target[column] = id;
    }

    private protected T? Sent<T>(string column) => _target.GetAttributeValue<T>(column);

    private protected T? Stored<T>(string column) => _stored is null ? default : _stored.GetAttributeValue<T>(column);

    /// <summary>What the row will have: what is sent, null too, else what is stored.</summary>
    private protected T? Effective<T>(string column) => Sends(column) ? Sent<T>(column) : Stored<T>(column);

    private protected void Set(string column, object? value) => _target[column] = value;
}
