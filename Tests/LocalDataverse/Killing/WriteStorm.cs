using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace LocalDataverse.Tests.Killing;

/// <summary>Writers that go on until the host is gone, and a note of everything that was acknowledged.</summary>
internal sealed class WriteStorm(IReadOnlyList<Writer> writers)
{
    private static readonly Guid UrlNamespace = new("6ba7b811-9dad-11d1-80b4-00c04fd430c8");

    /// <summary>Logs, accounts and contacts whose creation was answered with success.</summary>
    public ConcurrentBag<(string Table, Guid Id)> Created { get; } = [];

    /// <summary>Account and contact that were sent in one change set, whether an answer came or not.</summary>
    public ConcurrentBag<(Guid Account, Guid Contact)> Pairs { get; } = [];

    /// <summary>The last second of the day that the server acknowledged, by row of counted time: it has sent every second from 0 on.</summary>
    public ConcurrentDictionary<Guid, int> Counted { get; } = new();

    /// <summary>Waits for the first acknowledgement of this round; any moment after it will do for a kill.</summary>
    public async Task HasBegunAsync(Task raging)
    {
        var before = Created.Count;
        while (Created.Count == before && !raging.IsCompleted)
            await Task.Delay(TimeSpan.FromMilliseconds(5));
    }

    /// <summary>Writes until the host no longer answers.</summary>
    public Task RageAsync(Uri url) => Task.WhenAll(writers.Select(writer => Task.Run(() => WriteAsync(writer, url))));

    private async Task WriteAsync(Writer writer, Uri url)
    {
        using var client = new HttpClient { BaseAddress = url };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", writer.User);
        try
        {
            for (var number = 0; ; number++)
            {
                switch (number % 3)
                {
                    case 0: await LogAsync(client, writer); break;
                    case 1: await CountAsync(client, writer); break;
                    default: await PairAsync(client); break;
                }
            }
        }
        catch (HttpRequestException)
        {
            // The host is gone: what it did not answer may have happened or not.
        }
        catch (IOException)
        {
            // Likewise, in the middle of an answer.
        }
    }

    private async Task LogAsync(HttpClient client, Writer writer)
    {
        var id = Guid.NewGuid();
        await Send(client, HttpMethod.Post, "casetime_timetrackers",
            $$"""{"casetime_timetrackerid":"{{id}}","casetime_regardingcase@odata.bind":"/incidents({{writer.CaseId}})","casetime_category":735500000,"casetime_durationseconds":60}""");
        Created.Add(("casetime_timetracker", id));
    }

    private async Task CountAsync(HttpClient client, Writer writer)
    {
        var day = DateTime.UtcNow.Date.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var id = NameBased($"{writer.CaseId}|{writer.UserId}|{day}|storm");
        var from = Counted.GetValueOrDefault(id);
        await Send(client, HttpMethod.Patch, $"casetime_timetrackers({id})",
            $$"""{"casetime_regardingcase@odata.bind":"/incidents({{writer.CaseId}})","casetime_category":735500001,"casetime_workdate":"{{day}}","casetime_device":"storm","casetime_timeline":"v1 {{from}}+7"}""");
        Counted[id] = from + 7;
    }

    private async Task PairAsync(HttpClient client)
    {
        var (account, contact) = (Guid.NewGuid(), Guid.NewGuid());
        Pairs.Add((account, contact));
        var body = new StringBuilder("--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n");
        Part(body, 1, "accounts", $$"""{"accountid":"{{account}}","name":"Pair"}""");
        Part(body, 2, "contacts", $$"""{"contactid":"{{contact}}","lastname":"Pair","parentcustomerid_account@odata.bind":"/accounts({{account}})"}""");
        body.Append("--c--\r\n--b--\r\n");
        using var content = new StringContent(body.ToString());
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/mixed; boundary=b");
        using var response = await client.PostAsync(new Uri("$batch", UriKind.Relative), content);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        Created.Add(("account", account));
        Created.Add(("contact", contact));
    }

    private static void Part(StringBuilder body, int number, string set, string json) => body
        .Append("--c\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\nContent-ID: ").Append(number)
        .Append("\r\n\r\nPOST /api/data/v9.2/").Append(set).Append(" HTTP/1.1\r\nContent-Type: application/json\r\n\r\n").Append(json).Append("\r\n");

    private static async Task Send(HttpClient client, HttpMethod method, string url, string json)
    {
        using var request = new HttpRequestMessage(method, new Uri(url, UriKind.Relative)) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        using var response = await client.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    private static Guid NameBased(string name)
    {
#pragma warning disable CA5350 // RFC 9562 makes version 5 of SHA-1.
        var hash = SHA1.HashData([.. UrlNamespace.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(name)]).AsSpan(0, 16);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true);
    }
}

/// <summary>A representative with a case that nobody else writes to.</summary>
internal sealed record Writer(string User, Guid UserId, Guid CaseId);
