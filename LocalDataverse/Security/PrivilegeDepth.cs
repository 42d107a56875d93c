namespace LocalDataverse.Security;

/// <summary>How far a privilege reaches, as roleprivileges.privilegedepthmask stores it.</summary>
public enum PrivilegeDepth
{
    None = 0,

    /// <summary>Rows of the user and of their teams.</summary>
    Basic = 1,

    /// <summary>Rows of the user's business unit.</summary>
    Local = 2,

    /// <summary>Rows of the user's business unit and those below it.</summary>
    Deep = 4,

    /// <summary>Every row.</summary>
    Global = 8,
}
