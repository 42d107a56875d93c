namespace LocalDataverse.Solutions;

/// <summary>Component types as RootComponent/@type and solutioncomponent.componenttype number them.</summary>
public static class ComponentType
{
    public const int Table = 1;
    public const int Column = 2;
    public const int Choice = 9;
    public const int Relationship = 10;
    public const int Role = 20;
    public const int View = 26;
    public const int RibbonCommand = 48;
    public const int RibbonCustomization = 50;
    public const int RibbonRule = 52;
    public const int RibbonDifference = 55;
    public const int Chart = 59;
    public const int Form = 60;
    public const int WebResource = 61;
    public const int SiteMap = 62;
    public const int Control = 66;
    public const int App = 80;
    public const int PluginType = 90;
    public const int PluginAssembly = 91;
    public const int Step = 92;
    public const int StepImage = 93;

    // Components that are rows of tables have no fixed number in Dataverse; here it is their table's.
    public const int CustomApi = 10042;
    public const int CustomApiRequestParameter = 10043;
    public const int CustomApiResponseProperty = 10044;

    /// <summary>For messages; the number where the type is unknown here.</summary>
    public static string NameOf(int type) => type switch
    {
        Table => "table",
        Column => "column",
        Choice => "choice",
        Relationship => "relationship",
        Role => "security role",
        View => "view",
        RibbonCommand => "ribbon command",
        RibbonCustomization => "ribbon customization",
        RibbonRule => "ribbon rule",
        RibbonDifference => "ribbon difference",
        Chart => "chart",
        Form => "form",
        WebResource => "web resource",
        SiteMap => "site map",
        Control => "custom control",
        App => "app",
        PluginType => "plugin type",
        PluginAssembly => "plugin assembly",
        Step => "step",
        StepImage => "step image",
        CustomApi => "custom API",
        CustomApiRequestParameter => "custom API request parameter",
        CustomApiResponseProperty => "custom API response property",
        _ => FormattableString.Invariant($"component of type {type}"),
    };
}
