namespace LocalDataverse.Tests.Fuzz;

/// <summary>One request to be sent as it is.</summary>
/// <param name="User">Whose bearer goes along.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Url">After the service root, as sent.</param>
/// <param name="Body">Null for none.</param>
internal sealed record FuzzRequest(string User, string Method, string Url, byte[]? Body = null)
{
    public string ContentType { get; init; } = "application/json";

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>Whether a refusal means that nothing at all was written; a batch of several change sets may have written the first.</summary>
    public bool IsAtomic { get; init; } = true;

    /// <summary>Counted time as a device sends it, unspoiled: sent twice it makes no difference.</summary>
    public bool IsRepeatable { get; init; }

    public override string ToString() =>
        $"{User}: {Method} {Url} [{string.Join("; ", Headers.Select(header => $"{header.Name}: {header.Value}"))}] {(Body is null ? "" : System.Text.Encoding.UTF8.GetString(Body, 0, Math.Min(Body.Length, 3000)))}";
}
