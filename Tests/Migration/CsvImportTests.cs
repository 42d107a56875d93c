using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Xrm.Sdk;

namespace CaseTime.Migration.Tests;

/// <summary>Rows of a CSV export.</summary>
public sealed class CsvImportTests(PreviewServer server) : IClassFixture<PreviewServer>, IDisposable
{
    private const string Header = "msdyn_timetrackerid,msdyn_category,msdyn_duration,msdyn_regardingentity,ownerid,msdyn_starttime,createdon,msdyn_reasoncategoryfortimelog,msdyn_reasonfortimelog\n";

    private readonly Command _command = new();
    private readonly Guid _case = server.NewCase();

    public void Dispose() => _command.Dispose();

    [Fact]
    public async Task A_dry_run_says_what_would_come_along_and_writes_nothing()
    {
        Export(Automatic(4500), Log(5400), Automatic(0));

        Assert.Equal(ExitCode.SomeLeftOut, await ImportAsync());

        Assert.Empty(server.Trackers(_case));
        Assert.Contains("Dry run", _command.Said, StringComparison.Ordinal);
        Assert.Contains("3 rows read, 2 to write, 0 there already, 1 left out", _command.Said, StringComparison.Ordinal);
        Assert.Matches(@"Automatic +1 rows +1 h 15 min", _command.Said);
        Assert.Contains("left out, duration: 1", _command.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logs_and_automatic_time_come_along_with_owner_start_reason_and_date_of_creation()
    {
        Export(
            Automatic(4500, start: "2024-06-03T08:00:00Z", created: "2024-06-03T08:10:00Z"),
            Log(5400, start: "2024-06-04T10:00:00Z", created: "2024-06-04T12:00:00Z", reason: "2,\"Asked the \"\"vendor\"\", twice\""));

        _command.AssertDone(await ImportAsync("--write"));

        var (automatic, log) = server.Trackers(_case) is [var first, var second] ? (first, second) : throw new InvalidOperationException(_command.Said);
        Assert.Equal((735500001, 4500, "msdyn", 1), (Choice(automatic, "casetime_category"), automatic["casetime_durationseconds"], automatic["casetime_device"], automatic["importsequencenumber"]));
        Assert.Equal((Utc(2024, 6, 3, 8, 0), Utc(2024, 6, 3, 9, 15), Utc(2024, 6, 3, 8, 10)), (automatic["casetime_starttime"], automatic["casetime_endtime"], automatic["createdon"]));
        Assert.Equal((server.Rep, server.Rep), (automatic.GetAttributeValue<EntityReference>("ownerid")!.Id, automatic.GetAttributeValue<EntityReference>("casetime_rep")!.Id));
        Assert.Equal((735500000, 5400, 735500002, "Asked the \"vendor\", twice"), (Choice(log, "casetime_category"), log["casetime_durationseconds"], Choice(log, "casetime_reasoncategory"), log["casetime_reason"]));
    }

    [Fact]
    public async Task A_second_run_brings_nothing_new()
    {
        Export(Automatic(4500), Log(5400), Final(9900));
        _command.AssertDone(await ImportAsync("--write"));
        var before = Ids();

        _command.AssertDone(await ImportAsync("--write"));

        Assert.Equal(3, before.Count);
        Assert.Equal(before, Ids());
        Assert.Contains("3 rows read, 0 written, 3 there already, 0 left out", _command.Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_a_cut_the_same_command_goes_on_and_no_row_is_there_twice(bool cutAfterTheServerHadIt)
    {
        Export([.. Enumerable.Range(1, 25).Select(_ => Log(60))]);
        var batches = 0;
        _command.Network = () => new Wire(async (_, request, pass) =>
        {
            if (!request.RequestUri!.AbsolutePath.EndsWith("$batch", StringComparison.Ordinal) || ++batches < 3)
                return await pass();
            if (cutAfterTheServerHadIt)
                (await pass()).Dispose();
            throw new OperationCanceledException("Ctrl+C");
        });

        Assert.Equal(ExitCode.Stopped, await ImportAsync("--write", "--slice", "5"));
        Assert.Contains("goes on where this one stopped", _command.Said, StringComparison.Ordinal);
        Assert.Equal(cutAfterTheServerHadIt ? 15 : 10, server.Trackers(_case).Count);

        _command.Network = null;
        _command.AssertDone(await ImportAsync("--write", "--slice", "5"));
        Assert.Equal(25, server.Trackers(_case).Count);
        Assert.Equal(25 * 60, server.Trackers(_case).Sum(row => (int)row["casetime_durationseconds"]!));
    }

    [Fact]
    public async Task A_row_that_somebody_brought_meanwhile_counts_as_there()
    {
        Export(Log(60));
        using var other = new Command();
        _command.Network = () => new Wire(async (_, request, pass) =>
        {
            if (request.RequestUri!.AbsolutePath.EndsWith("$batch", StringComparison.Ordinal))
                other.AssertDone(await other.RunAsync(Arguments("--write")));
            return await pass();
        });

        _command.AssertDone(await ImportAsync("--write"));

        Assert.Single(server.Trackers(_case));
        Assert.Contains("0 written, 1 there already", _command.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_rows_are_listed_with_a_sentence_and_hold_up_nothing()
    {
        var twice = Guid.NewGuid();
        Export(
            Log(60),
            Log(60, id: "not-an-id"),
            Log(60, category: "Guessed"),
            Log(0),
            Log(90_000),
            Log(60, start: "2024-13-01"),
            Log(60, start: "2999-01-01T00:00:00Z"),
            Log(60, start: "", created: ""),
            Log(60, caseId: Guid.NewGuid().ToString()),
            Log(60, owner: Guid.NewGuid().ToString()),
            Log(60, reason: "7,why"),
            Log(60, reason: "0," + new string('r', 2001)),
            Row(twice.ToString(), "100000000", "60"),
            Row(twice.ToString(), "100000000", "70"),
            "a\"b" + Log(60),
            Log(60));

        Assert.Equal(ExitCode.SomeLeftOut, await ImportAsync("--write"));

        Assert.Equal([60, 60, 60], server.Trackers(_case).Select(row => row["casetime_durationseconds"]));
        Assert.Equal(
            ["3 id", "4 category", "5 duration", "6 too long", "7 date", "8 future", "9 date", "10 case", "11 representative", "12 reason category", "15 duplicate", "16 broken", "13 refused"],
            _command.Errors.Select(line => line.Split(',') is [var number, _, var reason, ..] ? $"{number} {reason}" : line).Where(line => line.Length > 0));
        Assert.Contains(_command.Errors, line => line.Contains("CT1015: ", StringComparison.Ordinal));
        Assert.Contains("3 written, 0 there already, 13 left out", _command.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_server_refuses_is_listed_with_its_code()
    {
        const string Answer = "--b\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\nHTTP/1.1 403 Forbidden\r\nContent-Type: application/json\r\n\r\n"
            + "{\"error\":{\"code\":\"0x80040220\",\"message\":\"The owner may not read it.\"}}\r\n--b--\r\n";
        Export(Log(60));
        _command.Network = () => new Wire((_, request, pass) =>
        {
            if (!request.RequestUri!.AbsolutePath.EndsWith("$batch", StringComparison.Ordinal))
                return pass();
            var refusal = Wire.Answer(HttpStatusCode.OK);
            refusal.Content = new StringContent(Answer, MediaTypeHeaderValue.Parse("multipart/mixed; boundary=b"));
            return Task.FromResult(refusal);
        });

        Assert.Equal(ExitCode.SomeLeftOut, await ImportAsync("--write"));

        Assert.EndsWith("refused,0x80040220: The owner may not read it.", Assert.Single(_command.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_control_character_in_a_name_leaves_its_row_out_and_holds_up_nothing()
    {
        Export(Log(60, caseId: "CAS\u00011"), Log(60, owner: "ben\u001b Test"), Log(60));

        Assert.Equal(ExitCode.SomeLeftOut, await ImportAsync("--write"));

        Assert.Single(server.Trackers(_case));
        Assert.Equal(["2 case", "3 representative"], _command.Errors.Select(line => line.Split(',') is [var number, _, var reason, ..] ? $"{number} {reason}" : line));
        Assert.All(_command.Errors, line => Assert.Contains("control character", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_name_outside_the_first_plane_of_unicode_is_looked_up()
    {
        var ticket = $"CAS-{Guid.NewGuid():N}-\U0001F5A8";
        var caseId = server.NewCase(ticket);
        Export(Log(60, caseId: ticket));

        _command.AssertDone(await ImportAsync("--write"));

        Assert.Single(server.Trackers(caseId));
    }

    [Fact]
    public async Task A_log_comes_along_on_a_closed_case_and_its_totals_on_demand()
    {
        server.Resolve(_case);
        await server.WhenAsynchronousStepsAreDone();
        Export(Automatic(4500), Log(600));

        _command.AssertDone(await ImportAsync("--write"));
        Assert.Equal(0, server.Case(_case)["casetime_totalseconds"]);
        Assert.Contains("On 1 cases, 1 of them closed", _command.Said, StringComparison.Ordinal);

        _command.AssertDone(await ImportAsync("--write", "--totals"));
        Assert.Equal(5100, server.Case(_case)["casetime_totalseconds"]);
        Assert.Contains("Totals of 1 of 1 closed cases are stored.", _command.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finals_are_numbered_by_age_wherever_they_stand_in_the_file()
    {
        Export(Final(900, created: "2024-06-20T08:00:00Z"), Log(60), Final(600, created: "2024-06-10T08:00:00Z"));

        _command.AssertDone(await ImportAsync("--write", "--slice", "1"));

        Assert.Equal([(1, 600), (2, 900)], server.Trackers(_case).Where(row => Choice(row, "casetime_category") == 735500002).Select(row => ((int)row["casetime_cycle"]!, (int)row["casetime_durationseconds"]!)).Order());
    }

    [Fact]
    public async Task An_export_to_excel_comes_along_by_labels_names_and_local_time()
    {
        var ticket = $"CAS-{Guid.NewGuid():N}";
        var caseId = server.NewCase(ticket);
        File.WriteAllText(
            _command.PathOf("export.csv"),
            "Time Tracker;Kategorie;Duration;Regarding Entity;Owner;Start Time;Reason Category for Time Log\r\n"
            + $"{{{Guid.NewGuid().ToString().ToUpperInvariant()}}};Manuell;1.234;Printer on fire;ben Test;03.06.2024 09:00;Research\r\n"
            + $"{Guid.NewGuid()};Automatic;60;{ticket};Leaver, Lou;03.06.2024 10:00;\r\n",
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        var cases = _command.Write("cases.csv", $"source,target\nPrinter on fire,{ticket}\n");
        var reps = _command.Write("reps.csv", "Source;Target\n\"Leaver, Lou\";cara@contoso.test\n");

        _command.AssertDone(await ImportAsync(
            "--write", "--column", "category=Kategorie", "--label", "Manuell=100000000", "--culture", "de-DE", "--time-zone", "Europe/Berlin", "--cases", cases, "--reps", reps));

        var rows = server.Trackers(caseId);
        Assert.Equal([(1234, server.Rep, Utc(2024, 6, 3, 7, 0)), (60, server.OtherRep, Utc(2024, 6, 3, 8, 0))], rows.Select(row => ((int)row["casetime_durationseconds"]!, row.GetAttributeValue<EntityReference>("ownerid")!.Id, (DateTime)row["casetime_starttime"]!)));
        Assert.Equal(735500000, Choice(rows[0], "casetime_reasoncategory"));
    }

    [Fact]
    public async Task Minutes_become_seconds()
    {
        Export(Log(90));

        _command.AssertDone(await _command.RunAsync("--csv", _command.PathOf("export.csv"), "--target", server.Url, "--target-user", server.Administrator, "--duration-unit", "minutes", "--write"));

        Assert.Equal(5400, Assert.Single(server.Trackers(_case))["casetime_durationseconds"]);
    }

    [Theory]
    [InlineData("invariant", "1234|1,234|1234.00", "1.234|1.000|2.5|2,5|1,2345|1,234,0")]
    [InlineData("de-DE", "1.234|1234,0", "1,234|1,000|2,5|2.5")]
    [InlineData("fr-FR", "1 234|1\u00A0234|1\u202F234", "1,234|12 34")]
    [InlineData("en-IN", "1,234", "123,456")]
    public async Task A_duration_is_a_whole_number_as_its_culture_writes_it_and_never_misread(string culture, string readable, string refused)
    {
        string[] told = culture == "invariant" ? [] : ["--culture", culture];
        var (good, bad) = (readable.Split('|'), refused.Split('|'));
        Export([.. good.Concat(bad).Select(duration => Row(Guid.NewGuid().ToString(), "100000000", $"\"{duration}\""))]);

        Assert.Equal(ExitCode.SomeLeftOut, await ImportAsync(["--write", .. told]));

        Assert.Equal(good.Select(_ => 1234), server.Trackers(_case).Select(row => (int)row["casetime_durationseconds"]!));
        Assert.Equal(bad.Length, _command.Errors.Count);
        Assert.All(_command.Errors.Zip(bad), row => Assert.Contains($"'{row.Second}' is no whole number in the culture {culture}; --culture tells another.", row.First, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_duration_that_no_number_holds_is_left_out()
    {
        Export(Row(Guid.NewGuid().ToString(), "100000001", $"{decimal.MaxValue:F0}"));

        Assert.Equal(ExitCode.SomeLeftOut, await _command.RunAsync("--csv", _command.PathOf("export.csv"), "--target", server.Url, "--target-user", server.Administrator, "--duration-unit", "minutes"));

        Assert.Contains("is longer than can be kept", Assert.Single(_command.Errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ben@contoso.test")]
    [InlineData("sara@contoso.test")]
    public async Task Nobody_but_an_administrator_imports(string user)
    {
        if (user.StartsWith("sara", StringComparison.Ordinal))
            server.NewUser("sara", "Customer Service Representative", "Case Time Supervisor");
        Export(Log(60));

        Assert.Equal(ExitCode.Stopped, await _command.RunAsync("--csv", _command.PathOf("export.csv"), "--target", server.Url, "--target-user", user, "--duration-unit", "seconds", "--write"));

        Assert.Contains("Only a Case Time Administrator", _command.Said, StringComparison.Ordinal);
        Assert.Empty(server.Trackers(_case));
    }

    [Fact]
    public async Task A_case_time_administrator_imports()
    {
        server.NewUser("ada", "Customer Service Representative", "Case Time Administrator");
        Export(Automatic(60), Log(60), Final(120));

        _command.AssertDone(await _command.RunAsync("--csv", _command.PathOf("export.csv"), "--target", server.Url, "--target-user", "ada@contoso.test", "--duration-unit", "seconds", "--write"));

        Assert.Equal(3, server.Trackers(_case).Count);
    }

    [Fact]
    public async Task A_file_without_a_needed_column_is_refused_with_its_columns()
    {
        _command.Write("export.csv", "msdyn_timetrackerid,msdyn_duration,ownerid,msdyn_regardingentity,Art\n");

        Assert.Equal(ExitCode.Usage, await ImportAsync("--write"));

        Assert.Contains("no column msdyn_category or Category. Name the one that holds it with --column category=NAME. Its columns are: msdyn_timetrackerid, msdyn_duration, ownerid, msdyn_regardingentity, Art.", _command.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_utf8_is_refused_instead_of_spoilt()
    {
        _command.Write("export.csv", Header + Log(60, reason: "0,Gespräch"), Encoding.Latin1);

        Assert.Equal(ExitCode.Usage, await ImportAsync("--write"));

        Assert.Contains("save it as \"CSV UTF-8\"", _command.Said, StringComparison.Ordinal);
        Assert.Empty(server.Trackers(_case));
    }

    [Fact]
    public async Task Where_the_file_is_spoilt_far_down_it_says_that_it_stopped_on_its_way()
    {
        Export([.. Enumerable.Range(1, 200).Select(_ => Log(60)), Log(60, reason: "0,Gespräch")]);
        _command.Write("export.csv", File.ReadAllText(_command.PathOf("export.csv")), Encoding.Latin1);

        Assert.Equal(ExitCode.Stopped, await ImportAsync("--write", "--slice", "10"));

        Assert.Contains("Rows before that line are not lost", _command.Said, StringComparison.Ordinal);
        Assert.NotEmpty(server.Trackers(_case));
    }

    [Fact]
    public async Task An_error_file_that_can_not_be_written_stops_the_import_on_its_way()
    {
        Export(Log(60), Log(0));
        _command.Network = () => new Wire((_, request, pass) =>
        {
            if (request.RequestUri!.AbsolutePath.EndsWith("$batch", StringComparison.Ordinal))
                Directory.CreateDirectory(_command.PathOf("errors.csv"));
            return pass();
        });

        Assert.Equal(ExitCode.Stopped, await ImportAsync("--write", "--slice", "1"));

        Assert.Contains("errors.csv can't be written", _command.Said, StringComparison.Ordinal);
        Assert.Single(server.Trackers(_case));
    }

    [Theory]
    [InlineData("--csv")]
    [InlineData("--cases")]
    [InlineData("--reps")]
    public async Task No_file_that_is_read_is_overwritten_with_errors(string option)
    {
        Export(Log(60));
        var text = File.ReadAllText(_command.PathOf("export.csv"));
        _command.Write("errors.csv", text);
        var otherwise = Path.Combine(_command.PathOf("."), "errors.csv");

        var code = option == "--csv"
            ? await _command.RunAsync("--csv", otherwise, "--target", server.Url, "--target-user", server.Administrator, "--duration-unit", "seconds")
            : await ImportAsync(option, otherwise);

        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains("errors.csv, a file that is read", _command.Said, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(_command.PathOf("errors.csv")));
    }

    private static DateTime Utc(int year, int month, int day, int hour, int minute) => new(year, month, day, hour, minute, 0, DateTimeKind.Utc);

    private static int Choice(Entity row, string column) => row.GetAttributeValue<OptionSetValue>(column)!.Value;

    private List<Guid> Ids() => [.. server.Trackers(_case).Select(row => row.Id).Order()];

    private void Export(params string[] rows) => _command.Write("export.csv", Header + string.Join('\n', rows) + "\n");

    private string Automatic(int seconds, string start = "2024-06-03T08:00:00Z", string created = "2024-06-03T08:00:00Z") => Row(Guid.NewGuid().ToString(), "100000001", $"{seconds}", start: start, created: created);

    private string Final(int seconds, string created = "2024-06-05T08:00:00Z") => Row(Guid.NewGuid().ToString(), "100000002", $"{seconds}", start: "", created: created);

    private string Log(int seconds, string? id = null, string category = "Manual", string? caseId = null, string? owner = null, string start = "2024-06-04T10:00:00Z", string created = "2024-06-04T12:00:00Z", string reason = ",") =>
        Row(id ?? Guid.NewGuid().ToString(), category, $"{seconds}", caseId, owner, start, created, reason);

    private string Row(string id, string category, string duration, string? caseId = null, string? owner = null, string start = "2024-06-04T10:00:00Z", string created = "2024-06-04T12:00:00Z", string reason = ",") =>
        $"{id},{category},{duration},{caseId ?? _case.ToString()},{owner ?? server.Rep.ToString()},{start},{created},{reason}";

    private Task<int> ImportAsync(params string[] arguments) => _command.RunAsync(Arguments(arguments));

    private string[] Arguments(params string[] more) => ["--csv", _command.PathOf("export.csv"), "--target", server.Url, "--target-user", server.Administrator, "--duration-unit", "seconds", .. more];
}
