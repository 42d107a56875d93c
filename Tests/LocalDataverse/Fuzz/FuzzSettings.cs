using System.Globalization;

namespace LocalDataverse.Tests.Fuzz;

/// <summary>How much is thrown, and which: 2,000 requests of the first seed unless the environment says otherwise.</summary>
internal static class FuzzSettings
{
    public static int Requests => Number("CASETIME_FUZZ_REQUESTS", 2_000);

    /// <summary>Requests between two checks of the whole file; what a request touched is checked after each.</summary>
    public static int Stride => Math.Max(1, Number("CASETIME_FUZZ_STRIDE", 500));

    public static int Seed => Number("CASETIME_FUZZ_SEED", 1);

    private static int Number(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
