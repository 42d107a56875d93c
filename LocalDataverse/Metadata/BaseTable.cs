using System.Globalization;
using System.Text.Json;

namespace LocalDataverse.Metadata;

/// <summary>One table of the base set, read from its JSON object.</summary>
internal sealed class BaseTable
{
    private static readonly string[] RegardingTables = ["Account", "Contact", "Incident"];
    private readonly string _name;
    private readonly string _schemaName;
    private readonly JsonElement _json;
    private readonly bool _isActivity;
    private readonly bool _isView;

    public BaseTable(string schemaName, JsonElement json, JsonElement? activityColumns)
    {
        _schemaName = schemaName;
        _name = schemaName.ToLowerInvariant();
        _json = json;
        _isActivity = Flag("activity");
        _isView = Flag("view");
        var columns = new Dictionary<string, ColumnMetadata>(StringComparer.Ordinal);
        foreach (var column in json.GetProperty("columns").EnumerateObject())
            Add(columns, column.Name, column.Value);
        if (_isActivity && activityColumns is { } common)
        {
            foreach (var column in common.EnumerateObject().Where(column => !columns.ContainsKey(column.Name.ToLowerInvariant())))
                Add(columns, column.Name, column.Value);
            AddRegarding(columns, json.GetProperty("regarding").GetString()!);
        }

        if (json.TryGetProperty("states", out var states))
            AddStates(columns, states);
        Table = Describe(columns);
    }

    public TableMetadata Table { get; }

    public List<ChoiceMetadata> Choices { get; } = [];

    public List<RelationshipMetadata> Relationships { get; } = [];

    private TableMetadata Describe(Dictionary<string, ColumnMetadata> columns)
    {
        var table = new TableMetadata
        {
            LogicalName = _name,
            SchemaName = _schemaName,
            EntitySetName = Text("set")!,
            PrimaryIdColumn = Text("id") ?? (_isActivity ? "activityid" : _name + "id"),
            PrimaryNameColumn = Text("name"),
            ObjectTypeCode = _json.GetProperty("code").GetInt32(),
            Ownership = Enum.Parse<Ownership>(Text("ownership")!),
            IsActivity = _isActivity,
            IsView = _isView,
            IntersectRelationship = Text("intersect"),
            IsAssignedToPrincipals = Flag("assigned"),
            IsAuditEnabled = Flag("audit"),
            DisplayName = Labels.Of(Text("label")!),
            DisplayCollectionName = Labels.Of(Text("plural")!),
            Columns = columns,
        };
        return Text("privilege") is { } privilege ? table with { PrivilegeName = privilege } : table;
    }

    private void Add(Dictionary<string, ColumnMetadata> columns, string schemaName, JsonElement json)
    {
        var (type, length) = BaseColumn.TypeOf(json);
        var column = BaseColumn.Read(schemaName, json, type, length);
        if (json.TryGetProperty("options", out var options))
        {
            column = column with { ChoiceName = $"{_name}_{column.LogicalName}" };
            Choices.Add(new ChoiceMetadata
            {
                Name = column.ChoiceName,
                DisplayName = column.DisplayName,
                Options = [.. options.EnumerateObject().Select(option => new OptionMetadata(Number(option.Name), Labels.Of(option.Value.GetString()!)))],
            });
        }
        else if (column.Type == ColumnType.Boolean)
        {
            column = column with { ChoiceName = $"{_name}_{column.LogicalName}", DefaultValue = column.DefaultValue ?? 0 };
            var (no, yes) = json.TryGetProperty("labels", out var labels) ? (labels[0].GetString()!, labels[1].GetString()!) : ("No", "Yes");
            Choices.Add(new ChoiceMetadata { Name = column.ChoiceName, DisplayName = column.DisplayName, Options = [new(0, Labels.Of(no)), new(1, Labels.Of(yes))] });
        }

        if (json.TryGetProperty("to", out var targets))
            column = column with { Targets = AddRelationships(column, targets) };
        columns.Add(column.LogicalName, column);
    }

    private List<string> AddRelationships(ColumnMetadata column, JsonElement targets)
    {
        var names = new List<string>();
        var several = targets.EnumerateObject().Count() > 1;
        foreach (var target in targets.EnumerateObject())
        {
            var isName = target.Value.ValueKind == JsonValueKind.String;
            var name = isName ? target.Value.GetString()! : target.Value.GetProperty("name").GetString()!;
            var delete = isName ? CascadeDelete.NoCascade : Enum.Parse<CascadeDelete>(target.Value.GetProperty("delete").GetString()!);
            names.Add(target.Name);
            Relationships.Add(Relationship(name, target.Name, column.LogicalName, several ? $"{column.LogicalName}_{target.Name}" : column.LogicalName, delete));
        }

        return names;
    }

    private void AddRegarding(Dictionary<string, ColumnMetadata> columns, string plural)
    {
        const string name = "regardingobjectid";
        columns.Add(name, new ColumnMetadata
        {
            LogicalName = name,
            SchemaName = "RegardingObjectId",
            Type = ColumnType.Lookup,
            DisplayName = Labels.Of("Regarding"),
            Targets = [.. RegardingTables.Select(target => target.ToLowerInvariant())],
        });
        foreach (var target in RegardingTables)
        {
            var navigation = $"{name}_{target.ToLowerInvariant()}" + (_isView ? "" : $"_{_name}");
            Relationships.Add(Relationship($"{target}_{plural}", target.ToLowerInvariant(), name, navigation, _isView ? CascadeDelete.NoCascade : CascadeDelete.Cascade));
        }
    }

    private RelationshipMetadata Relationship(string schemaName, string target, string column, string navigation, CascadeDelete delete) => new()
    {
        SchemaName = schemaName,
        ReferencedTable = target,
        ReferencedColumn = target is "phonecall" or "task" or "email" or "appointment" ? "activityid" : target + "id",
        ReferencingTable = _name,
        ReferencingColumn = column,
        ReferencingNavigationProperty = navigation,
        ReferencedNavigationProperty = schemaName,
        CascadeDelete = delete,
    };

    /// <summary>"states": true stands for Active and Inactive, whose choices the standard columns bring.</summary>
    private void AddStates(Dictionary<string, ColumnMetadata> columns, JsonElement states)
    {
        var state = $"{_name}_statecode";
        var status = $"{_name}_statuscode";
        columns.Add("statecode", new ColumnMetadata { LogicalName = "statecode", SchemaName = "StateCode", Type = ColumnType.State, ChoiceName = state, DisplayName = Labels.Of("Status"), RequiredLevel = RequiredLevel.SystemRequired });
        columns.Add("statuscode", new ColumnMetadata { LogicalName = "statuscode", SchemaName = "StatusCode", Type = ColumnType.Status, ChoiceName = status, DisplayName = Labels.Of("Status Reason") });
        if (states.ValueKind != JsonValueKind.Object)
            return;

        Choices.Add(new ChoiceMetadata
        {
            Name = state,
            DisplayName = Labels.Of("Status"),
            Options = [.. states.EnumerateObject().Select(option => new OptionMetadata(Number(option.Name), Labels.Of(option.Value.GetProperty("label").GetString()!), DefaultStatus: option.Value.GetProperty("default").GetInt32()))],
        });
        Choices.Add(new ChoiceMetadata
        {
            Name = status,
            DisplayName = Labels.Of("Status Reason"),
            Options =
            [
                .. from option in states.EnumerateObject()
                   from reason in option.Value.GetProperty("statuses").EnumerateObject()
                   select new OptionMetadata(Number(reason.Name), Labels.Of(reason.Value.GetString()!), State: Number(option.Name)),
            ],
        });
    }

    private string? Text(string name) => _json.TryGetProperty(name, out var value) ? value.GetString() : null;

    private bool Flag(string name) => _json.TryGetProperty(name, out var value) && value.GetBoolean();

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
