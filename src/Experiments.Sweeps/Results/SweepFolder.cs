using System.Diagnostics;
using Experiments.Data;
using Experiments.Reduction;

namespace Experiments.Sweeps;

/// <summary>
/// Files a sweep's results under its <see cref="SweepPaths"/>. Every file is written whole or not at all, and left alone when it already holds
/// the same bytes. Trials and bundles of an older configuration are removed at the end, and only from a folder that held this sweep before.
/// </summary>
internal sealed class SweepFolder(SweepPaths paths, SweepPlan plan)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(2);
    private readonly Lock gate = new();
    private bool isOurs;
    private long lastWrite = Stopwatch.GetTimestamp();
    private TimeSpan pause = ShortestPause;

    /// <summary>Writes the resolved configuration and results in which everything is pending.</summary>
    public void Begin(SweepResults pending)
    {
        Directory.CreateDirectory(paths.Root);
        isOurs = Directory.EnumerateFileSystemEntries(paths.Root).All(entry => entry == paths.Lock || entry == paths.LockHolder) || HoldsThisSweep();
        WriteText(paths.ConfigYaml, ConfigWriter.Write(plan.Config));
        WriteResults(pending);
    }

    /// <summary>A dataset's labels, images and features.</summary>
    public void KeepSamples(DatasetPlan dataset, Artifact samples)
    {
        Keep(samples, SampleStage.Labels, paths.Labels(dataset.Id));
        Keep(samples, SampleStage.Values, paths.Values(dataset.Id));
        Keep(samples, SampleStage.Pixels, paths.Images(dataset.Id));
        Keep(samples, SampleStage.Features, paths.Features(dataset.Id));
        Keep(samples, SampleStage.Origin, paths.Origin(dataset.Id));
    }

    /// <summary>A model's description and what its training left (null for one without training), so that new inputs can be run through it.</summary>
    public void KeepModel(ModelPlan model, Artifact? trained)
    {
        foreach (string file in trained?.Files ?? [])
        {
            Keep(trained!, file, Path.Combine(paths.ModelFiles(model.Id), file));
        }

        WriteText(paths.ModelDescription(model.Id), ConfigWriter.Write(model.Entry));
        if (ModelContent.Of(model.Model) is { Count: > 0 } content)
        {
            JsonFile.WriteIfChanged(paths.ModelContent(model.Id), content);
        }
    }

    /// <summary>A layer's activations for the pages that look at single features.</summary>
    public void KeepActivations(LayerPlan layer, Artifact activations) =>
        Keep(activations, ActivationStage.Activations, paths.Activations(layer.Id));

    /// <summary>A layer's principal components for the report.</summary>
    public void KeepSpectrum(LayerPlan layer, Artifact spectrum)
    {
        Keep(spectrum, SpectrumStage.Spectrum, paths.Spectrum(layer.Id));
        Keep(spectrum, SpectrumStage.Loadings, paths.Loadings(layer.Id));
        Keep(spectrum, SpectrumStage.Scores, paths.Scores(layer.Id));
    }

    /// <summary>A trial's picture and scores; a failed one leaves nothing behind, not even from an earlier run.</summary>
    public void KeepTrial(TrialResult result, Artifact? embedding)
    {
        if (embedding is null || result.Status != "done")
        {
            Remove(Path.GetDirectoryName(paths.Metrics(result.Id))!);
            return;
        }

        Keep(embedding, EmbeddingStage.Embedding, paths.Embedding(result.Id));
        JsonFile.WriteIfChanged(paths.Metrics(result.Id), result);
    }

    /// <summary>Writes results.json and results.csv.</summary>
    public void WriteResults(SweepResults results)
    {
        lock (gate)
        {
            JsonFile.Write(paths.ResultsJson, results);
            WriteText(paths.ResultsCsv, ResultsCsv.Write(results));
        }
    }

    /// <summary>The same, but only when the last time is a while ago: writing takes at most a twentieth of the time.</summary>
    public void WriteResultsNowAndThen(Func<SweepResults> snapshot)
    {
        lock (gate)
        {
            if (Stopwatch.GetElapsedTime(lastWrite) < pause)
            {
                return;
            }

            long start = Stopwatch.GetTimestamp();
            WriteResults(snapshot());
            lastWrite = Stopwatch.GetTimestamp();
            TimeSpan twenty = 20 * Stopwatch.GetElapsedTime(start, lastWrite);
            pause = twenty > ShortestPause ? twenty : ShortestPause;
        }
    }

    /// <summary>Writes the final results, says which artifacts they come from, and removes what an older configuration left.</summary>
    public void Finish(SweepResults results, IEnumerable<Artifact> used)
    {
        JsonFile.WriteIfChanged<string[]>(paths.Artifacts, [.. used.Select(artifact => artifact.Name).Distinct().Order(StringComparer.Ordinal)]);
        WriteResults(results);
        if (isOurs)
        {
            RemoveOthers(Path.Combine(paths.Root, "trials"), results.Trials.Select(trial => trial.Id));
            RemoveOthers(Path.Combine(paths.Bundle, "datasets"), results.Datasets.Select(dataset => dataset.Id));
            RemoveOthers(Path.Combine(paths.Bundle, "models"), results.Models.Select(model => model.Id));
            RemoveOthers(Path.Combine(paths.Bundle, "layers"), results.Layers.Select(layer => layer.Id));
        }
    }

    private bool HoldsThisSweep()
    {
        try
        {
            return SweepResults.Load(paths).Name == plan.Name;
        }
        catch (SweepException)
        {
            return false;
        }
    }

    private static void Keep(Artifact artifact, string file, string place)
    {
        if (!artifact.Has(file))
        {
            if (File.Exists(place))
            {
                File.Delete(place);
            }
        }
        else if (!SameBytes(artifact[file], place))
        {
            FileRetry.Run(() => Copy(artifact[file], place));
        }
    }

    private static bool Copy(string from, string place)
    {
        using FileStream source = File.OpenRead(from);
        AtomicFile.Write(place, source.CopyTo);
        return true;
    }

    private static bool SameBytes(string a, string b)
    {
        if (!File.Exists(b) || new FileInfo(a).Length != new FileInfo(b).Length)
        {
            return false;
        }

        using FileStream first = File.OpenRead(a);
        using FileStream second = File.OpenRead(b);
        return System.Security.Cryptography.SHA256.HashData(first).AsSpan().SequenceEqual(System.Security.Cryptography.SHA256.HashData(second));
    }

    private static void WriteText(string path, string text) =>
        AtomicFile.Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));

    private static void RemoveOthers(string folder, IEnumerable<string> keep)
    {
        HashSet<string> names = [.. keep];
        foreach (string other in Directory.Exists(folder) ? Directory.GetDirectories(folder) : [])
        {
            if (!names.Contains(Path.GetFileName(other)))
            {
                Remove(other);
            }
        }
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
