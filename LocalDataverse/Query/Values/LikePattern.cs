namespace LocalDataverse.Query.Values;

/// <summary>SQL Server's LIKE: % any text, _ one character, [a-z] one of a set, [^a-z] one not of a set; regardless of case.</summary>
internal static class LikePattern
{
    public static bool Matches(ReadOnlySpan<char> text, ReadOnlySpan<char> pattern)
    {
        // On a mismatch the last % takes one character more; earlier ones need no second try.
        int at = 0, patternAt = 0, starAt = -1, resumeAt = 0;
        while (at < text.Length)
        {
            if (patternAt < pattern.Length && pattern[patternAt] == '%')
            {
                starAt = patternAt++;
                resumeAt = at;
            }
            else if (patternAt < pattern.Length && One(text[at], pattern[patternAt..], out var length))
            {
                at++;
                patternAt += length;
            }
            else if (starAt >= 0)
            {
                patternAt = starAt + 1;
                at = ++resumeAt;
            }
            else
            {
                return false;
            }
        }

        return pattern[patternAt..].Trim('%').IsEmpty;
    }

    private static bool One(char character, ReadOnlySpan<char> pattern, out int length)
    {
        length = 1;
        if (pattern[0] == '_')
            return true;
        if (pattern[0] != '[')
            return Same(character, pattern[0]);
        var end = pattern[1..].IndexOf(']') + 1;
        if (end == 0)
            return false;
        length = end + 1;
        var set = pattern[1..end];
        var negated = set.StartsWith("^");
        return IsIn(character, negated ? set[1..] : set) != negated;
    }

    private static bool IsIn(char character, ReadOnlySpan<char> set)
    {
        var upper = char.ToUpperInvariant(character);
        for (var at = 0; at < set.Length; at++)
        {
            if (at + 2 < set.Length && set[at + 1] == '-')
            {
                if (upper >= char.ToUpperInvariant(set[at]) && upper <= char.ToUpperInvariant(set[at + 2]))
                    return true;
                at += 2;
            }
            else if (upper == char.ToUpperInvariant(set[at]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Same(char one, char other) => one == other || char.ToUpperInvariant(one) == char.ToUpperInvariant(other);
}
