using System.CommandLine;
using System.Globalization;
using Experiments.Cli.Completion;
using Experiments.Data;
using Experiments.Reduction;
using Experiments.Reduction.Saving;
using Experiments.Results;
using Experiments.Results.Yaml;

namespace Experiments.Cli.Commands;

/// <summary><c>data</c>: which datasets there are, where they come from, what is in them.</summary>
internal static class DataCommand
{
    private static readonly Argument<string> Name =
        new("name") { Description = "a dataset kind from 'data list'", CompletionSources = { KnownValues.Datasets } };
    private static readonly Option<string?> Directory = new("--data") { Description = "folder looked at first (default: EXPERIMENTS_DATA)" };
    private static readonly Option<string[]> Set = new("--set")
    {
        HelpName = "name=value",
        Description = "a setting of the dataset; may be repeated",
        Arity = ArgumentArity.ZeroOrMore,
        CompletionSources = { KnownValues.Settings(parsed => Catalog.Datasets.Find(parsed.GetValue(Name) ?? string.Empty)?.OptionsType) },
    };

    private static readonly Option<string?> Sheet =
        new("--sheet") { HelpName = "file.png", Description = "draw a sheet of its pictures, a row a class" };

    /// <summary>The command with its three verbs.</summary>
    public static Command Create()
    {
        NotedCommand list = new("list", "List the dataset kinds, their licences and settings.", () => "Examples:\n  experiments data list");
        list.SetAction((_, _) => Task.FromResult(Faults.Guard(List)));
        NotedCommand fetch =
            new("fetch", "Find or download a dataset, and say where it is.", () =>
                "Examples:\n  experiments data fetch fashion-mnist") { Name, Directory, Set };
        fetch.SetAction((parsed, cancellation) => Task.FromResult(Faults.Guard(() => Fetch(parsed, cancellation))));
        NotedCommand describe = new(
            "describe",
            "Read every sample of a dataset; print shape, classes, balance, source, checksum, licence, citation, and what is left out.",
            () => """
            Examples:
              experiments data describe cifar10 --data ~/data
              experiments data describe images --set path=~/pictures --set size=32 --sheet pictures.png
            """)
        { Name, Directory, Set, Sheet };
        describe.SetAction((parsed, cancellation) => Task.FromResult(Faults.Guard(() => Describe(parsed, cancellation))));
        return new Command("data", "List, fetch and describe datasets.") { list, fetch, describe };
    }

    private static int List()
    {
        string[] shared = [.. Catalog.Datasets.All.Select(SettingsOf).Aggregate((all, own) => all.Intersect(own))];
        string[][] rows =
        [
            ["kind", "what", "licence", "settings of its own"],
            .. Catalog.Datasets.All.Select(kind =>
                (string[])[kind.Kind, kind.Title, kind.License, string.Join(", ", SettingsOf(kind).Except(shared))]),
        ];
        int[] widths = [.. Enumerable.Range(0, 3).Select(column => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows)
        {
            Console.Out.WriteLine(string.Join("  ", row.Select((cell, column) => column < 3 ? cell.PadRight(widths[column]) : cell)).TrimEnd());
        }

        Console.Out.WriteLine();
        Console.Out.WriteLine($"All of them: {string.Join(", ", shared)}. 'experiments data describe NAME' tells more, with the citation.");
        return ExitCodes.Done;
    }

    private static IEnumerable<string> SettingsOf(DatasetDescriptor kind) => OptionSchema.Of(kind.OptionsType).Select(option => option.Name);

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
        DatasetDescription description = DatasetDescription.Checked(dataset, cancellation);
        string? sheet = parsed.GetValue(Sheet);
        if (sheet is not null)
        {
            RequireOther(sheet, parsed);
            DatasetSheet.Save(dataset, sheet, cancellation);
        }

        Print(description);
        if (sheet is not null)
        {
            Row("sheet", sheet);
        }

        return ExitCodes.Done;
    }

    /// <summary>The sheet may replace no file of the dataset.</summary>
    private static void RequireOther(string sheet, ParseResult parsed)
    {
        string? data = Settings.DataDirectory(parsed.GetValue(Directory));
        foreach (string set in parsed.GetValue(Set) ?? [])
        {
            string value = set[(set.IndexOf('=', StringComparison.Ordinal) + 1)..];
            foreach (string input in data is null ? [value] : (string[])[Path.Combine(data, value), value])
            {
                OutputFile.RequireOther(Sheet.Name, sheet, System.IO.Directory.Exists(input) && File.Exists(sheet) && FilePlace.IsIn(sheet, input)
                    ? sheet : input);
            }
        }
    }

    private static void Print(DatasetDescription description)
    {
        DatasetInfo info = description.Info;
        Row("name", info.Title);
        Row("shape", info.Shape?.ToString() ?? $"{info.Features} features");
        Row("source", info.Source);
        Row("sha256", info.Fingerprint);
        Row("licence", info.License);
        Row("citation", info.Citation);
        foreach (string note in info.Notes)
        {
            Row("note", note);
        }

        foreach (LeftOutFile file in info.LeftOut)
        {
            Row("left out", $"{file.File}: {file.Reason}");
        }

        int width = info.ClassNames.Select(name => name.Length).DefaultIfEmpty().Max();
        foreach (SplitDescription split in description.Splits)
        {
            Row(split.Name, string.Create(CultureInfo.InvariantCulture, $"{split.Count} samples"));
            for (int c = 0; c < split.ClassCounts.Count; c++)
            {
                int count = split.ClassCounts[c];
                Row(string.Empty, string.Create(CultureInfo.InvariantCulture,
                    $"{info.ClassNames[c].PadRight(width)}  {count,7}  {100.0 * count / split.Count,5:0.0} %"));
            }

            if (split.Range is { } range)
            {
                Row(string.Empty, string.Create(CultureInfo.InvariantCulture,
                    $"labels are values from {range.Low:0.######} to {range.High:0.######}"));
            }

            if (split.Unlabelled > 0)
            {
                Row(string.Empty, string.Create(CultureInfo.InvariantCulture, $"{split.Unlabelled} without a label"));
            }
        }
    }

    private static void Row(string name, string value) => Console.Out.WriteLine($"{name,-10}  {OneLine.Of(value)}");

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
