namespace Microsoft.Xrm.Sdk;

public interface ITracingService
{
    /// <param name="format">A composite format string: text with braces goes into <paramref name="args"/>.</param>
    /// <param name="args">Its arguments.</param>
    void Trace(string format, params object[] args);
}
