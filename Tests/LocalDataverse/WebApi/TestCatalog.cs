using LocalDataverse.Metadata;

namespace LocalDataverse.Tests.WebApi;

/// <summary>A small catalog with one of everything the Web API treats differently.</summary>
internal static class TestCatalog
{
    public static MetadataCatalog Create()
    {
        TableMetadata[] tables =
        [
            Table("account", "accounts", "name", Column("name", ColumnType.Text), Column("revenue", ColumnType.Money), Owner(), Lookup("primarycontactid", "contact")),
            Table("contact", "contacts", "fullname", Column("fullname", ColumnType.Text), Lookup("parentcustomerid", ColumnType.Customer, "account", "contact")),
            Table("systemuser", "systemusers", "fullname", Column("fullname", ColumnType.Text), Column("domainname", ColumnType.Text), Column("isdisabled", ColumnType.Boolean)),
            Table("team", "teams", "name", Column("name", ColumnType.Text)),
            Table("incidentresolution", "incidentresolutions", "subject", Column("subject", ColumnType.Text), Column("timespent", ColumnType.WholeNumber), Lookup("incidentid", "incident")) with { PrimaryIdColumn = "activityid" },
            Table("savedquery", "savedqueries", "name", Column("name", ColumnType.Text), Column("fetchxml", ColumnType.Memo)),
            Table("incident", "incidents", "title",
                Column("title", ColumnType.Text) with { MaxLength = 200, RequiredLevel = RequiredLevel.ApplicationRequired, DisplayName = Labels.Of("Case Title") },
                Column("description", ColumnType.Memo),
                Column("statecode", ColumnType.State) with { ChoiceName = "incident_statecode" },
                Column("statuscode", ColumnType.Status) with { ChoiceName = "incident_statuscode" },
                Column("prioritycode", ColumnType.Choice) with { ChoiceName = "incident_prioritycode", DisplayName = Labels.Of("Priority") },
                Column("createdon", ColumnType.DateTime) with { Format = "datetime" },
                Column("followupby", ColumnType.DateTime) with { DateTimeBehavior = DateTimeBehavior.DateOnly, Format = "date" },
                Column("minutes", ColumnType.WholeNumber) with { MinValue = 0, MaxValue = 1000, Format = "duration" },
                Column("price", ColumnType.Decimal) with { Precision = 2 },
                Column("isescalated", ColumnType.Boolean),
                Lookup("customerid", ColumnType.Customer, "account", "contact"), Owner()),
        ];
        RelationshipMetadata[] relationships =
        [
            Relationship("account_primary_contact", "contact", "account", "primarycontactid", "primarycontactid"),
            Relationship("contact_customer_accounts", "account", "contact", "parentcustomerid", "parentcustomerid_account"),
            Relationship("incident_customer_accounts", "account", "incident", "customerid", "customerid_account"),
            Relationship("incident_customer_contacts", "contact", "incident", "customerid", "customerid_contact"),
            Relationship("Incident_IncidentResolutions", "incident", "incidentresolution", "incidentid", "incidentid"),
            Relationship("owner_incidents", "owner", "incident", "ownerid", "ownerid"),
        ];
        ChoiceMetadata[] choices =
        [
            new() { Name = "incident_statecode", Options = [new(0, Labels.Of("Active"), DefaultStatus: 1), new(1, Labels.Of("Resolved"), DefaultStatus: 5)] },
            new() { Name = "incident_statuscode", Options = [new(1, Labels.Of("In Progress"), State: 0), new(5, Labels.Of("Problem Solved"), State: 1)] },
            new() { Name = "incident_prioritycode", Options = [new(1, Labels.Of("High")), new(2, Labels.Of("Normal"))] },
            new() { Name = "goal_type", IsGlobal = true, DisplayName = Labels.Of("Goal type"), Options = [new(0, Labels.Of("Money"))] },
        ];
        return new MetadataCatalog(tables, relationships, choices);
    }

    private static TableMetadata Table(string name, string set, string primaryName, params ColumnMetadata[] columns)
    {
        var key = name == "incidentresolution" ? "activityid" : name + "id";
        return new()
        {
            LogicalName = name,
            SchemaName = name,
            EntitySetName = set,
            PrimaryIdColumn = key,
            PrimaryNameColumn = primaryName,
            Ownership = Ownership.UserOwned,
            DisplayName = Labels.Of(name),
            DisplayCollectionName = Labels.Of(set),
            Columns = columns.Prepend(Column(key, ColumnType.UniqueIdentifier)).Append(Column("versionnumber", ColumnType.BigInt)).ToDictionary(column => column.LogicalName),
        };
    }

    private static ColumnMetadata Column(string name, ColumnType type) => new() { LogicalName = name, SchemaName = name, Type = type, DisplayName = Labels.Of(name) };

    private static ColumnMetadata Lookup(string name, params string[] targets) => Column(name, ColumnType.Lookup) with { Targets = targets };

    private static ColumnMetadata Lookup(string name, ColumnType type, params string[] targets) => Column(name, type) with { Targets = targets };

    private static ColumnMetadata Owner() => Column("ownerid", ColumnType.Owner) with { Targets = ["systemuser", "team"] };

    private static RelationshipMetadata Relationship(string name, string parent, string child, string column, string navigation) => new()
    {
        SchemaName = name,
        ReferencedTable = parent,
        ReferencedColumn = parent + "id",
        ReferencingTable = child,
        ReferencingColumn = column,
        ReferencingNavigationProperty = navigation,
        ReferencedNavigationProperty = name,
    };
}
