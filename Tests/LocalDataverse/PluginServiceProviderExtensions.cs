using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Tests;

/// <summary>What a test's plugin asks its service provider for.</summary>
public static class PluginServiceProviderExtensions
{
    public static IPluginExecutionContext Context(this IServiceProvider services) => (IPluginExecutionContext)services.GetService(typeof(IPluginExecutionContext))!;

    public static Entity Target(this IServiceProvider services) => (Entity)services.Context().InputParameters["Target"]!;

    /// <summary>A service of SYSTEM.</summary>
    public static IOrganizationService System(this IServiceProvider services) => services.As(null);

    public static IOrganizationService As(this IServiceProvider services, Guid? user) =>
        ((IOrganizationServiceFactory)services.GetService(typeof(IOrganizationServiceFactory))!).CreateOrganizationService(user);
}
