using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace CaseTime.Packaging.Packing;

/// <summary>What a DLL says of itself, read from its metadata without loading it.</summary>
/// <param name="Name">Simple name.</param>
/// <param name="Version">Four parts.</param>
/// <param name="PublicKeyToken">Sixteen hexadecimal digits, or null when the assembly is not strong-named.</param>
/// <param name="PublicClasses">Full names of its public classes, abstract ones excepted.</param>
public sealed record PluginAssemblyIdentity(string Name, Version Version, string? PublicKeyToken, IReadOnlySet<string> PublicClasses)
{
    /// <summary>The display name as solution files write it.</summary>
    public string FullName => $"{Name}, Version={Version}, Culture=neutral, PublicKeyToken={PublicKeyToken ?? "null"}";

    /// <exception cref="BadImageFormatException">The bytes are no .NET assembly.</exception>
    public static PluginAssemblyIdentity Read(byte[] dll)
    {
        using var image = new PEReader(new MemoryStream(dll));
        if (!image.HasMetadata) throw new BadImageFormatException("The file is no .NET assembly.");
        var reader = image.GetMetadataReader();
        if (!reader.IsAssembly) throw new BadImageFormatException("The file is a module, not an assembly.");

        var name = reader.GetAssemblyDefinition().GetAssemblyName();
        var token = name.GetPublicKeyToken();
        return new PluginAssemblyIdentity(
            name.Name!,
            name.Version!,
            token is { Length: > 0 } ? Convert.ToHexStringLower(token) : null,
            reader.TypeDefinitions.Select(reader.GetTypeDefinition).Where(IsPublicClass).Select(type => FullNameOf(reader, type)).ToHashSet(StringComparer.Ordinal));
    }

    private static bool IsPublicClass(TypeDefinition type) =>
        (type.Attributes & TypeAttributes.VisibilityMask) == TypeAttributes.Public
        && (type.Attributes & (TypeAttributes.Abstract | TypeAttributes.Interface)) == 0;

    private static string FullNameOf(MetadataReader reader, TypeDefinition type)
    {
        var space = reader.GetString(type.Namespace);
        var name = reader.GetString(type.Name);
        return space.Length == 0 ? name : $"{space}.{name}";
    }
}
