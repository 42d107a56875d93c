using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline;

/// <summary>What a plugin is handed: its context, a trace, and services of users within its operation.</summary>
internal sealed class PluginServices(StepContext context, MessagePipeline pipeline, PluginTrace trace) : IServiceProvider, IOrganizationServiceFactory
{
    public object? GetService(Type serviceType) =>
        serviceType == typeof(IPluginExecutionContext) || serviceType == typeof(IExecutionContext) ? context
        : serviceType == typeof(ITracingService) ? trace
        : serviceType == typeof(IOrganizationServiceFactory) ? this
        : null;

    public IOrganizationService CreateOrganizationService(Guid? userId)
    {
        var user = userId switch
        {
            null => pipeline.Core.SystemUserId,
            { } empty when empty == Guid.Empty => context.UserId,
            { } given => given,
        };
        var caller = new Caller(user, context.InitiatingUserId);
        return new PluginService(request => ServiceFault.Of(() => pipeline.ExecuteNested(caller, request, context)));
    }
}
