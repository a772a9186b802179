using Experiments.Data;
using Experiments.Data.Registry;
using Experiments.Reduction;
using Experiments.Reports;
using Experiments.Reports.SweepReport;
using Experiments.Sweeps.Configuration;
using Experiments.Sweeps.Models;
using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Running;

namespace Experiments.Tests.Readme;

/// <summary>The C# of docs/own-parts.md, word for word: <see cref="ReadmeTests"/> compares it, <see cref="OwnPartsTests"/> runs it.</summary>
internal static class OwnParts
{
    public sealed record TwoFeaturesOptions : ReducerOptions
    {
        [Option("the feature that is drawn to the right, counted from 0", Minimum = 0)]
        public int Across { get; init; }

        [Option("the feature that is drawn upwards, counted from 0", Minimum = 0)]
        public int Up { get; init; } = 1;

        public override bool UsesSeed(int n) => false;

        public override PictureAxes Axes => PictureAxes.Linear;

        public override IEnumerable<OptionProblem> Check(int n, int d) =>
            Up < d ? [] : [new OptionProblem("up", $"there is no feature {Up}, the samples have {d}; choose 0 to {d - 1}.")];
    }

    public sealed class TwoFeatures(TwoFeaturesOptions options) : IReducer
    {
        public ReductionResult Fit(ReductionInput input, ReductionContext context)
        {
            Matrix picture = new(input.Samples.Rows, 2);
            for (int i = 0; i < picture.Rows; i++)
            {
                picture.Row(i)[0] = input.Samples[i, options.Across];
                picture.Row(i)[1] = input.Samples[i, options.Up];
            }

            return new ReductionResult(picture);
        }
    }

    public sealed class NearestKept : IEmbeddingMetric
    {
        public MetricDescriptor Descriptor { get; } = new(
            "nearest_kept", "Nearest kept", "Share of samples whose nearest sample is among their k nearest in the picture.",
            PerNeighborhood: true, NeedsLabels: false, HigherIsBetter: true, Version: 1);

        public double? Perfect(int count, int k) => 1;

        public double? ByChance(ChanceModel chance, int k) => k / (chance.Count - 1.0);

        public MetricValue Score(EmbeddingView view, int k)
        {
            int kept = Enumerable.Range(0, view.Count).Count(i => view.EmbeddingNeighborsOf(i)[..k].Contains(view.SampleNeighborsOf(i)[0]));
            return (double)kept / view.Count;
        }
    }

    public static RenderedReport Run(string file, string output, string cache)
    {
        SweepCatalog catalog = new(
            StandardDatasets.Create(), [new PixelsModelKind()],
            StandardReducers.Create().Add<TwoFeaturesOptions>("two_features", "Two features", 1, options => new TwoFeatures(options), "none"),
            StandardMetrics.Create().Add(new NearestKept()));
        SweepPlan plan = SweepLoader.Load(file, [], catalog, new DataContext { CacheDirectory = cache });
        SweepRunOptions options = new() { OutputDirectory = output, CacheDirectory = cache };
        SweepRunner.Run(plan, options, new Teller(), CancellationToken.None);
        return ReportRenderer.Render(output);
    }

    private sealed class Teller : ISweepObserver
    {
        public void Observe(SweepEvent happened) => Console.Error.WriteLine($"{happened.Event} {happened.Stage}: {happened.Label}");
    }

    public static double? Score(Matrix samples, Matrix picture) =>
        EmbeddingQuality.Evaluate(samples, picture, labels: null, neighborhoods: [10], new ReductionContext(), [new NearestKept()])[0].Value;
}
