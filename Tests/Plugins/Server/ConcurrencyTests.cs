using System.Globalization;
using CaseTime.Plugins.Time;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace CaseTime.Plugins.Tests.Server;

/// <summary>
/// B2 with real parallel requests: devices of one representative on two cases send overlapping sets, everything twice, in any order, some of
/// it in batches that fail. I1, I2, I3 and I6 hold over what is stored afterwards.
/// </summary>
public sealed class ConcurrencyTests(CaseTimeServer server) : IClassFixture<CaseTimeServer>
{
    private const int Pieces = 8;

    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(5, 3)]
    [InlineData(8, 4)]
    public async Task Devices_that_send_at_once_lose_no_second_and_count_none_twice(int devices, int seed)
    {
        // Of the seed alone: a failure is repeated by its row.
        var random = new Random(seed);
        var rep = server.NewPerson("rep", "Customer Service Representative", "Case Time Representative");
        var cases = new[] { server.NewCase(), server.NewCase() };
        var keys = cases.SelectMany(_ => Enumerable.Range(0, devices), (caseId, device) => (Case: caseId, Device: "device" + device)).ToList();
        var sends = keys.SelectMany(_ => Enumerable.Range(0, Pieces), (key, _) => (key.Case, key.Device, Start: random.Next(0, 600), Length: random.Next(1, 120), Fails: random.Next(4) == 0)).ToList();
        var schedule = sends.Concat(sends).ToArray();
        random.Shuffle(schedule);

        await Task.WhenAll(schedule.Select(send => Task.Run(async () =>
        {
            var (url, body) = server.AutomaticRow(send.Case, rep, $"v1 {send.Start}+{send.Length}", send.Device);
            if (send.Fails)
                Assert.DoesNotContain("HTTP/1.1 204", await InBatchThatFails(rep, url, body), StringComparison.Ordinal);
            else
                Assert.True((await server.Send(rep, "PATCH", url, body)).IsSuccess);
        })));

        var claimed = new HashSet<int>();
        foreach (var key in keys)
        {
            var kept = sends.Where(send => send.Case == key.Case && send.Device == key.Device && !send.Fails).ToList();
            var expected = kept.SelectMany(send => Enumerable.Range(send.Start, send.Length)).ToHashSet();
            var row = Stored(RowId.OfAutomatic(key.Case, rep.Id, new WorkDate(server.Now), key.Device));
            Assert.Equal(expected.Order(), Seconds(row, "casetime_timeline"));
            var own = Seconds(row, "casetime_timeline").Except(Seconds(row, "casetime_overlap")).ToList();
            Assert.Equal(own.Count, row?.GetAttributeValue<int>("casetime_durationseconds") ?? 0);
            Assert.All(own, second => Assert.True(claimed.Add(second), $"Second {second} counts twice."));
        }

        Assert.Equal(sends.Where(send => !send.Fails).SelectMany(send => Enumerable.Range(send.Start, send.Length)).Distinct().Count(), claimed.Count);
    }

    [Fact]
    public async Task Writers_of_one_new_row_make_one_row_that_has_what_all_of_them_sent()
    {
        for (var round = 0; round < 5; round++)
        {
            var rep = server.NewPerson("rep", "Customer Service Representative", "Case Time Representative");
            var caseId = server.NewCase();
            var sent = Enumerable.Range(0, 8).Select(part => server.AutomaticRow(caseId, rep, $"v1 {part * 60}+60")).ToList();

            var replies = await Task.WhenAll(sent.Select(row => Task.Run(() => server.Send(rep, "PATCH", row.Url, row.Body))));

            Assert.All(replies, reply => Assert.True(reply.IsSuccess, reply.Text));
            var stored = Stored(RowId.OfAutomatic(caseId, rep.Id, new WorkDate(server.Now), "0123456789abcdef"));
            Assert.Equal(("v1 0+480", 480), (stored!["casetime_timeline"], stored["casetime_durationseconds"]));
        }
    }

    [Fact]
    public async Task Representatives_on_one_case_never_cost_each_other_a_second()
    {
        var caseId = server.NewCase();
        var reps = Enumerable.Range(0, 8).Select(_ => server.NewPerson("rep", "Customer Service Representative", "Case Time Representative")).ToList();

        await Task.WhenAll(reps.SelectMany(_ => Enumerable.Range(0, 5), (rep, part) => Task.Run(async () =>
        {
            var (url, body) = server.AutomaticRow(caseId, rep, $"v1 {part * 60}+60");
            Assert.True((await server.Send(rep, "PATCH", url, body)).IsSuccess);
        })));

        var answer = (await server.Get(reps[0], $"incidents({caseId})/Microsoft.Dynamics.CRM.casetime_GetHandlingTime()")).Json;
        Assert.Equal(8 * 300, answer.GetProperty("AutomaticSeconds").GetInt32());
    }

    /// <summary>A change set whose second request is refused: the first is taken back.</summary>
    private async Task<string> InBatchThatFails(Person rep, string url, object body)
    {
        string Part(int id, string method, string address, object content) =>
            $"--c\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\nContent-ID: {id}\r\n\r\n{method} /api/data/v9.2/{address} HTTP/1.1\r\nContent-Type: application/json\r\n\r\n{System.Text.Json.JsonSerializer.Serialize(content)}\r\n";
        var batch = $"--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n{Part(1, "PATCH", url, body)}{Part(2, "POST", "casetime_timetrackers", new { casetime_durationseconds = 0 })}--c--\r\n--b--\r\n";
        return (await server.Send(rep, "POST", "$batch", batch, ("Content-Type", "multipart/mixed; boundary=b"))).Text;
    }

    private Entity? Stored(Guid row)
    {
        var query = new QueryExpression("casetime_timetracker") { ColumnSet = new ColumnSet(true) };
        query.Criteria.AddCondition("casetime_timetrackerid", ConditionOperator.Equal, row);
        return server.System.RetrieveMultiple(query).Entities.SingleOrDefault();
    }

    private static List<int> Seconds(Entity? row, string column) =>
    [
        .. (row?.GetAttributeValue<string>(column) ?? "v1").Split(' ').Skip(1)
            .Select(piece => piece.Split('+').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray())
            .SelectMany(piece => Enumerable.Range(piece[0], piece[1])),
    ];
}
