using System.CommandLine;
using CaseTime.Packaging.Packing;
using CaseTime.Packaging.Versions;

namespace CaseTime.Packaging;

/// <summary>The commands pack, check-version and set-version. Findings are written as "file(line): error PACK: text", which MSBuild and editors understand.</summary>
public static class CommandLine
{
    /// <returns>0, or 1 when something was found.</returns>
    public static int Run(string[] arguments, TextWriter output, TextWriter errors)
    {
        var root = new RootCommand("Packs the CaseTime solution and keeps its versions in step.") { Pack(output), CheckVersion(output), SetVersion(output) };
        try
        {
            return root.Parse(arguments).Invoke(new InvocationConfiguration { Output = output, Error = errors, EnableDefaultExceptionHandler = false });
        }
        catch (PackagingException exception)
        {
            Report(exception.Findings, errors);
            return 1;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            errors.WriteLine($"error PACK: {exception.Message}");
            return 1;
        }
    }

    private static Command Pack(TextWriter output)
    {
        var solution = new Option<string>("--solution") { Description = "Folder of the unpacked solution.", Required = true };
        var changelog = new Option<string>("--changelog") { Description = "File whose first line is the version.", Required = true };
        var plugins = Paths("--plugin", "A built plugin DLL.");
        var controls = Paths("--control", "Folder of a built control.");
        var webResources = Paths("--webresources", "Folder of built web resources, laid out by their names.");
        var target = new Option<string>("--output") { Description = "Folder that gets both zips.", Required = true };
        var command = new Command("pack", "Writes the managed and the unmanaged zip.") { solution, changelog, plugins, controls, webResources, target };
        command.SetAction(parsed =>
        {
            var folder = parsed.GetRequiredValue(solution);
            PackedSolution packed;
            try
            {
                packed = SolutionPacker.Pack(new PackRequest(
                    folder, parsed.GetValue(plugins) ?? [], parsed.GetValue(controls) ?? [], ProductVersion.Read(parsed.GetRequiredValue(changelog)))
                {
                    WebResources = parsed.GetValue(webResources) ?? [],
                });
            }
            catch (PackagingException exception)
            {
                // Paths inside the solution are made openable from where the command runs.
                throw new PackagingException([.. exception.Findings.Select(finding => finding with { File = Openable(folder, finding.File) })]);
            }
            Directory.CreateDirectory(parsed.GetRequiredValue(target));
            foreach (var (suffix, bytes) in new[] { ("managed", packed.Managed), ("unmanaged", packed.Unmanaged) })
            {
                var path = Path.Combine(parsed.GetRequiredValue(target), $"{packed.UniqueName}_{suffix}.zip");
                File.WriteAllBytes(path, bytes);
                output.WriteLine($"{path}: {bytes.Length:N0} bytes");
            }
            return 0;
        });
        return command;
    }

    private static Command CheckVersion(TextWriter output)
    {
        var repository = Repository();
        var plugins = Paths("--plugin", "A built plugin DLL.");
        var controls = Paths("--control", "Folder of a built control.");
        var zips = Paths("--zip", "A packed solution.");
        var command = new Command("check-version", "Fails where a version differs from the change log.") { repository, plugins, controls, zips };
        command.SetAction(parsed =>
        {
            var findings = VersionCheck.Run(parsed.GetRequiredValue(repository), parsed.GetValue(plugins) ?? [], parsed.GetValue(controls) ?? [], parsed.GetValue(zips) ?? []);
            if (findings.Count > 0) throw new PackagingException(findings);
            output.WriteLine("All versions agree.");
            return 0;
        });
        return command;
    }

    private static Command SetVersion(TextWriter output)
    {
        var repository = Repository();
        var command = new Command("set-version", "Writes the change log's version into the sources.") { repository };
        command.SetAction(parsed =>
        {
            var root = parsed.GetRequiredValue(repository);
            var version = ProductVersion.Read(Path.Combine(root, "CHANGELOG.md"));
            foreach (var file in VersionedText.Stamp(root, version)) output.WriteLine($"{file}: {version.ToString(3)}");
            return 0;
        });
        return command;
    }

    private static Option<string> Repository() => new("--repository") { Description = "The repository's root.", Required = true };

    private static Option<string[]> Paths(string name, string description) => new(name) { Description = description, AllowMultipleArgumentsPerToken = true };

    private static string Openable(string folder, string file) => Path.IsPathRooted(file) || File.Exists(file) ? file : Path.Combine(folder, file);

    private static void Report(IReadOnlyList<Finding> findings, TextWriter errors)
    {
        foreach (var finding in findings)
            errors.WriteLine(finding.Line > 0 ? $"{finding.File}({finding.Line}): error PACK: {finding.Message}" : $"{finding.File}: error PACK: {finding.Message}");
    }
}
