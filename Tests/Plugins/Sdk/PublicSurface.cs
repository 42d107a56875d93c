using System.Reflection;

namespace CaseTime.Plugins.Tests.Sdk;

/// <summary>Public and protected members of types as lines "type | kind | signature", the notation of surface.txt.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Of(Assembly assembly) => assembly.GetExportedTypes().SelectMany(Of);

    public static IEnumerable<string> Of(Type type)
    {
        var name = NameOf(type);
        yield return $"{name} | type | {Kind(type)}";
        foreach (var line in type.IsEnum ? EnumValues(type) : Members(type))
            yield return $"{name} | {line}";
    }

    private static IEnumerable<string> EnumValues(Type type) =>
        type.GetEnumNames().Select(name => $"enum | {name} = {Convert.ToInt64(Enum.Parse(type, name), null)}");

    private static IEnumerable<string> Members(Type type)
    {
        foreach (var constructor in type.GetConstructors(Declared).Where(Visible))
            yield return $"ctor | {Access(constructor)}({Parameters(constructor)})";
        foreach (var method in type.GetMethods(Declared).Where(method => Visible(method) && !method.IsSpecialName))
            yield return $"method | {Access(method)}{NameOf(method.ReturnType)} {method.Name}{TypeParameters(method)}({Parameters(method)})";
        foreach (var property in type.GetProperties(Declared))
        {
            var accessors = property.GetAccessors(nonPublic: true).Where(Visible).ToArray();
            if (accessors.Length == 0)
                continue;
            var gets = property.GetMethod is { } get && Visible(get) ? "get; " : "";
            var sets = property.SetMethod is { } set && Visible(set) ? "set; " : "";
            yield return $"property | {Access(accessors[0])}{NameOf(property.PropertyType)} {property.Name}{Index(property)} {{ {gets}{sets}}}";
        }

        foreach (var field in type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily))
            yield return $"field | {(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{NameOf(field.FieldType)} {field.Name}";
    }

    private static string Kind(Type type)
    {
        if (type.IsEnum)
            return "enum";
        var kind = type.IsInterface ? "interface"
            : type.IsAbstract && type.IsSealed ? "static class"
            : type.IsAbstract ? "abstract class"
            : type.IsSealed ? "sealed class"
            : "class";
        if (type.BaseType is { } parent && parent != typeof(object))
            kind += " : " + NameOf(parent);
        var interfaces = type.GetInterfaces().Select(NameOf).Order(StringComparer.Ordinal).ToArray();
        return interfaces.Length == 0 ? kind : kind + " implements " + string.Join(", ", interfaces);
    }

    private static bool Visible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Access(MethodBase method) => (method.IsStatic ? "static " : "") + (method.IsPublic ? "" : "protected ");

    private static string TypeParameters(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(",", method.GetGenericArguments().Select(NameOf))}>" : "";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter) =>
        (parameter.IsDefined(typeof(ParamArrayAttribute), false) ? "params " : "") + NameOf(parameter.ParameterType);

    private static string Index(PropertyInfo property) =>
        property.GetIndexParameters() is { Length: > 0 } index ? $"[{string.Join(", ", index.Select(Parameter))}]" : "";

    private static string NameOf(Type type)
    {
        if (type.IsByRef)
            return NameOf(type.GetElementType()!) + "&";
        if (type.IsArray)
            return NameOf(type.GetElementType()!) + "[]";
        if (type.IsGenericParameter)
            return type.Name;
        var name = type.Namespace + "." + type.Name;
        return type.IsGenericType ? $"{name[..name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(",", type.GetGenericArguments().Select(NameOf))}>" : name;
    }
}
