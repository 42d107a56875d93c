namespace CaseTime.EndToEnd.Running;

/// <summary>Which of the shell's apps a page runs.</summary>
public enum App
{
    /// <summary>Service Hub: one page at a time.</summary>
    Single,

    /// <summary>Service workspace: sessions, and app tabs within each.</summary>
    MultiSession,
}
