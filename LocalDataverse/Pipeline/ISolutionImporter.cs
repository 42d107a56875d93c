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
}

/// <param name="Zip">ImportSolution's CustomizationFile.</param>
/// <param name="ImportJobId">Id of the importjob row to write; given by the caller or fresh.</param>
/// <param name="OverwriteUnmanagedCustomizations">As the message's parameter.</param>
/// <param name="PublishWorkflows">As the message's parameter: steps are switched on.</param>
public sealed record SolutionImport(byte[] Zip, Guid ImportJobId, bool OverwriteUnmanagedCustomizations, bool PublishWorkflows);
