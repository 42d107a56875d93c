namespace LocalDataverse.Metadata;

/// <summary>
/// Changes to the catalog within one request's transaction. The SQL schema follows at once, inside the same transaction;
/// others see the new catalog when the request commits, and nothing of it when it rolls back.
/// </summary>
public interface IMetadataEditor
{
    /// <summary>The catalog with the changes made so far.</summary>
    MetadataCatalog Catalog { get; }

    /// <summary>Adds a choice, or replaces it by name.</summary>
    void PutChoice(ChoiceMetadata choice);

    /// <summary>
    /// Creates a table, or replaces its description and puts the columns given; columns not given stay.
    /// A new table gets the columns every table of its ownership has (createdon, ownerid, statecode, versionnumber ...),
    /// their choices, relationships and privileges, where the caller did not give them, and an object type code where it is 0.
    /// </summary>
    /// <exception cref="DataverseException">The ownership, primary column or type of an existing column would change.</exception>
    void PutTable(TableMetadata table);

    /// <summary>Adds a column or replaces its description.</summary>
    /// <exception cref="DataverseException">No such table, no such choice, or the type of an existing column would change.</exception>
    void PutColumn(string table, ColumnMetadata column);

    /// <summary>Adds a relationship or replaces it; its target joins the targets of the lookup column.</summary>
    /// <exception cref="DataverseException">A table or column it names does not exist.</exception>
    void PutRelationship(RelationshipMetadata relationship);

    /// <summary>Removes the table with its rows, columns, own relationships, local choices and privileges.</summary>
    void RemoveTable(string table);

    /// <summary>Removes the column with its values, its relationships and its local choice.</summary>
    void RemoveColumn(string table, string column);

    void RemoveRelationship(string schemaName);

    /// <summary>A look-up with several targets no longer takes one of them; values that point to it become null.</summary>
    void RemoveTarget(string table, string column, string target);

    /// <exception cref="DataverseException">A column still uses it.</exception>
    void RemoveChoice(string name);
}
