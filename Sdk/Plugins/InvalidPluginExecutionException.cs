using System;
using System.Collections.Generic;

namespace Microsoft.Xrm.Sdk;

public enum OperationStatus
{
    Failed = 0,
    Canceled = 1,
    Retry = 2,
    Suspended = 3,
    Succeeded = 4,
}

/// <summary>The only exception of a plugin whose message the user sees; it rolls the operation back.</summary>
[Serializable]
public sealed class InvalidPluginExecutionException : Exception
{
    public InvalidPluginExecutionException()
    {
    }

    public InvalidPluginExecutionException(string? message)
        : base(message)
    {
    }

    public InvalidPluginExecutionException(string? message, Exception? exception)
        : base(message, exception)
    {
    }

    public InvalidPluginExecutionException(string? message, PluginHttpStatusCode httpStatus)
        : base(message) => HttpStatus = httpStatus;

    public InvalidPluginExecutionException(string? message, Dictionary<string, string> exceptionDetails)
        : base(message) => ExceptionDetails = exceptionDetails;

    public InvalidPluginExecutionException(OperationStatus status)
        : this(status, "")
    {
    }

    public InvalidPluginExecutionException(OperationStatus status, string? message)
        : base(message) => Status = status;

    public InvalidPluginExecutionException(OperationStatus status, int errorCode, string? message)
        : this(status, message) => HResult = errorCode;

    public InvalidPluginExecutionException(OperationStatus status, int errorCode, string? message, PluginHttpStatusCode httpStatus)
        : this(status, errorCode, message) => HttpStatus = httpStatus;

    public OperationStatus Status { get; }

    /// <summary>The HResult of every exception, 0x80131500, where none was given: the platform then answers 0x80040265.</summary>
    public int ErrorCode => HResult;

    /// <summary>NotSet where none was given: the platform then answers 400.</summary>
    public PluginHttpStatusCode HttpStatus { get; }

    public IReadOnlyDictionary<string, string> ExceptionDetails { get; } = new Dictionary<string, string>();
}
