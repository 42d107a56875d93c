using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalDataverse.Pipeline;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Solutions.Lifecycle;

/// <summary>
/// What lies under and in each managed layer of a component: the definition that a solution covered, to be put back when it goes, and a
/// digest of each value that the solution gave, so that an upgrade can tell a maker's change from its own earlier value.
/// </summary>
internal sealed class ComponentLayers
{
    private readonly RequestScope _scope;

    public ComponentLayers(RequestScope scope)
    {
        _scope = scope;
        scope.Session.Execute("""CREATE TABLE IF NOT EXISTS "_layer" (kind TEXT NOT NULL, name TEXT NOT NULL, solution TEXT NOT NULL, given TEXT NULL, under TEXT NULL, PRIMARY KEY (kind, name, solution))""");
    }

    /// <summary>Whether the solution has a layer of this component.</summary>
    public bool Has(string kind, string name, string solution) =>
        _scope.Session.Scalar("""SELECT 1 FROM "_layer" WHERE kind = @p0 AND name = @p1 AND solution = @p2""", kind, name, solution) is not null;

    /// <summary>Notes what the solution is about to cover; only the first time it does.</summary>
    /// <param name="kind">Table of a row, or column, choice.</param>
    /// <param name="name">Id or name.</param>
    /// <param name="solution">Unique name.</param>
    /// <param name="under">What was there before, as text; null for nothing.</param>
    public void Cover(string kind, string name, string solution, string? under) => _scope.Session.Execute(
        """INSERT INTO "_layer" (kind, name, solution, under) VALUES (@p0, @p1, @p2, @p3) ON CONFLICT DO NOTHING""", kind, name, solution, under);

    /// <summary>Digests by column of the values that the solution's layer gave last.</summary>
    public JsonObject? Given(string kind, string name, string solution) =>
        _scope.Session.Scalar("""SELECT given FROM "_layer" WHERE kind = @p0 AND name = @p1 AND solution = @p2""", kind, name, solution) is string text ? JsonNode.Parse(text)!.AsObject() : null;

    public void PutGiven(string kind, string name, string solution, JsonObject given) => _scope.Session.Execute(
        """UPDATE "_layer" SET given = @p3 WHERE kind = @p0 AND name = @p1 AND solution = @p2""", kind, name, solution, given.ToJsonString());

    /// <summary>Takes the solution's layer away.</summary>
    /// <returns>What it covered, where it was the uppermost; null where nothing is to be put back.</returns>
    public string? Remove(string kind, string name, string solution)
    {
        var layers = _scope.Session.Rows(
            reader => (Solution: reader.GetString(0), Under: reader.IsDBNull(1) ? null : reader.GetString(1)),
            """SELECT solution, under FROM "_layer" WHERE kind = @p0 AND name = @p1 ORDER BY rowid""", kind, name);
        var at = layers.FindIndex(layer => layer.Solution == solution);
        if (at < 0)
            return null;
        _scope.Session.Execute("""DELETE FROM "_layer" WHERE kind = @p0 AND name = @p1 AND solution = @p2""", kind, name, solution);
        if (at == layers.Count - 1)
            return layers[at].Under;

        // The layer above now covers what this one covered.
        _scope.Session.Execute("""UPDATE "_layer" SET under = @p3 WHERE kind = @p0 AND name = @p1 AND solution = @p2""", kind, name, layers[at + 1].Solution, layers[at].Under);
        return null;
    }

    /// <summary>Kinds and names of everything the solution has a layer of.</summary>
    public List<(string Kind, string Name)> Of(string solution) =>
        _scope.Session.Rows(reader => (reader.GetString(0), reader.GetString(1)), """SELECT kind, name FROM "_layer" WHERE solution = @p0 ORDER BY rowid""", solution);

    /// <summary>A value in a form that can be compared, short whatever its length; an empty text is no value.</summary>
    public static string Digest(object? value)
    {
        var text = value switch
        {
            null or "" => "",
            EntityReference reference => $"{reference.LogicalName} {reference.Id}",
            _ => ValueJson.Write(value)!.ToJsonString(),
        };
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)), 0, 8);
    }

    public static string Write<T>(T definition) => JsonSerializer.Serialize(definition);

    public static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text)!;
}
