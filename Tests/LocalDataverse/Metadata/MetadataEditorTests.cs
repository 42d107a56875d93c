using LocalDataverse.Metadata;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Tests.Metadata;

public sealed class MetadataEditorTests : IDisposable
{
    private readonly TestEnvironment _environment = new();

    public void Dispose() => _environment.Dispose();

    [Fact]
    public void A_new_table_has_the_standard_columns_and_takes_rows_at_once()
    {
        Change(editor => PutVisit(editor));

        var id = _environment.Service.Create(new Entity("lab_visit") { ["lab_name"] = "first", ["lab_caseid"] = new EntityReference("incident", _environment.CreateCase()) });
        var row = _environment.Read("lab_visit", id);
        Assert.Equal(0, row.GetAttributeValue<OptionSetValue>("statecode")!.Value);
        Assert.Equal(_environment.Administrator.UserId, row.GetAttributeValue<EntityReference>("ownerid")!.Id);
        Assert.True(_environment.Organization.Metadata.Table("lab_visit").ObjectTypeCode >= 10_000);
        Assert.Contains("lk_lab_visit_createdby", _environment.Organization.Metadata.Relationships.Keys);
    }

    [Fact]
    public void A_change_that_fails_half_way_changes_nothing()
    {
        Assert.Throws<DataverseException>(() => Change(editor =>
        {
            PutVisit(editor);
            editor.PutColumn("lab_visit", Text("lab_kind") with { Type = ColumnType.Choice, ChoiceName = "lab_missing" });
        }));

        Assert.Null(_environment.Organization.Metadata.FindTable("lab_visit"));
        Change(editor => PutVisit(editor));
        Assert.NotNull(_environment.Organization.Metadata.FindTable("lab_visit"));
    }

    [Fact]
    public void A_column_added_later_keeps_the_rows_that_are_there()
    {
        Change(editor => PutVisit(editor));
        var id = _environment.Service.Create(new Entity("lab_visit") { ["lab_name"] = "first" });

        Change(editor => editor.PutColumn("lab_visit", Text("lab_note")));
        _environment.Service.Update(new Entity("lab_visit", id) { ["lab_note"] = "later" });

        Assert.Equal(("first", "later"), (_environment.Read("lab_visit", id)["lab_name"], _environment.Read("lab_visit", id)["lab_note"]));
    }

    [Fact]
    public void A_columns_type_can_not_change()
    {
        Change(editor => PutVisit(editor));

        var error = Assert.Throws<DataverseException>(() => Change(editor => editor.PutColumn("lab_visit", Text("lab_name") with { Type = ColumnType.WholeNumber })));

        Assert.Equal("The column 'lab_visit.lab_name' is of the type Text, which can't be changed to WholeNumber.", error.Message);
    }

    [Fact]
    public void A_removed_column_is_gone_even_where_an_index_named_it()
    {
        Change(editor => PutVisit(editor));

        Change(editor => editor.RemoveColumn("lab_visit", "lab_day"));

        var error = Assert.Throws<DataverseException>(() => _environment.Service.Create(new Entity("lab_visit") { ["lab_day"] = TestEnvironment.Noon }));
        Assert.Equal(ErrorCode.NoSuchColumn, error.Code);
        Assert.NotEqual(Guid.Empty, _environment.Service.Create(new Entity("lab_visit") { ["lab_name"] = "x", ["lab_caseid"] = new EntityReference("incident", _environment.CreateCase()) }));
    }

    [Fact]
    public void A_removed_instant_is_gone_though_the_index_of_another_named_it()
    {
        Change(editor => PutVisit(editor));
        foreach (var name in (string[])["lab_began", "lab_ended"])
            Change(editor => editor.PutColumn("lab_visit", new ColumnMetadata { LogicalName = name, SchemaName = name, Type = ColumnType.DateTime, IsCustom = true }));

        Change(editor => editor.RemoveColumn("lab_visit", "lab_began"));

        Assert.NotEqual(Guid.Empty, _environment.Service.Create(new Entity("lab_visit") { ["lab_ended"] = TestEnvironment.Noon }));
    }

    [Fact]
    public void A_removed_table_takes_rows_relationships_and_privileges_along()
    {
        Change(editor => PutVisit(editor));
        _environment.Service.Create(new Entity("lab_visit") { ["lab_name"] = "x" });

        Change(editor => editor.RemoveTable("lab_visit"));

        Assert.Null(_environment.Organization.Metadata.FindTable("lab_visit"));
        Assert.DoesNotContain(_environment.Organization.Metadata.Relationships.Values, relationship => relationship.ReferencingTable == "lab_visit");
        var privileges = new QueryExpression("privilege") { ColumnSet = new("name") };
        privileges.Criteria.AddCondition("name", ConditionOperator.EndsWith, "lab_visit");
        Assert.Empty(_environment.Service.RetrieveMultiple(privileges).Entities);
    }

    [Fact]
    public void A_lookup_that_gets_a_second_target_keeps_what_it_points_to()
    {
        Change(editor => PutVisit(editor));
        var incident = _environment.CreateCase();
        var id = _environment.Service.Create(new Entity("lab_visit") { ["lab_name"] = "x", ["lab_caseid"] = new EntityReference("incident", incident) });

        Change(editor => editor.PutRelationship(ToCase("lab_account_visit") with { ReferencedTable = "account", ReferencedColumn = "accountid", ReferencingNavigationProperty = "lab_caseid_account" }));

        Assert.Equal(new EntityReference("incident", incident), _environment.Read("lab_visit", id).GetAttributeValue<EntityReference>("lab_caseid"));
        _environment.Service.Update(new Entity("lab_visit", id) { ["lab_caseid"] = _environment.CreateAccount() });
        Assert.Equal("account", _environment.Read("lab_visit", id).GetAttributeValue<EntityReference>("lab_caseid")!.LogicalName);
    }

    [Fact]
    public void A_new_activity_table_shows_its_rows_among_the_activities()
    {
        Change(editor => editor.PutTable(new TableMetadata
        {
            LogicalName = "lab_chat",
            SchemaName = "lab_chat",
            EntitySetName = "lab_chats",
            PrimaryIdColumn = "activityid",
            PrimaryNameColumn = "subject",
            Ownership = Ownership.UserOwned,
            IsActivity = true,
            IsCustom = true,
            Columns = new Dictionary<string, ColumnMetadata>
            {
                ["subject"] = Text("subject"),
                ["activitytypecode"] = Text("activitytypecode") with { Type = ColumnType.EntityName },
                ["regardingobjectid"] = Text("regardingobjectid") with { Type = ColumnType.Lookup, Targets = ["incident"], MaxLength = null },
            },
        }));
        var incident = _environment.CreateCase();
        _environment.Service.Create(new Entity("lab_chat") { ["subject"] = "hello", ["regardingobjectid"] = new EntityReference("incident", incident) });

        var query = new QueryByAttribute("activitypointer") { ColumnSet = new("subject", "activitytypecode", "regardingobjectid") };
        query.AddAttributeValue("regardingobjectid", incident);
        var row = Assert.Single(_environment.Service.RetrieveMultiple(query).Entities);
        Assert.Equal(("hello", "lab_chat"), (row["subject"], row["activitytypecode"]));
        Assert.Equal("incident", row.GetAttributeValue<EntityReference>("regardingobjectid")!.LogicalName);
    }

    [Fact]
    public void The_catalog_is_the_same_after_a_restart()
    {
        var directory = Directory.CreateTempSubdirectory("catalog-").FullName;
        string before;
        using (var first = new TestEnvironment(options => options with { DataDirectory = directory }))
            before = Describe(first.Organization.Metadata);
        using (var second = new TestEnvironment(options => options with { DataDirectory = directory }))
            Assert.Equal(before, Describe(second.Organization.Metadata));
        Directory.Delete(directory, recursive: true);
    }

    private void Change(Action<IMetadataEditor> change) => _environment.Organization.Run(isReadOnly: false, scope =>
    {
        change(scope.MetadataEditor);
        return true;
    });

    private static void PutVisit(IMetadataEditor editor)
    {
        editor.PutTable(new TableMetadata
        {
            LogicalName = "lab_visit",
            SchemaName = "lab_visit",
            EntitySetName = "lab_visits",
            PrimaryIdColumn = "lab_visitid",
            PrimaryNameColumn = "lab_name",
            Ownership = Ownership.UserOwned,
            IsCustom = true,
            Columns = new Dictionary<string, ColumnMetadata>
            {
                ["lab_name"] = Text("lab_name"),
                ["lab_day"] = Text("lab_day") with { Type = ColumnType.DateTime, DateTimeBehavior = DateTimeBehavior.DateOnly, MaxLength = null },
                ["lab_caseid"] = Text("lab_caseid") with { Type = ColumnType.Lookup, MaxLength = null, Targets = ["incident"] },
            },
        });
        editor.PutRelationship(ToCase("lab_incident_visit"));
    }

    private static RelationshipMetadata ToCase(string name) => new()
    {
        SchemaName = name,
        ReferencedTable = "incident",
        ReferencedColumn = "incidentid",
        ReferencingTable = "lab_visit",
        ReferencingColumn = "lab_caseid",
        ReferencingNavigationProperty = "lab_caseid",
        ReferencedNavigationProperty = name,
        CascadeDelete = CascadeDelete.Cascade,
    };

    private static ColumnMetadata Text(string name) => new() { LogicalName = name, SchemaName = name, Type = ColumnType.Text, MaxLength = 100 };

    private static string Describe(MetadataCatalog catalog) => string.Join('\n', catalog.Tables.Values.OrderBy(table => table.LogicalName, StringComparer.Ordinal).SelectMany(table =>
        table.Columns.Values.OrderBy(column => column.LogicalName, StringComparer.Ordinal).Select(column => $"{table with { Columns = new Dictionary<string, ColumnMetadata>() }} {column.LogicalName} {column.Type} {column.ValidForCreate} {column.MaxLength} {column.MinValue} {column.DefaultValue} {column.RequiredLevel} {string.Join(',', column.Targets)}")))
        .Replace("System.Collections.Generic.Dictionary`2[System.Int32,System.String]", "", StringComparison.Ordinal);
}
