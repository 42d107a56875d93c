namespace Microsoft.Xrm.Sdk;

/// <summary>Parameters of a message, results of a message, or shared variables, by name.</summary>
public class ParameterCollection : DataCollection<string, object?>
{
    public void AddOrUpdateIfNotNull(string key, object? value)
    {
        if (value is not null)
            this[key] = value;
    }

    /// <returns>Whether the parameter is there and of the type.</returns>
    public bool TryGetValue<T>(string key, out T value)
    {
        if (base.TryGetValue(key, out var found) && found is T typed)
        {
            value = typed;
            return true;
        }

        value = default!;
        return false;
    }
}
