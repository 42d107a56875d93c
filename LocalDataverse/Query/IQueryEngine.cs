using LocalDataverse.Metadata;
using LocalDataverse.Security;
using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Query;

/// <summary>Answers QueryExpression, QueryByAttribute and FetchExpression by translating them to SQL with parameters.</summary>
public interface IQueryEngine
{
    /// <exception cref="DataverseException">Unknown table or column, wrong value type, unsupported construct, aggregate limit.</exception>
    EntityCollection RetrieveMultiple(QueryBase query, QueryScope scope);

    /// <summary>One row by id with typed values and formatted values; null when it does not exist or may not be read.</summary>
    Entity? Retrieve(string table, Guid id, ColumnSet columns, QueryScope scope);
}

/// <summary>What a query needs to know besides itself.</summary>
/// <param name="Session">Connection and transaction.</param>
/// <param name="Metadata">The catalog of this request.</param>
/// <param name="User">Whose "me" it is: eq-userid and the like, the language of formatted values, the time zone of date operators.</param>
/// <param name="UtcNow">Now, for relative date operators.</param>
/// <param name="ReadFilter">Row-level security.</param>
public sealed record QueryScope(StorageSession Session, MetadataCatalog Metadata, UserProfile User, DateTime UtcNow, IReadFilter ReadFilter);
