namespace Experiments.Reduction.Graphs;

/// <summary>Principal components as a starting picture, with as many columns as asked for even where the samples have fewer.</summary>
internal static class PrincipalLayout
{
    /// <summary>The first principal components, largest absolute value 1; columns beyond the samples' rank are 0.</summary>
    public static Matrix Compute(ReductionInput input, int dimensions, ReductionContext context)
    {
        Matrix samples = input.Samples;
        Matrix layout = new(samples.Rows, dimensions);
        int available = Math.Min(dimensions, Math.Min(samples.Rows, samples.Columns));
        Matrix scores = input.PrincipalComponents(available, context).Transform(samples, context);
        float largest = 0;
        foreach (float value in scores.Values)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        for (int i = 0; i < samples.Rows; i++)
        {
            for (int c = 0; c < available && largest > 0; c++)
            {
                layout.Row(i)[c] = scores[i, c] / largest;
            }
        }

        return layout;
    }
}
