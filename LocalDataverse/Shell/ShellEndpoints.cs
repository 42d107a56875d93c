namespace LocalDataverse.Shell;

/// <summary>The browser side of the environment: pages, web resources, the session, and a look into a solution's zip. All data goes through the Web API.</summary>
public static class ShellEndpoints
{
    /// <param name="endpoints">Where the routes are added.</param>
    /// <param name="organization">The environment.</param>
    /// <param name="system">Reads the list of users for people who are not signed in yet, and web resources.</param>
    /// <param name="clientDirectory">What `npm run build --workspace LocalDataverse/Shell/Client` wrote.</param>
    public static void MapShell(this IEndpointRouteBuilder endpoints, IOrganization organization, Caller system, string clientDirectory)
    {
        ShellFiles.Map(endpoints, clientDirectory);
        WebResourceEndpoint.Map(endpoints, organization, system);
        SessionEndpoint.Map(endpoints, organization, system);
        SolutionPreviewEndpoint.Map(endpoints, organization);
    }
}
