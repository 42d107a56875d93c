using Microsoft.Xrm.Sdk;

namespace LocalDataverse;

/// <summary>Dataverse's own error codes, as its documentation numbers them.</summary>
public static class ErrorCode
{
    public const int ObjectDoesNotExist = unchecked((int)0x80040217);
    public const int PrivilegeDenied = unchecked((int)0x80040220);
    public const int DuplicateKey = unchecked((int)0x80040237);
    public const int RowVersionMismatch = unchecked((int)0x80060882);
    public const int InvalidArgument = unchecked((int)0x80040203);
    public const int Unexpected = unchecked((int)0x80040216);
    public const int InvalidStateStatus = unchecked((int)0x80048408);
    public const int ParameterRange = unchecked((int)0x8004431A);
    public const int AggregateLimit = unchecked((int)0x8004E023);
    public const int TooManyConditions = unchecked((int)0x8004430C);
    public const int TooManyLinks = unchecked((int)0x8004430D);
    public const int NoSuchColumn = unchecked((int)0x80041103);
    public const int IsvAborted = unchecked((int)0x80040265);
    public const int OpenTransactionReduced = unchecked((int)0x8009000C);
    public const int UnexpectedInPlugin = unchecked((int)0x80040224);
    public const int SqlTimeout = unchecked((int)0x80044151);
    public const int TextTooLong = unchecked((int)0x80044331);
    public const int DateTooEarly = unchecked((int)0x80040239);
    public const int ColumnNotNullable = unchecked((int)0x80040200);
    public const int CannotDeleteAssociated = unchecked((int)0x80040227);
    public const int NoSuchMessage = unchecked((int)0x80040204);
    public const int UserDisabled = unchecked((int)0x80041D1F);
    public const int PluginTimeout = UnexpectedInPlugin;
    public const int MessageNotSupported = unchecked((int)0x80040800);
    public const int LastAdministratorDisabled = unchecked((int)0x80041D2F);
    public const int LastAdministratorLeaves = unchecked((int)0x80041D30);
    public const int AccessTeamHasNoRoles = unchecked((int)0x80048331);
    public const int MaxDepthExceeded = unchecked((int)0x80044182);

    /// <summary>What the SDK's exception holds where a plugin gave no code: .NET's general HRESULT.</summary>
    private const int UnsetByPlugin = unchecked((int)0x80131500);

    /// <summary>The code of a refusal: the platform's, the plugin's own, or that of a plugin that gave none.</summary>
    public static int Of(Exception refusal) => refusal switch
    {
        DataverseException known => known.Code,
        InvalidPluginExecutionException { ErrorCode: not (0 or UnsetByPlugin) } plugin => plugin.ErrorCode,
        _ => IsvAborted,
    };
}

/// <summary>A refusal of the platform: reaches the caller with its Dataverse code and sentence.</summary>
public sealed class DataverseException : Exception
{
    public DataverseException(int code, string message, Exception? inner = null)
        : base(message, inner)
    {
        Code = code;
        // Plugins, who do not know this type, find the code here.
        HResult = code;
    }

    /// <summary>The signed 32-bit Dataverse error code; shown as 0x%08x.</summary>
    public int Code { get; }
}
