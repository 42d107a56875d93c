using System;
using System.Collections;
using System.Collections.Generic;

namespace Microsoft.Xrm.Sdk;

/// <summary>The SDK's dictionary. Keys are compared as they are: attribute names are case-sensitive.</summary>
public abstract class DataCollection<TKey, TValue> : IEnumerable<KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    private readonly IDictionary<TKey, TValue> _inner;

    protected DataCollection()
        : this(new Dictionary<TKey, TValue>())
    {
    }

    /// <param name="collection">Used, not copied.</param>
    protected DataCollection(IDictionary<TKey, TValue> collection) =>
        _inner = collection ?? throw new ArgumentNullException(nameof(collection));

    public int Count => _inner.Count;

    public virtual bool IsReadOnly => _inner.IsReadOnly;

    public ICollection<TKey> Keys => _inner.Keys;

    public ICollection<TValue> Values => _inner.Values;

    /// <exception cref="KeyNotFoundException">Reading a key that is not there.</exception>
    public virtual TValue this[TKey key]
    {
        get => _inner[key];
        set => _inner[key] = value;
    }

    public void Add(KeyValuePair<TKey, TValue> item) => _inner.Add(item);

    /// <exception cref="ArgumentException">The key is there already.</exception>
    public void Add(TKey key, TValue value) => _inner.Add(key, value);

    public void AddRange(params KeyValuePair<TKey, TValue>[] items) => AddRange((IEnumerable<KeyValuePair<TKey, TValue>>)items);

    public void AddRange(IEnumerable<KeyValuePair<TKey, TValue>> items)
    {
        foreach (var item in items)
            _inner.Add(item);
    }

    public void Clear() => _inner.Clear();

    public bool Contains(KeyValuePair<TKey, TValue> key) => _inner.Contains(key);

    public bool Contains(TKey key) => _inner.ContainsKey(key);

    public bool ContainsKey(TKey key) => _inner.ContainsKey(key);

    public void CopyTo(KeyValuePair<TKey, TValue>[] array, int arrayIndex) => _inner.CopyTo(array, arrayIndex);

    public IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator() => _inner.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool Remove(KeyValuePair<TKey, TValue> item) => _inner.Remove(item);

    public bool Remove(TKey key) => _inner.Remove(key);

    public bool TryGetValue(TKey key, out TValue value) => _inner.TryGetValue(key, out value!);
}
