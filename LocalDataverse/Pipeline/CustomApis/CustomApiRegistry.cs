namespace LocalDataverse.Pipeline;

/// <summary>Every enabled custom API at one moment.</summary>
internal sealed class CustomApiRegistry
{
    private readonly Dictionary<string, CustomApi> _byName = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="DataverseException">0x80040237: two of one name.</exception>
    public CustomApiRegistry(IReadOnlyList<CustomApi> all)
    {
        All = all;
        foreach (var api in all)
        {
            if (!_byName.TryAdd(api.Name, api))
                throw new DataverseException(ErrorCode.DuplicateKey, $"There are two custom APIs with the unique name '{api.Name}'.");
        }
    }

    public static CustomApiRegistry Empty { get; } = new([]);

    public IReadOnlyList<CustomApi> All { get; }

    public bool HasPlugins => All.Any(api => api.Plugin is not null);

    public CustomApi? Find(string message) => _byName.GetValueOrDefault(message);
}
