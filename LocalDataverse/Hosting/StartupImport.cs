using System.Security.Cryptography;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Hosting;

/// <summary>Imports the zip of a start, in the place of an earlier version, through the same message that everyone else sends, unless it is the very zip imported last.</summary>
public static class StartupImport
{
    /// <exception cref="StartupException">The zip can't be read, or the environment refuses it; nothing changed.</exception>
    public static void Run(IOrganization organization, Caller system, DataDirectory data, string zip)
    {
        var bytes = Read(zip);
        var hash = Convert.ToHexString(SHA256.HashData(bytes));
        if (data.ReadImportedHash() == hash)
            return;
        try
        {
            organization.Execute(system, new OrganizationRequest("StageAndUpgrade")
            {
                ["CustomizationFile"] = bytes,
                ["ImportJobId"] = Guid.NewGuid(),
                ["OverwriteUnmanagedCustomizations"] = false,
                ["PublishWorkflows"] = true,
            });
        }
        catch (Exception exception) when (exception is DataverseException or InvalidPluginExecutionException)
        {
            throw new StartupException($"The solution {Path.GetFullPath(zip)} can't be imported: {exception.Message}", exception);
        }
        data.WriteImportedHash(hash);
    }

    private static byte[] Read(string zip)
    {
        try
        {
            return File.ReadAllBytes(zip);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"The solution {Path.GetFullPath(zip)} can't be read: {exception.Message}", exception);
        }
    }
}
