using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;
using CaseTime.Migration.Rows;
using CaseTime.Migration.Source;

namespace CaseTime.Migration;

/// <summary>`dotnet run --project Migration -- --csv export.csv --target https://contoso.crm.dynamics.com --duration-unit seconds`.</summary>
public static class CommandLine
{
    private const string Seconds = "seconds";
    private const string Minutes = "minutes";

    /// <returns>Of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] arguments, Machine machine, TextWriter output, TextWriter errors)
    {
        var csv = new Option<string?>("--csv") { Description = "CSV export of the preview's table msdyn_timetracker.", HelpName = "FILE" };
        var source = new Option<Uri?>("--source") { Description = "Environment that has the preview's table, instead of --csv.", HelpName = "URL", CustomParser = ReadUrl };
        var target = new Option<Uri?>("--target") { Description = "Environment that has CaseTime.", HelpName = "URL", Required = true, CustomParser = ReadUrl };
        var unit = new Option<string>("--duration-unit") { Description = "What a 1 in the preview's duration column stands for. Microsoft does not document it: compare a log whose length you know.", Required = true };
        unit.AcceptOnlyFromAmong(Seconds, Minutes);
        var write = new Option<bool>("--write") { Description = "Write the rows. Without it only what would be done is said." };
        var totals = new Option<bool>("--totals") { Description = "Afterwards sum closed cases once more: fills their totals, and rewrites the latest Final row of each." };
        var columns = Many("--column", "Name of a column where it is another than usual: id, case, owner, category, duration, start, created, reasoncategory or reason.", "COLUMN=NAME");
        var labels = Many("--label", "Label of a choice in another language than English, with its number.", "LABEL=NUMBER");
        var cases = new Option<string?>("--cases") { Description = "CSV file with the columns source and target: which case each is in the target, by id or ticket number.", HelpName = "FILE" };
        var reps = new Option<string?>("--reps") { Description = "The same for representatives, by id, domain name or full name.", HelpName = "FILE" };
        var culture = new Option<CultureInfo>("--culture") { Description = "How the file writes numbers and dates, for example de-DE.", HelpName = "NAME", CustomParser = ReadCulture, DefaultValueFactory = _ => CultureInfo.InvariantCulture };
        var zone = new Option<TimeZoneInfo>("--time-zone") { Description = "Time zone of dates in the file that name none. Default: UTC.", HelpName = "NAME", CustomParser = ReadZone, DefaultValueFactory = _ => TimeZoneInfo.Utc };
        var errorFile = new Option<string>("--errors") { Description = "Where rows that are left out are listed.", HelpName = "FILE", DefaultValueFactory = _ => "casetime-import-errors.csv" };
        var sequence = new Option<int>("--sequence") { Description = "importsequencenumber of the rows, by which they can be found later.", HelpName = "NUMBER", DefaultValueFactory = _ => 1 };
        var slice = new Option<int>("--slice") { Description = "Rows a request, 1 to 1000.", HelpName = "ROWS", DefaultValueFactory = _ => 100 };
        var sourceUser = new Option<string?>("--source-user") { Description = "User name, where the source is a local Dataverse.", HelpName = "NAME" };
        var targetUser = new Option<string?>("--target-user") { Description = "User name, where the target is a local Dataverse.", HelpName = "NAME" };
        slice.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 1000)
                result.AddError("--slice takes a number from 1 to 1000.");
        });
        foreach (var file in (Option[])[csv, cases, reps, errorFile])
            file.Validators.Add(RefuseNoName);

        var root = new RootCommand("Brings rows of the preview's table msdyn_timetracker into Time Trackers. docs/from-the-preview.md says how.")
        {
            csv, source, target, unit, write, totals, columns, labels, cases, reps, culture, zone, errorFile, sequence, slice, sourceUser, targetUser,
        };
        root.SetAction((parsed, cancellationToken) =>
        {
            if (parsed.GetValue(csv) is null == parsed.GetValue(source) is null)
                throw ImportException.Usage("Name where the rows come from: either --csv or --source.");
            RefuseToOverwrite(parsed.GetRequiredValue(errorFile), parsed.GetValue(csv), parsed.GetValue(cases), parsed.GetValue(reps));
            return new ImportRun(new ImportOptions
            {
                CsvFile = parsed.GetValue(csv),
                Source = parsed.GetValue(source) is { } url ? Environment(url, parsed.GetValue(sourceUser), "CASETIME_SOURCE_TOKEN") : null,
                Target = Environment(parsed.GetRequiredValue(target)!, parsed.GetValue(targetUser), "CASETIME_TARGET_TOKEN"),
                Write = parsed.GetValue(write),
                Totals = parsed.GetValue(totals),
                SecondsPerUnit = parsed.GetRequiredValue(unit) == Minutes ? 60 : 1,
                Columns = Pairs("--column", parsed.GetValue(columns)).ToDictionary(pair => Column(pair.Left), pair => pair.Right),
                Labels = new Dictionary<string, int>(Pairs("--label", parsed.GetValue(labels)).Select(pair => KeyValuePair.Create(pair.Left, Number(pair.Right))), StringComparer.OrdinalIgnoreCase),
                Cases = parsed.GetValue(cases) is { } caseFile ? NameMap.Read(caseFile) : NameMap.Empty,
                Reps = parsed.GetValue(reps) is { } repFile ? NameMap.Read(repFile) : NameMap.Empty,
                Culture = parsed.GetRequiredValue(culture),
                Zone = parsed.GetRequiredValue(zone),
                ErrorFile = parsed.GetRequiredValue(errorFile),
                Sequence = parsed.GetValue(sequence),
                Slice = parsed.GetValue(slice),
            }, machine, output).RunAsync(cancellationToken);
        });
        return await InvokeAsync(root.Parse(arguments), output, errors);
    }

    private static async Task<int> InvokeAsync(ParseResult parsed, TextWriter output, TextWriter errors)
    {
        if (parsed.Action is ParseErrorAction refusal)
            refusal.ShowHelp = false;
        try
        {
            var code = await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = errors, EnableDefaultExceptionHandler = false });
            return parsed.Errors.Count > 0 ? ExitCode.Usage : code;
        }
        catch (ImportException exception)
        {
            await errors.WriteLineAsync(exception.Message);
            return exception.ExitCode;
        }
        catch (OperationCanceledException)
        {
            await errors.WriteLineAsync("Stopped. Run the same command once more: it goes on where this one stopped.");
            return ExitCode.Stopped;
        }
    }

    /// <summary>As from a script whose variable is empty.</summary>
    private static void RefuseNoName(OptionResult result)
    {
        if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
            result.AddError($"{result.Option.Name} takes the name of a file, not an empty text.");
    }

    /// <summary>The error file of an earlier run is deleted at once; nothing that this run reads may be taken for it.</summary>
    private static void RefuseToOverwrite(string errorFile, params string?[] read)
    {
        // Without case, as Windows compares: where case matters two such names are refused for nothing, which loses nothing.
        if (read.OfType<string>().Any(file => Path.GetFullPath(file).Equals(Path.GetFullPath(errorFile), StringComparison.OrdinalIgnoreCase)))
            throw ImportException.Usage($"--errors names {errorFile}, a file that is read. Name another one: it is overwritten.");
    }

    private static Option<string[]> Many(string name, string description, string help) => new(name) { Description = description, HelpName = help };

    /// <summary>A token never goes over an unprotected connection, and a user name is no sign-in anywhere but in a local Dataverse.</summary>
    private static EnvironmentOptions Environment(Uri url, string? user, string tokenVariable) =>
        !url.IsLoopback && url.Scheme != Uri.UriSchemeHttps ? throw ImportException.Usage($"{url} must begin with https.")
        : !url.IsLoopback && user is not null ? throw ImportException.Usage($"A user name signs in to a local Dataverse only. {url} takes the sign-in of 'az login', or an access token in {tokenVariable}.")
        : new EnvironmentOptions(url, user, tokenVariable);

    private static IEnumerable<(string Left, string Right)> Pairs(string option, string[]? values)
    {
        foreach (var value in values ?? [])
        {
            var at = value.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0 || at == value.Length - 1)
                throw ImportException.Usage($"{option} takes two words with = between them, not '{value}'.");
            yield return (value[..at].Trim(), value[(at + 1)..].Trim());
        }
    }

    private static PreviewColumn Column(string name) => Enum.TryParse<PreviewColumn>(name, ignoreCase: true, out var column) && Enum.IsDefined(column) ? column
        : throw ImportException.Usage($"--column knows {string.Join(", ", Enum.GetNames<PreviewColumn>().Select(known => known.ToLowerInvariant()))}, not '{name}'.");

    private static int Number(string text) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number
        : throw ImportException.Usage($"--label takes the number of the choice after =, not '{text}'.");

    private static Uri? ReadUrl(ArgumentResult result)
    {
        if (result.Tokens is [var token] && Uri.TryCreate(token.Value, UriKind.Absolute, out var url) && url.Scheme is ("http" or "https"))
            return url;
        result.AddError($"{result.Argument.Name} takes an address such as https://contoso.crm.dynamics.com.");
        return null;
    }

    private static CultureInfo ReadCulture(ArgumentResult result)
    {
        try
        {
            return CultureInfo.GetCultureInfo(result.Tokens[0].Value, predefinedOnly: true);
        }
        catch (CultureNotFoundException)
        {
            result.AddError($"There is no culture '{result.Tokens[0].Value}'.");
            return CultureInfo.InvariantCulture;
        }
    }

    private static TimeZoneInfo ReadZone(ArgumentResult result)
    {
        if (TimeZoneInfo.TryFindSystemTimeZoneById(result.Tokens[0].Value, out var zone))
            return zone;
        result.AddError($"There is no time zone '{result.Tokens[0].Value}'.");
        return TimeZoneInfo.Utc;
    }
}
