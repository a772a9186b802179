using Experiments.Networks.Description;
using Experiments.Networks.Torch;
using Experiments.Networks.Training;
using TorchSharp;

namespace Experiments.Tests.Networks;

public class TrainingLossTests
{
    private static readonly int[] Labels = [0, 2, 1, 0, 0];
    private static readonly float[,] Logits = { { 1, 0, -1 }, { 0.5f, 2, 1 }, { 0, 0, 3 }, { -2, 1, 1 }, { 4, 0, 1 } };

    [Theory]
    [InlineData(0, false)]
    [InlineData(0.2, false)]
    [InlineData(0, true)]
    [InlineData(0.2, true)]
    public void Loss_equals_its_definition(double smoothing, bool weighted)
    {
        using TorchSession session = NetworkTests.Enter();
        double[] weights = weighted ? [0.5, 2, 3] : [1, 1, 1];
        TrainingOptions options = new() { LabelSmoothing = smoothing, ClassWeights = weighted ? new ClassWeights(weights) : null };

        float actual = new TrainingLoss(options, Labels, 3)
            .Of(torch.tensor(Logits), torch.tensor(Labels.Select(label => (long)label).ToArray())).item<float>();

        double sum = 0;
        for (int i = 0; i < 5; i++)
        {
            double normaliser = Math.Log(Enumerable.Range(0, 3).Sum(c => Math.Exp(Logits[i, c])));
            double LossOf(int c) => weights[c] * (normaliser - Logits[i, c]);
            sum += ((1 - smoothing) * LossOf(Labels[i])) + (smoothing / 3 * Enumerable.Range(0, 3).Sum(LossOf));
        }

        Assert.Equal(sum / Labels.Sum(label => weights[label]), actual, 1e-5);
    }

    [Fact]
    public void Balanced_weights_make_every_class_count_the_same()
    {
        float[] weights = new ClassWeights(null).Of([0, 0, 0, 1, 3, 3], 4);

        Assert.Equal([6f / 12, 6f / 4, 1, 6f / 8], weights);
    }
}
