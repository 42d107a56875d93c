using LocalDataverse.Pipeline;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Solutions;

/// <summary>Rows of importjob.</summary>
internal static class ImportJobs
{
    public static void Write(RequestScope scope, Guid id, ImportLog log, Guid? solution, DataverseException? failure) =>
        scope.Rows.Put(new Entity("importjob", id)
        {
            ["name"] = "Customizations",
            ["solutionname"] = log.Manifest?.UniqueName,
            ["solutionid"] = solution,
            ["progress"] = failure is null ? 100.0 : log.Progress,
            ["startedon"] = log.StartedOn,
            ["completedon"] = scope.UtcNow,
            ["data"] = log.ToXml(scope.UtcNow, failure),
        }, scope.SystemAuthor);
}
