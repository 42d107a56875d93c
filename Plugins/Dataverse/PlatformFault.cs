using System;
using Microsoft.Xrm.Sdk;

namespace CaseTime.Plugins.Dataverse;

/// <summary>Why a service call failed.</summary>
internal static class PlatformFault
{
    /// <summary>A privilege is missing, or does not reach the row.</summary>
    public const int PrivilegeDenied = unchecked((int)0x80040220);

    /// <summary>There is no such row.</summary>
    public const int ObjectDoesNotExist = unchecked((int)0x80040217);

    /// <summary>
    /// The platform's code: in the detail of its FaultException, which is read by name since the plugin does without System.ServiceModel;
    /// other hosts give it as HResult.
    /// </summary>
    public static int CodeOf(Exception failure) =>
        failure.GetType().GetProperty("Detail")?.GetValue(failure) is BaseServiceFault fault ? fault.ErrorCode : failure.HResult;
}
