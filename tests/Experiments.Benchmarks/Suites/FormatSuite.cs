using BenchmarkDotNet.Attributes;
using Experiments.Data.Tables;
using Experiments.Reduction;

namespace Experiments.Benchmarks;

/// <summary>Reading a 10,000 × 128 matrix.</summary>
public class FormatSuite
{
    private string folder = string.Empty;

    [Params(".npy", ".csv")]
    public string Format { get; set; } = string.Empty;

    [GlobalSetup]
    public void Write()
    {
        folder = Directory.CreateTempSubdirectory("benchmark-").FullName;
        MatrixFile.Write(Path.Combine(folder, "matrix" + Format), GaussianClusters.Samples(10_000));
    }

    [GlobalCleanup]
    public void Remove() => Directory.Delete(folder, recursive: true);

    [Benchmark]
    public Matrix Read() => MatrixFile.Read(Path.Combine(folder, "matrix" + Format));
}
