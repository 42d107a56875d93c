using System.Globalization;
using LocalDataverse.Metadata;
using LocalDataverse.Pipeline;

namespace LocalDataverse.Storage;

/// <summary>State and status go in pairs: one given brings the other, two given must belong together.</summary>
internal sealed class StateRules
{
    private readonly RequestScope _scope;
    private readonly TableMetadata _table;
    private readonly ColumnMetadata? _state;
    private readonly ColumnMetadata? _status;

    public StateRules(RequestScope scope, TableMetadata table)
    {
        _scope = scope;
        _table = table;
        _state = table.Column("statecode") is { Type: ColumnType.State } state ? state : null;
        _status = table.Column("statuscode") is { Type: ColumnType.Status } status ? status : null;
    }

    public void Complete(RowValues values, Guid id)
    {
        if (_state is null || _status is null)
            return;
        if (values.IsNull(_state))
            values.Set(_state, Number(values, _status) is { } status ? (long)StateOf(status, id) : FirstState());
        Pair(values, id);
    }

    public void Change(RowValues values, Guid id)
    {
        if (_state is null || _status is null)
            return;
        if (values.IsGiven(_state) && values.IsNull(_state))
            throw new DataverseException(ErrorCode.ColumnNotNullable, $"Attribute 'statecode' of the table '{_table.LogicalName}' cannot be set to NULL.");
        if (values.IsGiven(_state))
        {
            Pair(values, id);
        }
        else if (Number(values, _status) is { } status)
        {
            var current = _scope.Session.Scalar($"SELECT \"statecode\" FROM {TableSchema.Quote(_table.LogicalName)} WHERE {TableSchema.Quote(_table.PrimaryIdColumn)} = @p0", ColumnCodec.Id(id));
            if (current is long state && StateOf(status, id) != state)
                throw Mismatch(status, (int)state, id);
        }
    }

    private void Pair(RowValues values, Guid id)
    {
        var state = Number(values, _state!)!.Value;
        var option = _scope.Metadata.ChoiceOf(_state!)?.Find(state)
            ?? throw new DataverseException(ErrorCode.InvalidStateStatus, $"{state} is not a valid state code for {_table.LogicalName} with Id {id}.");
        if (Number(values, _status!) is not { } status)
            values.Set(_status!, (long)(option.DefaultStatus ?? _scope.Metadata.ChoiceOf(_status!)!.Options.First(reason => reason.State == state).Value));
        else if (StateOf(status, id) != state)
            throw Mismatch(status, state, id);
    }

    private int StateOf(int status, Guid id) => _scope.Metadata.ChoiceOf(_status!)?.Find(status)?.State
        ?? throw new DataverseException(ErrorCode.InvalidStateStatus, $"{status} is not a valid status code on {_table.LogicalName} with Id {id}.");

    private long FirstState() => _scope.Metadata.ChoiceOf(_state!)?.Options.Min(option => (long?)option.Value) ?? 0;

    private static int? Number(RowValues values, ColumnMetadata column) =>
        values.IsNull(column) ? null : Convert.ToInt32(values[column], CultureInfo.InvariantCulture);

    private DataverseException Mismatch(int status, int state, Guid id) => new(ErrorCode.InvalidStateStatus,
        $"{status} is not a valid status code for state code {_table.SchemaName}State.{_scope.Metadata.ChoiceOf(_state!)?.Find(state)?.Label.In(Labels.English)} on {_table.LogicalName} with Id {id}.");
}
