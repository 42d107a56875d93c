using System.Globalization;

namespace CaseTime.Benchmarks.Load;

/// <summary>How large a load run is.</summary>
internal sealed record LoadOptions(int Reps = 1_000, int Cases = 12, int Days = 30, int Clients = 8)
{
    /// <summary>--reps, --cases (of each representative), --days, --clients.</summary>
    /// <exception cref="ArgumentException">Another option, or no positive number.</exception>
    public static LoadOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new LoadOptions();
        for (var i = 0; i < arguments.Count; i += 2)
        {
            if (i + 1 == arguments.Count || !int.TryParse(arguments[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0)
                throw new ArgumentException($"{arguments[i]} takes a positive whole number.");
            options = arguments[i] switch
            {
                "--reps" => options with { Reps = number },
                "--cases" => options with { Cases = number },
                "--days" => options with { Days = number },
                "--clients" => options with { Clients = number },
                _ => throw new ArgumentException($"load takes --reps, --cases, --days and --clients, not {arguments[i]}."),
            };
        }

        return options;
    }
}
