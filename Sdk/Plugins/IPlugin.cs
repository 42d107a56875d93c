using System;

namespace Microsoft.Xrm.Sdk;

/// <summary>What a plugin class implements. One instance serves several calls at once.</summary>
public interface IPlugin
{
    void Execute(IServiceProvider serviceProvider);
}
