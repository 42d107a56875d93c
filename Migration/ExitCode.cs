namespace CaseTime.Migration;

/// <summary>What the command answers to a script.</summary>
public static class ExitCode
{
    /// <summary>Every row is there, or would be.</summary>
    public const int Done = 0;

    /// <summary>Some rows were left out; the error file says which and why. The others are there.</summary>
    public const int SomeLeftOut = 1;

    /// <summary>The command line or a file is not usable; nothing was written.</summary>
    public const int Usage = 2;

    /// <summary>It stopped on its way: the network, a sign-in, missing rights, Ctrl+C. The same command goes on from there.</summary>
    public const int Stopped = 3;
}
