using System.Text;
using System.Text.Json.Nodes;

namespace LocalDataverse.Tests.Fuzz;

/// <summary>Spoils what was well formed: a character here, a value there, a whole part twice.</summary>
internal sealed class Mutation(Dice dice)
{
    /// <summary>What programs stumble over.</summary>
    public static readonly string[] Texts =
    [
        "", " ", "\0", "'", "''", "\"", "\\", "/", "//", "../", "%", "%00", "%2527", "&", "?", "#", "$", "@", "(", ")", "((((", "[", "]", "{", "}", ",", ";", ":", "=", "<", ">", "<!--", "]]>", "&amp;",
        "null", "true", "NaN", "INF", "-INF", "0", "-0", "-1", "1e999", "9999999999999999999999", "2147483648", "-2147483649", "9223372036854775808", "0x80040217", "1.7976931348623157E+308",
        "'; DROP TABLE incident; --", "' OR 1=1 --", "*/", "/*", "\u0000", "\ud83d\ude00", "ı", "İ", "ß", "\u202e", "ǆ", "𝒳", "\uffff",
        "00000000-0000-0000-0000-000000000000", "0001-01-01", "9999-12-31T23:59:59Z", "0000-00-00", "2025-02-30", "2025-03-01T25:61:61Z", "datetimeoffset'2025'", "duration'P1D'",
        "$filter", "$expand", "$select", "$count", "$ref", "$value", "$it", "$this", "$root", "$batch", "@odata.bind", "@p1", "any(x:x/statecode eq 0)", "eq", "and", "not", "in", "has", "mod 0", "div 0",
        "v1", "v1 0+", "v1 +1", "v1 0+86401", "v1 86399+1", "v1 0+1 0+1", "v2 0+1", "v1 -1+5", "v1 1+1,2+2", "v1 99999999999999999999+1",
    ];

    /// <summary>One to three changes of a text.</summary>
    public string Of(string text)
    {
        for (var i = dice.Between(1, 3); i > 0; i--)
            text = Once(text);
        return text;
    }

    private string Once(string text)
    {
        var at = dice.Next(text.Length + 1);
        var end = Math.Min(text.Length, at + dice.Between(1, 12));
        return dice.Next(7) switch
        {
            0 => text[..at] + text[end..],
            1 => text[..at] + dice.In(Texts) + text[at..],
            2 => text[..at] + dice.In(Texts) + text[end..],
            3 => text[..at] + (char)dice.Between(1, 0x2fff) + text[at..],
            4 => text[..at] + text[at..end] + text[at..],
            5 => text[..at],
            _ => text.Length == 0 ? text : text[end..] + text[..end],
        };
    }

    public byte[] Of(byte[] bytes)
    {
        var copy = bytes.ToList();
        for (var i = dice.Between(1, 8); i > 0 && copy.Count > 0; i--)
        {
            var at = dice.Next(copy.Count);
            switch (dice.Next(4))
            {
                case 0: copy[at] = (byte)dice.Next(256); break;
                case 1: copy.RemoveRange(at, Math.Min(copy.Count - at, dice.Between(1, 40))); break;
                case 2: copy.Insert(at, (byte)dice.Next(256)); break;
                default: copy.RemoveRange(at, dice.Once(20) ? copy.Count - at : 1); break;
            }
        }

        return [.. copy];
    }

    /// <summary>A value, a name or a whole property of a JSON object becomes another.</summary>
    public JsonObject Of(JsonObject body)
    {
        var copy = (JsonObject)body.DeepClone();
        for (var i = dice.Between(1, 3); i > 0; i--)
        {
            var names = copy.Select(property => property.Key).ToList();
            var name = names.Count == 0 ? "x" : dice.In(names);
            switch (dice.Next(6))
            {
                case 0: copy.Remove(name); break;
                case 1: copy[Of(name)] = Value(); break;
                case 2 when copy[name] is JsonValue value && value.TryGetValue<string>(out var text): copy[name] = Of(text); break;
                case 3: copy[name] = new JsonObject { [name] = Value(), [dice.In(Texts)] = Value() }; break;
                case 4: copy[name] = new JsonArray(Value(), Value()); break;
                default: copy[name] = Value(); break;
            }
        }

        return copy;
    }

    public JsonNode? Value() => dice.Next(12) switch
    {
        0 => null,
        1 => dice.Between(-3, 100_000),
        2 => dice.Of(int.MinValue, int.MaxValue, 0, -1),
        3 => dice.Of(long.MaxValue, long.MinValue),
        4 => dice.Of(0.5, -1e300, 1e15, 1e28, 7.9e28, 5e-324),
        5 => dice.Once(2),
        6 => new JsonObject(),
        7 => new JsonArray(),
        8 => new string(dice.Of('a', 'é', ' ', '0'), dice.Of(100, 201, 2001, 100_001)),
        9 => dice.Id().ToString(),
        10 => $"/accounts({dice.Id()})",
        _ => dice.In(Texts),
    };

    /// <summary>JSON that no writer makes: deep, cut off, with a property twice, or with half a surrogate pair.</summary>
    public string Malformed(string json) => dice.Next(6) switch
    {
        0 => string.Concat(Enumerable.Repeat("{\"a\":", dice.Of(10, 64, 70, 5000))),
        1 => string.Concat(Enumerable.Repeat("[", dice.Of(10, 64, 70, 5000))),
        2 => json[..dice.Next(json.Length + 1)],
        3 => json.Replace("{", "{\"x\":1,\"x\":2,", StringComparison.Ordinal),
        4 => json.Replace("\":", "\\ud800\":", StringComparison.Ordinal),
        _ => Of(json),
    };

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
