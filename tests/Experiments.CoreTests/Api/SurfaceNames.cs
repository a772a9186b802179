using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Experiments.Tests.Api;

/// <summary>Types and parameters as C# writes them, with what may be null.</summary>
internal static class SurfaceNames
{
    private static readonly NullabilityInfoContext Nullability = new();

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(bool)] = "bool",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    public static string Of(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return $"{Of(value)}?";
        }

        return type.IsByRef ? Of(type.GetElementType()!)
            : type.IsArray ? $"{Of(type.GetElementType()!)}[]"
            : Bare(type) + Arguments(type.GetGenericArguments().Select(Of));
    }

    public static string Of(PropertyInfo property) => Of(Nullability.Create(property));

    public static string Of(FieldInfo field) => Of(Nullability.Create(field));

    public static string Of(ParameterInfo parameter) =>
        parameter.ParameterType.IsByRef ? Of(parameter.ParameterType) : Of(Nullability.Create(parameter));

    public static string Parameters(MethodBase method)
    {
        string self = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : string.Empty;
        return self + string.Join(", ", method.GetParameters().Select(Parameter));
    }

    private static string Parameter(ParameterInfo parameter)
    {
        string way = parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? "ref " : parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : string.Empty;
        string otherwise = parameter.HasDefaultValue ? $" = {Value(parameter.DefaultValue)}" : string.Empty;
        return $"{way}{Of(parameter)} {parameter.Name}{otherwise}";
    }

    private static string Of(NullabilityInfo info)
    {
        string mark = info.ReadState == NullabilityState.Nullable && !info.Type.IsValueType ? "?" : string.Empty;
        return info.ElementType is { } element ? $"{Of(element)}[]{mark}"
            : info.Type.IsValueType && Nullable.GetUnderlyingType(info.Type) is not null ? Of(info.Type)
            : Bare(info.Type) + Arguments(info.GenericTypeArguments.Select(Of)) + mark;
    }

    private static string Bare(Type type)
    {
        string name = Keywords.GetValueOrDefault(type) ?? type.Name.Split('`')[0];
        return type.IsNested && !type.IsGenericParameter ? $"{Bare(type.DeclaringType!)}.{name}" : name;
    }

    private static string Arguments(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } list ? $"<{list}>" : string.Empty;

    private static string Value(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool truth => truth ? "true" : "false",
        Enum member => $"{member.GetType().Name}.{member}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
