using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace LocalDataverse.Solutions.Components;

/// <summary>What a plugin DLL says of itself, read from its metadata: nothing of it is loaded or run by an import.</summary>
/// <param name="Name">The assembly's name.</param>
/// <param name="PublicClasses">Full names of its public, non-abstract classes.</param>
internal sealed record PluginClasses(AssemblyName Name, IReadOnlySet<string> PublicClasses)
{
    /// <exception cref="DataverseException">The bytes are no .NET assembly.</exception>
    public static PluginClasses Read(byte[] dll)
    {
        try
        {
            using var image = new PEReader(new MemoryStream(dll, writable: false));
            if (!image.HasMetadata) throw new BadImageFormatException("it has no metadata");
            var reader = image.GetMetadataReader();
            return new PluginClasses(
                reader.GetAssemblyDefinition().GetAssemblyName(),
                reader.TypeDefinitions.Select(reader.GetTypeDefinition).Where(IsPublicClass).Select(type => FullNameOf(reader, type)).ToHashSet(StringComparer.Ordinal));
        }
        catch (Exception exception) when (exception is BadImageFormatException or InvalidOperationException)
        {
            throw new DataverseException(SolutionErrorCode.PluginTypes, $"the file is no .NET assembly ({exception.Message})", exception);
        }
    }

    public string Token => Name.GetPublicKeyToken() is { Length: > 0 } token ? Convert.ToHexStringLower(token) : "null";

    private static bool IsPublicClass(TypeDefinition type) =>
        (type.Attributes & TypeAttributes.VisibilityMask) == TypeAttributes.Public && (type.Attributes & (TypeAttributes.Abstract | TypeAttributes.Interface)) == 0;

    private static string FullNameOf(MetadataReader reader, TypeDefinition type)
    {
        var space = reader.GetString(type.Namespace);
        return space.Length == 0 ? reader.GetString(type.Name) : $"{space}.{reader.GetString(type.Name)}";
    }
}
