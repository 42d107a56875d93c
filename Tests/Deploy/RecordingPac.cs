using System.Globalization;

namespace CaseTime.Deploy.Tests;

/// <summary>Stands for pac and for dotnet: remembers each call and answers as an environment with one solution would.</summary>
public sealed class RecordingPac
{
    /// <summary>Each call, its arguments joined by blanks.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>Lines of `solution list` about the environment's own solutions.</summary>
    public (string Version, bool Managed)? Installed { get; set; }

    public bool IsSignedIn { get; set; } = true;

    /// <summary>What the environment has after an import; null for the version imported.</summary>
    public string? VersionAfterImport { get; set; }

    /// <summary>A call that contains this text fails.</summary>
    public string? Fails { get; set; }

    /// <summary>What packing says last.</summary>
    public string PackResult { get; set; } = "Unmanaged and managed pack complete.";

    public required string Version { get; init; }

    /// <summary>Called by the functions pac and dotnet of the script's session.</summary>
    public (int Code, string[] Lines) Answer(string tool, string[] arguments)
    {
        var call = $"{tool} {string.Join(' ', arguments)}";
        Calls.Add(call);
        if (Fails is not null && call.Contains(Fails, StringComparison.Ordinal)) return (1, [$"Error: {call} failed"]);
        return arguments switch
        {
            ["auth", "who"] => IsSignedIn ? (0, ["Connected as admin@contoso.example"]) : (1, ["Error: No profiles were found on this computer."]),
            ["auth", "create", ..] => (0, [$"'{call}' ran", "Authentication profile created"]),
            ["solution", "list", ..] => (0, List()),
            ["solution", "pack", ..] => Pack(arguments),
            ["solution", "import", ..] => Import(arguments),
            _ => (0, []),
        };
    }

    private string[] List() =>
    [
        "Unique Name      Friendly Name                  Version       Managed",
        "CaseTimeExtras   CaseTime extras                9.9.9.9       False",
        .. Installed is { } installed ? [string.Create(CultureInfo.InvariantCulture, $"CaseTime         CaseTime                       {installed.Version}       {installed.Managed}")] : Array.Empty<string>(),
    ];

    private (int, string[]) Pack(string[] arguments)
    {
        var zip = ValueOf(arguments, "--zipfile");
        File.WriteAllText(zip, "unmanaged");
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(zip)!, Path.GetFileNameWithoutExtension(zip) + "_managed.zip"), "managed");
        return (0, [PackResult]);
    }

    private (int, string[]) Import(string[] arguments)
    {
        Installed = (VersionAfterImport ?? Version, File.ReadAllText(ValueOf(arguments, "--path")) == "managed");
        return (0, ["Solution Imported successfully."]);
    }

    private static string ValueOf(string[] arguments, string name) => arguments[Array.IndexOf(arguments, name) + 1];
}
