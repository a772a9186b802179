using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Experiments.Tests.Api;

/// <summary>What a library shows to programs: its public types and their visible members, sorted, one a line; what the compiler adds to records is left out.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly)
    {
        StringBuilder text = new();
        foreach (Type type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Header(type)).Append('\n');
            foreach (string member in Members(type).Order(StringComparer.Ordinal))
            {
                text.Append("    ").Append(member).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Header(Type type)
    {
        string kind = type.IsInterface ? "interface"
            : type.IsEnum ? "enum"
            : type.IsValueType ? "struct"
            : type.IsAbstract && type.IsSealed ? "static class"
            : type.IsAbstract ? "abstract class"
            : type.IsSealed ? "sealed class"
            : "class";
        string[] parents =
        [
            .. type.BaseType is { } parent && parent != typeof(object) && !type.IsValueType ? [SurfaceNames.Of(parent)] : Array.Empty<string>(),
            .. type.GetInterfaces().Where(one => one.IsPublic && !type.IsEnum).Select(SurfaceNames.Of).Order(StringComparer.Ordinal),
        ];
        return $"{kind} {type.Namespace}.{SurfaceNames.Of(type)}{(parents.Length > 0 ? " : " + string.Join(", ", parents) : string.Empty)}";
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => string.Create(CultureInfo.InvariantCulture, $"{field.Name} = {Convert.ToInt64(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}"));
        }

        return
        [
            .. type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily).Select(field => $"field {Static(field.IsStatic)}{SurfaceNames.Of(field)} {field.Name}"),
            .. type.GetConstructors(Declared).Where(IsShown).Select(constructor => $"new({SurfaceNames.Parameters(constructor)})"),
            .. type.GetProperties(Declared).Where(property => property.Name != "EqualityContract").Select(Property).OfType<string>(),
            .. type.GetEvents(Declared).Where(one => one.AddMethod is { } add && IsShown(add)).Select(one => $"event {one.Name}"),
            .. type.GetMethods(Declared).Where(method => IsShown(method) && !IsAccessor(method)).Select(Method),
        ];
    }

    private static string? Property(PropertyInfo property)
    {
        MethodInfo? get = property.GetMethod is { } getter && IsVisible(getter) ? getter : null;
        MethodInfo? set = property.SetMethod is { } setter && IsVisible(setter) ? setter : null;
        if ((get ?? set) is not { } either)
        {
            return null;
        }

        string required = property.CustomAttributes.Any(one => one.AttributeType.Name == "RequiredMemberAttribute") ? "required " : string.Empty;
        string name = property.GetIndexParameters().Length > 0 ? $"this[{SurfaceNames.Parameters(either)}]" : property.Name;
        bool init = set?.ReturnParameter.GetRequiredCustomModifiers().Any(one => one.Name == "IsExternalInit") ?? false;
        return $"{required}{Modifier(either)}{SurfaceNames.Of(property)} {name} {{ {(get is null ? string.Empty : "get; ")}{(set is null ? string.Empty : init ? "init; " : "set; ")}}}";
    }

    private static string Method(MethodInfo method)
    {
        string generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>" : string.Empty;
        return $"{Modifier(method)}{SurfaceNames.Of(method.ReturnParameter)} {method.Name}{generic}({SurfaceNames.Parameters(method)})";
    }

    private static string Modifier(MethodInfo method) =>
        (method.IsFamily ? "protected " : string.Empty)
        + (method.IsStatic ? "static " : method.IsAbstract ? "abstract " : method.GetBaseDefinition() != method ? "override " : method.IsVirtual && !method.IsFinal ? "virtual " : string.Empty);

    private static string Static(bool yes) => yes ? "static " : string.Empty;

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsShown(MethodBase method) => IsVisible(method) && !method.IsDefined(typeof(CompilerGeneratedAttribute));

    private static bool IsAccessor(MethodInfo method) => method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);
}
