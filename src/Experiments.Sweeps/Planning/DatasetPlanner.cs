using Experiments.Data;
using Experiments.Data.Sampling;
using Experiments.Results.Yaml;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Configuration;

namespace Experiments.Sweeps.Planning;

/// <summary>Opens the datasets and settles which of their samples are embedded.</summary>
internal sealed class DatasetPlanner(SweepConfig config, DataContext data, ConfigErrors errors)
{
    /// <summary>One plan for every entry, combination of its settings and data seed; equal ones once.</summary>
    public IReadOnlyList<DatasetPlan> Plan()
    {
        List<DatasetPlan> plans = [];
        foreach (DatasetEntry entry in config.Datasets)
        {
            foreach (DatasetOptions options in entry.Options.Expand().Cast<DatasetOptions>())
            {
                CheckName(entry, options);
                if (TryOpen(entry, options) is { } source && TrySplit(entry, options, source.Info) is { } split)
                {
                    CheckCounts(entry, options, source.Info, split);
                    IEnumerable<long> seeds = Seeds(options, source.Info, split);
                    if (errors.Fits(config.Place, plans.Count + (double)seeds.Count(), "samplings of datasets"))
                    {
                        plans.AddRange(seeds.Select(seed => Sampled(entry, options, source, split, seed)));
                    }
                }
            }
        }

        return [.. plans.DistinctBy(plan => plan.Id)];
    }

    private void CheckName(DatasetEntry entry, DatasetOptions options)
    {
        if (options.Name?.Length > SweepConfigReader.LongestName)
        {
            errors.Add(
                entry.Options.PlaceOf("name", options),
                $"name: got one of {options.Name.Length} characters, expected at most {SweepConfigReader.LongestName}: it stands on every page");
        }
    }

    private IDataset? TryOpen(DatasetEntry entry, DatasetOptions options)
    {
        try
        {
            IDataset source = entry.Descriptor.Open(options, data);
            return options.Split == JoinedSplits.All || ShowsAll(entry, source.Info) ? JoinedSplits.Of(source) : source;
        }
        catch (DataException) when (entry.Options.IsFlawed)
        {
            // What is wrong with its settings has been said; the rest would follow from it.
            return null;
        }
        catch (DataException e)
        {
            string kind = $"{entry.Descriptor.Kind}: ";
            errors.Add(entry.Options.PlaceOf("kind", options), e.Message.StartsWith(kind, StringComparison.Ordinal) ? e.Message : kind + e.Message);
            return null;
        }
    }

    /// <summary>
    /// Tells whether all samples are shown: no sample is set aside for tests where the files name no splits, none is asked for, and nothing is
    /// trained.
    /// </summary>
    private bool ShowsAll(DatasetEntry entry, DatasetInfo info) => info.HasDrawnSplits && !config.Models.Any(model => model.Model.NeedsTraining)
        && !entry.Options.Has("split") && !entry.Options.Has("test_fraction");

    /// <summary>The split as written; left out, the only one there is, or all of drawn ones.</summary>
    private string? TrySplit(DatasetEntry entry, DatasetOptions options, DatasetInfo info)
    {
        if (ShowsAll(entry, info))
        {
            return JoinedSplits.All;
        }

        if (info.Splits.ContainsKey(options.Split))
        {
            return options.Split;
        }

        if (!entry.Options.Has("split") && info.Splits.Count == 1)
        {
            return info.Splits.Keys.Single();
        }

        errors.Add(
            entry.Options.PlaceOf("split", options),
            $"split: got '{options.Split}', expected one of "
                + $"{string.Join(", ", info.Splits.Keys.Union([JoinedSplits.All]))}{Spelling.Suggest(options.Split, info.Splits.Keys)}");
        return null;
    }

    private void CheckCounts(DatasetEntry entry, DatasetOptions options, DatasetInfo info, string split)
    {
        CheckCount(entry, options, "samples", options.Samples, info, split);
        if (info.Splits.ContainsKey(DatasetSplits.Train))
        {
            CheckCount(entry, options, "train_samples", options.TrainSamples, info, DatasetSplits.Train);
        }
    }

    private void CheckCount(DatasetEntry entry, DatasetOptions options, string option, int? wanted, DatasetInfo info, string split)
    {
        int available = info.Splits[split];
        if (wanted > available)
        {
            errors.Add(
                entry.Options.PlaceOf(option, options),
                $"{option}: got {wanted}, the split '{split}' of {info.Title} has {available}; ask for at most {available}, or leave it out for all");
        }
    }

    /// <summary>The data seeds; only the first when nothing is sampled.</summary>
    private IEnumerable<long> Seeds(DatasetOptions options, DatasetInfo info, string split)
    {
        bool sampled = options.Samples < info.Splits[split]
            || (options.TrainSamples < info.Splits.GetValueOrDefault(DatasetSplits.Train) && config.Models.Any(model => model.Model.NeedsTraining));
        return config.Seeds.Data.Take(sampled ? int.MaxValue : 1);
    }

    private static DatasetPlan Sampled(DatasetEntry entry, DatasetOptions options, IDataset source, string split, long seed)
    {
        string name = options.Name ?? entry.Descriptor.Kind;
        int samples = Math.Min(options.Samples ?? int.MaxValue, source.Info.Splits[split]);
        StageKey content = PlanKeys.Content(entry.Descriptor, options, source.Info);
        return new DatasetPlan
        {
            Id = Identifier.Of(name, PlanKeys.Dataset(content, split, samples, options.TrainSamples, seed)),
            Name = name,
            Source = source,
            Split = split,
            Samples = samples,
            TrainSamples = options.TrainSamples,
            DataSeed = seed,
            Content = content,
        };
    }
}

/// <summary>The splits models are trained on and tested with.</summary>
internal static class DatasetSplits
{
    /// <summary>The split that trains models.</summary>
    public const string Train = "train";

    /// <summary>The split that tests models.</summary>
    public const string Test = "test";
}
