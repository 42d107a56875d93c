using System.Net;

namespace LocalDataverse.WebApi.Http;

/// <summary>A refusal of service protection: 429 with the seconds to wait.</summary>
/// <param name="code">Dataverse's code.</param>
/// <param name="message">Dataverse's sentence.</param>
/// <param name="retryAfter">When it is worth another try.</param>
public sealed class ThrottledException(int code, string message, TimeSpan retryAfter) : Exception(message)
{
    public const int TooMuchTime = unchecked((int)0x80072321);
    public const int TooManyRequests = unchecked((int)0x80072322);
    public const int TooManyAtOnce = unchecked((int)0x80072326);

    public int Code { get; } = code;

    /// <summary>Whole seconds, at least one.</summary>
    public int Seconds { get; } = Math.Max(1, (int)Math.Ceiling(retryAfter.TotalSeconds));

    public ErrorAnswer Answer => new(HttpStatusCode.TooManyRequests, Code, Message);
}
