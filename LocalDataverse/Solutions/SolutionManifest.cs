using System.Globalization;
using System.Xml.Linq;
using LocalDataverse.Metadata;

namespace LocalDataverse.Solutions;

/// <summary>What solution.xml says.</summary>
public sealed record SolutionManifest
{
    /// <summary>The newest SolutionPackageVersion understood here.</summary>
    private static readonly Version s_packageVersion = new(9, 2);

    private static readonly string[] s_reserved = ["Active", "Basic", "Default", "System"];

    public required string UniqueName { get; init; }
    public required Version Version { get; init; }
    public required bool IsManaged { get; init; }
    public required string PackageVersion { get; init; }
    public required Labels Names { get; init; }
    public required Labels Descriptions { get; init; }
    public required PublisherManifest Publisher { get; init; }
    public required IReadOnlyList<RootComponent> RootComponents { get; init; }
    public required IReadOnlyList<RequiredComponent> Required { get; init; }

    /// <exception cref="DataverseException">Something is missing, or the package is of a kind that can't be imported.</exception>
    public static SolutionManifest Read(XElement root)
    {
        var manifest = root.Element("SolutionManifest") ?? throw XmlReading.Invalid("solution.xml lacks <SolutionManifest>");
        var package = (string?)root.Attribute("SolutionPackageVersion") ?? "";
        if (!System.Version.TryParse(package, out var packageVersion) || packageVersion > s_packageVersion || packageVersion.Major < 9)
            throw new DataverseException(SolutionErrorCode.InvalidPackageVersion, $"You can only import solutions with a package version of {s_packageVersion} or earlier, from 9.0 on, into this organization; this one has the package version \"{package}\".");

        var name = manifest.Text("UniqueName");
        if (s_reserved.Contains(name, StringComparer.OrdinalIgnoreCase))
            throw new DataverseException(SolutionErrorCode.Solution, $"The solution '{name}' belongs to the system and can't be imported.");
        return new SolutionManifest
        {
            UniqueName = name,
            Version = System.Version.TryParse(manifest.Text("Version"), out var version) ? version : throw XmlReading.Invalid($"the solution's version \"{manifest.Text("Version")}\" is no version"),
            IsManaged = manifest.Text("Managed") switch
            {
                "0" => false,
                "1" => true,
                var other => throw XmlReading.Invalid($"Managed must be 0 or 1, not \"{other}\"; the source of a solution has to be packed first"),
            },
            PackageVersion = package,
            Names = manifest.Element("LocalizedNames").Labels("LocalizedName"),
            Descriptions = manifest.Element("Descriptions").Labels("Description"),
            Publisher = PublisherManifest.Read(manifest.Element("Publisher") ?? throw XmlReading.Invalid("solution.xml lacks <Publisher>")),
            RootComponents = [.. (manifest.Element("RootComponents")?.Elements("RootComponent") ?? []).Select(RootComponent.Read)],
            Required = [.. (manifest.Element("MissingDependencies")?.Elements("MissingDependency") ?? []).Select(RequiredComponent.Read)],
        };
    }
}

/// <summary>Who made the solution.</summary>
public sealed record PublisherManifest(string UniqueName, Labels Names, Labels Descriptions, string Prefix, int OptionValuePrefix)
{
    internal static PublisherManifest Read(XElement publisher) => new(
        publisher.Text("UniqueName"),
        publisher.Element("LocalizedNames").Labels("LocalizedName"),
        publisher.Element("Descriptions").Labels("Description"),
        publisher.Text("CustomizationPrefix"),
        publisher.Number("CustomizationOptionValuePrefix"));
}

/// <param name="Type">See <see cref="ComponentType"/>.</param>
/// <param name="Key">Schema name, or id in lower case without braces.</param>
/// <param name="Behavior">0 with all its parts, 1 without, 2 shell only.</param>
public sealed record RootComponent(int Type, string Key, int Behavior)
{
    internal static RootComponent Read(XElement root)
    {
        var id = (string?)root.Attribute("id");
        var name = (string?)root.Attribute("schemaName");
        var key = id is not null ? XmlReading.ParseId(id, "RootComponent/@id").ToString() : name ?? throw XmlReading.Invalid("a <RootComponent> has neither id nor schemaName");
        return new RootComponent(XmlReading.ParseNumber(root.Attributed("type"), "RootComponent/@type"), key, XmlReading.ParseNumber((string?)root.Attribute("behavior") ?? "0", "RootComponent/@behavior"));
    }
}

/// <summary>A component of another solution that this one can't do without.</summary>
/// <param name="Kind">A number, see <see cref="ComponentType"/>; newer kinds of components go by the name of their table.</param>
public sealed record RequiredComponent(string Kind, string? SchemaName, string? ParentSchemaName, Guid? Id, string DisplayName, string Solution, string Dependent)
{
    /// <summary>Null where the kind has no number.</summary>
    public int? Type => int.TryParse(Kind, NumberStyles.None, CultureInfo.InvariantCulture, out var type) ? type : null;

    internal static RequiredComponent Read(XElement dependency)
    {
        var required = dependency.Element("Required") ?? throw XmlReading.Invalid("a <MissingDependency> lacks <Required>");
        var dependent = dependency.Element("Dependent");
        return new RequiredComponent(
            required.Attributed("type"),
            (string?)required.Attribute("schemaName"),
            (string?)required.Attribute("parentSchemaName"),
            Guid.TryParse((string?)required.Attribute("id"), out var id) ? id : null,
            (string?)required.Attribute("displayName") ?? "",
            (string?)required.Attribute("solution") ?? "",
            (string?)dependent?.Attribute("displayName") ?? (string?)dependent?.Attribute("schemaName") ?? "");
    }
}
