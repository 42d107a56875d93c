using System.Globalization;

namespace LocalDataverse.Query.Sql;

/// <summary>
/// The rows that an aggregate takes in, as a query within the query: what is needed of each row, reckoned once, and no more rows than show
/// that there are too many.
/// </summary>
internal sealed class AggregatedRows
{
    private const string Alias = "r";
    private readonly List<string> _expressions = [];

    /// <summary>Takes an expression over a row along.</summary>
    /// <returns>Its name in the query around.</returns>
    public string Add(string expression)
    {
        var at = _expressions.IndexOf(expression);
        if (at < 0)
        {
            at = _expressions.Count;
            _expressions.Add(expression);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{Alias}.c{at}");
    }

    /// <param name="body">FROM and WHERE of the rows.</param>
    /// <param name="most">Parameter with the number of rows to stop after.</param>
    public string From(string body, string most)
    {
        var columns = _expressions.Count == 0 ? "1" : string.Join(", ", _expressions.Select((expression, at) => string.Create(CultureInfo.InvariantCulture, $"{expression} AS c{at}")));
        return $" FROM (SELECT {columns}{body} LIMIT {most}) AS {Alias}";
    }
}
