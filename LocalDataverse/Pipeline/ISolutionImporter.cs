namespace LocalDataverse.Pipeline;

/// <summary>Solution import and uninstall, inside the transaction of the request that asked for it.</summary>
public interface ISolutionImporter
{
    /// <summary>Imports or upgrades. Any exception rolls everything back; <see cref="RequestScope.OnRolledBack"/> keeps a log beyond that.</summary>
    /// <exception cref="DataverseException">The zip or a component is refused; the message names component and cause.</exception>
    void Import(RequestScope scope, SolutionImport import);

    /// <summary>Removes the solution's components and their data.</summary>
    /// <exception cref="DataverseException">Others depend on it.</exception>
    void Uninstall(RequestScope scope, Guid solutionId);

    /// <summary>Percent done of an import that is running now; null where none of this id is.</summary>
    double? ProgressOf(Guid importJobId);

    /// <summary>Its further messages: upgrade, export, dependencies, components; and its say in writes to components.</summary>
    /// <param name="handlerOf">The handler of a message for any table, for those that add to it.</param>
    IEnumerable<IMessageHandler> Messages(Func<string, IMessageHandler> handlerOf);
}

/// <summary>What becomes of an installed solution of a lower version.</summary>
public enum ImportMode
{
    /// <summary>It is updated: components that the new version lacks stay.</summary>
    Update,

    /// <summary>It is replaced: components that the new version lacks go, with their data. Where there is nothing to replace (first import, same version, unmanaged), as Update.</summary>
    Upgrade,

    /// <summary>The new version is laid over it as NAME_Upgrade, until DeleteAndPromote takes the old one away.</summary>
    Hold,
}

/// <param name="Zip">ImportSolution's CustomizationFile.</param>
/// <param name="ImportJobId">Id of the importjob row to write; given by the caller or fresh.</param>
/// <param name="OverwriteUnmanagedCustomizations">As the message's parameter.</param>
/// <param name="PublishWorkflows">As the message's parameter: steps are switched on.</param>
/// <param name="Mode">What becomes of components that the new version lacks.</param>
public sealed record SolutionImport(byte[] Zip, Guid ImportJobId, bool OverwriteUnmanagedCustomizations, bool PublishWorkflows, ImportMode Mode = ImportMode.Update);
