using Experiments.Reduction;

namespace Experiments.Networks.Training;

/// <summary>Loss and accuracy of logits (n × classes), in double precision.</summary>
internal static class Scores
{
    /// <summary>Mean cross-entropy in nats and share of right answers (ties go to the first class).</summary>
    public static (double Loss, double Accuracy) Measure(Matrix logits, ReadOnlySpan<int> labels)
    {
        double loss = 0;
        int right = 0;
        for (int i = 0; i < logits.Rows; i++)
        {
            ReadOnlySpan<float> row = logits.Row(i);
            loss += LogSum(row) - row[labels[i]];
            right += Best(row) == labels[i] ? 1 : 0;
        }

        return (loss / logits.Rows, (double)right / logits.Rows);
    }

    /// <summary>Probabilities of the classes.</summary>
    public static float[] Softmax(ReadOnlySpan<float> logits)
    {
        double sum = LogSum(logits);
        float[] probabilities = new float[logits.Length];
        for (int c = 0; c < probabilities.Length; c++)
        {
            probabilities[c] = (float)Math.Exp(logits[c] - sum);
        }

        return probabilities;
    }

    /// <summary>The first class with the largest score.</summary>
    public static int Best(ReadOnlySpan<float> row)
    {
        int best = 0;
        for (int c = 1; c < row.Length; c++)
        {
            best = row[c] > row[best] ? c : best;
        }

        return best;
    }

    private static double LogSum(ReadOnlySpan<float> row)
    {
        double largest = row[Best(row)];
        double sum = 0;
        foreach (float value in row)
        {
            sum += Math.Exp(value - largest);
        }

        return largest + Math.Log(sum);
    }
}
