using LocalDataverse.Metadata;

namespace LocalDataverse.WebApi.Definitions;

/// <summary>A table to be defined.</summary>
/// <param name="Catalog">Where it is.</param>
/// <param name="Table">The table.</param>
/// <param name="Language">LCID of the caller's labels.</param>
internal sealed record TableSubject(MetadataCatalog Catalog, TableMetadata Table, int Language);

/// <summary>A column to be defined.</summary>
internal sealed record ColumnSubject(MetadataCatalog Catalog, TableMetadata Table, ColumnMetadata Column, int Language);

/// <summary>A choice to be defined: global, or of one column, whose type the options then follow.</summary>
internal sealed record ChoiceSubject(ChoiceMetadata Choice, ColumnType? Of, int Language);

/// <summary>A relationship to be defined.</summary>
internal sealed record RelationshipSubject(MetadataCatalog Catalog, RelationshipMetadata Relationship);
