namespace LocalDataverse.Solutions;

/// <summary>The platform's own icon of an app that has none: named in every export of such an app. Here the app is shown without a picture.</summary>
internal static class DefaultAppIcon
{
    public const string Name = "msdyn_/Images/AppModule_Default_Icon.png";

    public static readonly Guid Id = new("953b9fac-1e5e-e611-80d6-00155ded156f");
}
