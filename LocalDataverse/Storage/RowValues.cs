using LocalDataverse.Metadata;

namespace LocalDataverse.Storage;

/// <summary>The stored values of one row while it is put together, in the order of its table's insert.</summary>
internal sealed class RowValues(TablePlan plan)
{
    private readonly object?[] _values = new object?[plan.Width];
    private readonly bool[] _given = new bool[plan.Width];

    /// <summary>Every place of the insert; null is NULL.</summary>
    public ReadOnlySpan<object?> All => _values;

    public void Set(ColumnMetadata column, object? stored, string? target = null)
    {
        var slot = plan.Slot(column.LogicalName);
        _values[slot] = stored;
        _given[slot] = true;
        if (!column.IsPolymorphic)
            return;
        _values[slot + 1] = stored is null ? null : target;
        _given[slot + 1] = true;
    }

    public bool IsGiven(ColumnMetadata column) => _given[plan.Slot(column.LogicalName)];

    public bool IsNull(ColumnMetadata column) => _values[plan.Slot(column.LogicalName)] is null;

    public object? this[ColumnMetadata column] => _values[plan.Slot(column.LogicalName)];

    /// <summary>The target table beside a polymorphic look-up.</summary>
    public string? TargetOf(ColumnMetadata column) => (string?)_values[plan.Slot(column.LogicalName) + 1];

    /// <summary>Physical column names with the values set.</summary>
    public IEnumerable<(string Physical, object? Value)> Given()
    {
        for (var slot = 0; slot < _values.Length; slot++)
        {
            if (_given[slot])
                yield return (plan.PhysicalName(slot), _values[slot]);
        }
    }
}
