using System.ServiceModel;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline;

/// <summary>A service call of a plugin that failed, as plugins of Dataverse meet it. Outside plugins its cause stands in its place.</summary>
/// <param name="cause">A refusal of the platform or of another plugin.</param>
internal sealed class ServiceFault(Exception cause) : FaultException<OrganizationServiceFault>(DetailOf(cause), new FaultReason(cause.Message))
{
    public Exception Cause { get; } = cause;

    /// <summary>Runs a service call of a plugin.</summary>
    /// <exception cref="ServiceFault">The call was refused.</exception>
    public static T Of<T>(Func<T> call)
    {
        try
        {
            return call();
        }
        catch (Exception error) when (error is DataverseException or InvalidPluginExecutionException)
        {
            throw new ServiceFault(error);
        }
    }

    private static OrganizationServiceFault DetailOf(Exception cause) => new()
    {
        ErrorCode = LocalDataverse.ErrorCode.Of(cause),
        Message = cause.Message,
    };
}
