namespace LocalDataverse.Tests.Fuzz;

/// <summary>Somebody of the fuzzed environment.</summary>
internal sealed record FuzzUser(string Name, Guid Id);
