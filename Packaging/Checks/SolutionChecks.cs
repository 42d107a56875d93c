using CaseTime.Packaging.Source;

namespace CaseTime.Packaging.Checks;

/// <summary>Everything that SolutionPackager would refuse or silently drop, and the references between components that it never looks at.</summary>
public static class SolutionChecks
{
    public static void Run(SolutionModel model, Findings findings)
    {
        ManifestCheck.Run(model, findings);
        ContainerCheck.Run(model, findings);
        RootComponentCheck.Run(model, findings);
        IdentityCheck.Run(model, findings);
        TableCheck.Run(model, findings);
        RelationshipCheck.Run(model, findings);
        ViewCheck.Run(model, findings);
        ChartCheck.Run(model, findings);
        FormCheck.Run(model, findings);
        RoleCheck.Run(model, findings);
        PluginCheck.Run(model, findings);
        StepCheck.Run(model, findings);
        ControlCheck.Run(model, findings);
        WebResourceCheck.Run(model, findings);
        AppCheck.Run(model, findings);
        LanguageCheck.Run(model, findings);
        SizeCheck.Run(model, findings);
    }
}
