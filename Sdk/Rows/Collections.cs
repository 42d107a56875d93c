using System.Collections.Generic;

namespace Microsoft.Xrm.Sdk;

/// <summary>Column values by logical name. A null value is a column to be cleared; an absent one is left alone.</summary>
public sealed class AttributeCollection : DataCollection<string, object?>;

/// <summary>Display texts by logical name.</summary>
public sealed class FormattedValueCollection : DataCollection<string, string>;

/// <summary>Alternate key values by logical name.</summary>
public sealed class KeyAttributeCollection : DataCollection<string, object?>;

/// <summary>Pre- or post-images by alias.</summary>
public class EntityImageCollection : DataCollection<string, Entity>;

/// <summary>Rows sent or read together with a row, by relationship.</summary>
public sealed class RelatedEntityCollection : DataCollection<Relationship, EntityCollection>;

/// <summary>Details of a fault by name.</summary>
public sealed class ErrorDetailCollection : DataCollection<string, object?>;

public sealed class EntityReferenceCollection : DataCollection<EntityReference>
{
    public EntityReferenceCollection()
    {
    }

    public EntityReferenceCollection(IList<EntityReference> list)
        : base(list)
    {
    }
}

/// <summary>The value of a choices (multi-select) column.</summary>
public sealed class OptionSetValueCollection : DataCollection<OptionSetValue>
{
    public OptionSetValueCollection()
    {
    }

    public OptionSetValueCollection(IList<OptionSetValue> list)
        : base(list)
    {
    }
}
