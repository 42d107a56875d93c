using System.Text.Json;
using System.Text.RegularExpressions;

namespace CaseTime.Migration.Target;

/// <summary>What an environment says where it refuses.</summary>
/// <param name="Code">Dataverse's code; empty where it named none.</param>
/// <param name="Message">Its sentence.</param>
internal sealed partial record Refusal(string Code, string Message)
{
    /// <summary>Its sentence behind the code by which it can be looked up. The rules of time begin theirs with a code of their own.</summary>
    public string Sentence => Code.Length == 0 || RuleCode().IsMatch(Message) ? Message : $"{Code}: {Message}";

    public static Refusal Of(string body, int status)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("error", out var error))
                return new Refusal(Text(error, "code"), Text(error, "message"));
        }
        catch (JsonException)
        {
            // A proxy's own page; its status has to do.
        }

        return new Refusal("", $"HTTP status {status} without a sentence.");
    }

    [GeneratedRegex(@"^CT\d{4}:", RegexOptions.CultureInvariant)]
    private static partial Regex RuleCode();

    private static string Text(JsonElement error, string name) => error.TryGetProperty(name, out var value) ? value.ToString() : "";
}
