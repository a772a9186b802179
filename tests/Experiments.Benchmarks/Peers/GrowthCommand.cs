using System.CommandLine;
using System.Globalization;
using Experiments.Networks.Torch;

namespace Experiments.Benchmarks;

/// <summary>
/// <c>growth</c>: seconds of UMAP and t-SNE at growing numbers of samples of the same data, and the exponent of n that fits them best (the
/// slope of log seconds over log n).
/// </summary>
internal static class GrowthCommand
{
    private static readonly Option<string?> Data =
        new("--data") { Description = "folder with mnist/ (default: EXPERIMENTS_DATA; generated clusters without)" };
    private static readonly Option<int> Runs =
        new("--runs") { Description = "runs at every size, in turn; medians are printed", DefaultValueFactory = _ => 3 };
    private static readonly Option<int[]> Sizes = new("--samples")
    {
        Description = "sizes",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [10_000, 20_000, 40_000, 70_000],
    };

    private static readonly string[] Jobs = ["umap-15", "tsne-30"];

    public static Command Create()
    {
        Command command = new("growth", "How seconds grow with the number of samples.") { Data, Runs, Sizes };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        string? data = parsed.GetValue(Data)
            ?? (Environment.GetEnvironmentVariable("EXPERIMENTS_DATA") is { Length: > 0 } variable ? variable : null);
        int[] sizes = [.. parsed.GetValue(Sizes)!.Distinct().Order()];
        if (sizes.Length < 2 || sizes[0] < 1000)
        {
            Console.Error.WriteLine("bench growth: --samples needs two or more different sizes of 1,000 or more");
            return 2;
        }

        DirectoryInfo folder = Directory.CreateTempSubdirectory("growth-");
        try
        {
            BenchmarkInputs[] inputs =
                [.. sizes.Select(size => BenchmarkInputs.Prepare(data, true, size, folder.CreateSubdirectory($"{size}").FullName))];
            foreach (string job in Jobs)
            {
                Print(job, sizes, inputs, parsed.GetValue(Runs));
            }

            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Print(string job, int[] sizes, BenchmarkInputs[] inputs, int runs)
    {
        Side us = new Sides().Us(job);
        double[][] seconds = [.. Enumerable.Range(0, runs).Select(run => inputs
            .Select(input => us.Run(input, Path.ChangeExtension(input.Picture, ".out.npy"), Environment.ProcessorCount, run)?.Seconds ?? double.NaN)
            .ToArray())];
        double[] medians = [.. sizes.Select((_, i) => Standing.Middle([.. seconds.Select(run => run[i])]))];
        for (int i = 0; i < sizes.Length; i++)
        {
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{job}  {inputs[i].Description,-40}  {medians[i],8:0.00} s"));
        }

        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{job}  grows as n^{Exponent(sizes, medians):0.00}"));
    }

    private static double Exponent(int[] sizes, double[] seconds)
    {
        double[] x = [.. sizes.Select(size => Math.Log(size))];
        double[] y = [.. seconds.Select(value => Math.Log(value))];
        (double meanX, double meanY) = (x.Average(), y.Average());
        return x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum() / x.Sum(a => (a - meanX) * (a - meanX));
    }
}
