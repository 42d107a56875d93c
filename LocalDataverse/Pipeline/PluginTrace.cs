using System.Globalization;
using System.Text;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Pipeline;

/// <summary>The text a plugin traces; Dataverse keeps the last 10,000 characters, and so does this.</summary>
internal sealed class PluginTrace : ITracingService
{
    private const int MostCharacters = 10_000;
    private StringBuilder? _text;

    public bool IsEmpty => _text is null;

    public void Trace(string format, params object[] args)
    {
        _text ??= new StringBuilder();
        _text.AppendLine(args is { Length: > 0 } ? string.Format(CultureInfo.InvariantCulture, format, args) : format);
        if (_text.Length > MostCharacters)
            _text.Remove(0, _text.Length - MostCharacters);
    }

    public override string ToString() => _text?.ToString() ?? "";
}
