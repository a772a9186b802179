using System.CommandLine;
using System.Globalization;
using Experiments.Data;
using Experiments.Sweeps;

namespace Experiments.Cli;

/// <summary><c>data</c>: which datasets there are, where they come from, what is in them.</summary>
internal static class DataCommand
{
    private static readonly Argument<string> Name = new("name") { Description = "a dataset kind from 'data list'", CompletionSources = { KnownValues.Datasets } };
    private static readonly Option<string?> Directory = new("--data") { Description = "folder looked at first (default: EXPERIMENTS_DATA)" };
    private static readonly Option<string[]> Set = new("--set")
    {
        HelpName = "name=value",
        Description = "a setting of the dataset; may be repeated",
        Arity = ArgumentArity.ZeroOrMore,
        CompletionSources = { KnownValues.Settings(parsed => Catalog.Datasets.Find(parsed.GetValue(Name) ?? string.Empty)?.OptionsType) },
    };


    /// <summary>The command with its three verbs.</summary>
    public static Command Create()
    {
        NotedCommand list = new("list", "List the dataset kinds and their settings.", () => "Examples:\n  experiments data list");
        list.SetAction((_, _) => Task.FromResult(Faults.Guard(List)));
        NotedCommand fetch = new("fetch", "Find or download a dataset, and say where it is.", () => "Examples:\n  experiments data fetch fashion-mnist") { Name, Directory, Set };
        fetch.SetAction((parsed, cancellation) => Task.FromResult(Faults.Guard(() => Fetch(parsed, cancellation))));
        NotedCommand describe = new("describe", "Print a dataset's shape, classes, balance, source, checksum, licence and citation.", () => """
            Examples:
              experiments data describe cifar10 --data ~/data
              experiments data describe images --set path=~/pictures --set size=32
            """)
         { Name, Directory, Set };
        describe.SetAction((parsed, cancellation) => Task.FromResult(Faults.Guard(() => Describe(parsed, cancellation))));
        return new Command("data", "List, fetch and describe datasets.") { list, fetch, describe };
    }

    private static int List()
    {
        foreach (DatasetDescriptor dataset in Catalog.Datasets.All)
        {
            string[] own = [.. Reduction.OptionSchema.Of(dataset.OptionsType).Select(option => option.Name)];
            Console.Out.WriteLine($"{dataset.Kind,-14} {dataset.Title}  ({string.Join(", ", own)})");
        }

        return ExitCodes.Done;
    }

    private static int Fetch(ParseResult parsed, CancellationToken cancellation)
    {
        DatasetInfo info = Open(parsed, cancellation).Info;
        Console.Out.WriteLine($"{info.Title}: {info.Source}");
        Console.Out.WriteLine($"sha256 {info.Fingerprint}");
        return ExitCodes.Done;
    }

    private static int Describe(ParseResult parsed, CancellationToken cancellation)
    {
        IDataset dataset = Open(parsed, cancellation);
        DatasetInfo info = dataset.Info;
        Row("name", info.Title);
        Row("shape", info.Shape?.ToString() ?? $"{info.Features} features");
        Row("source", info.Source);
        Row("sha256", info.Fingerprint);
        Row("licence", info.License);
        Row("citation", info.Citation);
        foreach ((string split, int count) in info.Splits)
        {
            Row(split, string.Create(CultureInfo.InvariantCulture, $"{count} samples"));
            if (dataset.Labels(split) is { } labels)
            {
                PrintBalance(labels, info.ClassNames);
            }
        }

        return ExitCodes.Done;
    }

    private static void PrintBalance(int[] labels, IReadOnlyList<string> names)
    {
        int[] counts = new int[names.Count];
        foreach (int label in labels)
        {
            counts[label]++;
        }

        int width = names.Max(name => name.Length);
        for (int c = 0; c < counts.Length; c++)
        {
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"            {names[c].PadRight(width)}  {counts[c],7}  {100.0 * counts[c] / labels.Length,5:0.0} %"));
        }
    }

    private static void Row(string name, string value) => Console.Out.WriteLine($"{name,-10}  {value}");

    private static IDataset Open(ParseResult parsed, CancellationToken cancellation)
    {
        string kind = parsed.GetRequiredValue(Name);
        IEnumerable<string> kinds = Catalog.Datasets.All.Select(d => d.Kind);
        DatasetDescriptor descriptor = Catalog.Datasets.Find(kind)
            ?? throw new SweepException($"unknown dataset '{kind}'{Spelling.Suggest(kind, kinds)}; there are {string.Join(", ", kinds)}");
        DatasetOptions options = (DatasetOptions)SettingArguments.Bind(descriptor.OptionsType, parsed.GetValue(Set) ?? []);
        return descriptor.Open(options, Settings.Data(parsed.GetValue(Directory), cancellation));
    }
}
