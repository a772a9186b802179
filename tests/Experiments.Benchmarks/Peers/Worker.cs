using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Experiments.Data.Formats;
using Experiments.Data.Tables;
using Experiments.Reduction;

namespace Experiments.Benchmarks;

/// <summary>
/// Our side of a contest, in a process of its own so that start-up and memory compare; takes and prints what the rivals' scripts do.
/// </summary>
internal static class Worker
{
    private static readonly int[] Neighborhoods = [5, 15, 50];

    private static readonly string[] EveryMetric = [.. StandardMetrics.All.Select(metric => metric.Name)];

    /// <summary>worker JOB SAMPLES.npy PICTURE.npy LABELS.npy OUTPUT.npy THREADS SEED.</summary>
    public static Command Command()
    {
        Argument<string[]> arguments = new("arguments") { Arity = new ArgumentArity(7, 7) };
        Command command = new("worker", "One job in this process.") { arguments };
        command.Hidden = true;
        command.SetAction(parsed => Run(parsed.GetRequiredValue(arguments)));
        return command;
    }

    private static void Run(string[] arguments)
    {
        Matrix samples = MatrixFile.Read(arguments[1]);
        Matrix picture = MatrixFile.Read(arguments[2]);
        int[] labels = NpyFile.ReadInt32(arguments[3]).Values;
        ReductionContext context = new()
        {
            Threads = int.Parse(arguments[5], CultureInfo.InvariantCulture),
            Seed = long.Parse(arguments[6], CultureInfo.InvariantCulture),
        };
        long start = Stopwatch.GetTimestamp();
        object? result = Do(arguments[0], samples, picture, labels, context);
        // A job that measures its own time gives that.
        double seconds = (result as TimeSpan? ?? Stopwatch.GetElapsedTime(start)).TotalSeconds;
        if (result is Matrix made)
        {
            MatrixFile.Write(arguments[4], made);
        }

        using Process self = Process.GetCurrentProcess();
        string value = result is double number ? string.Create(CultureInfo.InvariantCulture, $", \"value\": {number:R}") : string.Empty;
        Console.Out.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{{\"seconds\": {seconds:R}, \"peak_mb\": {self.PeakWorkingSet64 / 1e6:R}{value}}}"));
    }

    private static object? Do(string job, Matrix samples, Matrix picture, int[] labels, ReductionContext context)
    {
        ReductionInput input = new(samples);
        int setting = int.Parse(job[(job.LastIndexOf('-') + 1)..], CultureInfo.InvariantCulture);
        return job[..job.LastIndexOf('-')] switch
        {
            "neighbors" => NearestNeighbors.Compute(samples, setting, context),
            "pca" => new PcaReducer(new PcaOptions { NComponents = setting }).Fit(input, context).Embedding,
            "umap" => new UmapReducer(new UmapOptions { NNeighbors = setting }).Fit(input, context).Embedding,
            "umap-0.01" => new UmapReducer(new UmapOptions { NNeighbors = setting, MinDist = 0.01 }).Fit(input, context).Embedding,
            "tsne" => new TSneReducer(new TSneOptions { Perplexity = setting }).Fit(input, context).Embedding,
            "trustworthiness" =>
                Score(EmbeddingQuality.Evaluate(samples, picture, null, [setting], context, ["trustworthiness"]), "trustworthiness@15"),
            "metrics" => Score(EmbeddingQuality.Evaluate(samples, picture, labels, Neighborhoods, context), "trustworthiness@15"),
            "metrics-all" => Score(EmbeddingQuality.Evaluate(samples, picture, labels, Neighborhoods, context, EveryMetric), "trustworthiness@15"),
            "silhouette" => Score(EmbeddingQuality.Evaluate(picture, picture, labels, [], context), "silhouette"),
            "epoch" => new EpochOfSweeps(setting, context.Threads).Measure(),
            "plainepoch" => PlainEpoch.Measure(setting, context.Threads),
            _ => throw new ArgumentException($"Unknown job {job}."),
        };
    }

    private static double? Score(IReadOnlyList<MetricScore> scores, string name) => scores.Single(score => score.Name == name).Value;
}
