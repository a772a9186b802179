namespace Experiments.Reduction;

/// <summary>One named matrix, row after row.</summary>
/// <param name="Name">The name of the part.</param>
/// <param name="Values">The values, as float[] or double[].</param>
/// <param name="Rows">The number of rows.</param>
/// <param name="Columns">The number of columns.</param>
internal sealed record ModelPart(string Name, Array Values, int Rows, int Columns)
{
    /// <summary>The name in files of the type of the values.</summary>
    public string Type => (Values is float[]) ? TypeOf<float>() : TypeOf<double>();

    /// <summary>Returns the name in files of a type of values.</summary>
    public static string TypeOf<T>() => typeof(T) == typeof(float) ? "f32" : "f64";
}
