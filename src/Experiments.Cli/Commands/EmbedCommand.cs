using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics;
using Experiments.Cli.Completion;
using Experiments.Cli.Display;
using Experiments.Data;
using Experiments.Data.Formats;
using Experiments.Data.Numbers;
using Experiments.Data.Tables;
using Experiments.Reduction;
using Experiments.Reduction.Saving;
using Experiments.Results;

namespace Experiments.Cli.Commands;

/// <summary><c>embed</c>: anybody's matrix through one reducer.</summary>
internal static class EmbedCommand
{
    private static readonly Option<string> Input =
        new("--input") { Description = "matrix to reduce, one sample a row (.npy, .npz or .npz:array, .parquet, .csv, .tsv)", Required = true };
    private static readonly Option<string> Reducer = new("--reducer") { Description = "which reducer", CompletionSources = { KnownValues.Reducers } };
    private static readonly Option<string[]> Set = new("--set")
    {
        HelpName = "name=value",
        Description = "a setting of the reducer; may be repeated",
        Arity = ArgumentArity.ZeroOrMore,
        CompletionSources = { KnownValues.Settings(parsed => Chosen(parsed)?.OptionsType) },
    };

    private static readonly Option<string?> Labels =
        new("--labels")
        {
            Description = "classes, one a sample, for a reducer that learns from them "
                + "(.npy, .npz:array, .parquet:column, .csv:column, .csv, .txt)",
        };
    private static readonly Option<long> Seed = NumberOptions.Seed();
    private static readonly Option<int> Threads = NumberOptions.Threads();
    private static readonly Option<string> Model =
        new("--model") { HelpName = "file", Description = "place the samples in the picture of a saved model instead of fitting one" };
    private static readonly Option<string> SaveModel =
        new("--save-model") { HelpName = "file", Description = "keep the fitted model, which places new samples later" };
    private static readonly Option<string> Output =
        new("--output") { Description = "where the picture is written (.npy, .csv, .tsv)", Required = true };
    private static readonly Option<TableHeader> Header = MatrixArguments.Header();
    private static readonly Option<DecimalMark> Marks = MatrixArguments.Marks();
    private static readonly Option<bool> Json = new("--json") { Description = "print one JSON object on standard output and nothing else there" };

    public static Command Create()
    {
        NotedCommand command =
            new("embed", "Reduce a matrix to a picture.", Notes) { Input, Reducer, Set, Labels, Seed, Threads, Output, SaveModel, Model, Header,
                Marks, Json };
        command.Validators.Add(RequireOneTask);
        command.SetAction((parsed, cancellation) => Task.FromResult(Faults.Guard(() => Run(parsed, cancellation))));
        return command;
    }

    /// <summary>The settings of the reducer that is named beside --help; the reducers where none is.</summary>
    private static string Notes(ParseResult parsed) => (Chosen(parsed) is { } chosen ? ReducerHelp.Settings(chosen) : ReducerHelp.Reducers()) + """

        Examples:
          experiments embed --input X.npy --reducer umap --output Y.npy
          experiments embed --input X.csv --reducer tsne --set perplexity=50 --seed 1 --output Y.csv --json
          experiments embed --input X.npy --reducer umap --output Y.npy --save-model umap.model
          experiments embed --input new.npy --model umap.model --output placed.npy
          experiments embed --reducer umap --help
        """;

    private static ReducerDescriptor? Chosen(ParseResult parsed) =>
        parsed.GetResult(Reducer)?.Tokens is [{ Value: string kind }, ..] ? Catalog.Reducers.Find(kind) : null;

    private static void RequireOneTask(CommandResult command)
    {
        bool Given(Option option) => command.GetResult(option) is { Implicit: false };
        if (Given(Reducer) == Given(Model))
        {
            command.AddError("give --reducer NAME to fit a picture, or --model FILE to place the samples in a saved one");
        }
        else if (Given(Model) && ((Option[])[Set, Labels, Seed, SaveModel]).FirstOrDefault(Given) is { } option)
        {
            command.AddError($"{option.Name}: a saved model has its settings, labels and seed already; leave it out, or fit with --reducer");
        }
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation) =>
        parsed.GetValue(Model) is { } model ? Place(model, parsed, cancellation) : Fit(parsed, cancellation);

    private static int Place(string file, ParseResult parsed, CancellationToken cancellation)
    {
        Stopwatch clock = Stopwatch.StartNew();
        string output = parsed.GetRequiredValue(Output);
        RequireOutput(output);
        OutputFile.RequireOther(Output.Name, output, parsed.GetRequiredValue(Input), file);
        ReductionContext context = new() { Threads = parsed.GetValue(Threads), Cancellation = cancellation };
        FittedModel model = FittedModel.Load(file, Catalog.Reducers, context);
        Matrix samples = MatrixArguments.Read(parsed.GetRequiredValue(Input), model.Origin ?? [], TextOf(parsed));
        RequireFinite(samples, parsed.GetRequiredValue(Input));
        Matrix placed = model.Transform(samples, context);
        MatrixFile.Write(output, placed);
        EmbedReport report = new(model.Reducer, model.Options, model.Seed, samples, new ReductionResult(placed), clock.Elapsed.TotalSeconds)
        {
            Model = file,
        };
        Print(report, parsed.GetValue(Json), output);
        return ExitCodes.Done;
    }

    private static int Fit(ParseResult parsed, CancellationToken cancellation)
    {
        Stopwatch clock = Stopwatch.StartNew();
        (ReducerDescriptor descriptor, ReducerOptions options) = ReducerArguments.Parse(parsed.GetValue(Reducer)!, parsed.GetValue(Set) ?? []);
        string output = parsed.GetRequiredValue(Output);
        RequireOutput(output);
        string? labelFile = parsed.GetValue(Labels);
        OutputFile.RequireOther(Output.Name, output, parsed.GetRequiredValue(Input), labelFile);
        string? model = parsed.GetValue(SaveModel);
        if (model is not null)
        {
            RequireModel(model, output, parsed.GetRequiredValue(Input), labelFile);
        }

        ReducerArguments.CheckLabels(descriptor, options, labelFile);
        Matrix samples = MatrixArguments.Read(parsed.GetRequiredValue(Input), options.ReadsZero ? [] : null, TextOf(parsed));
        RequireFinite(samples, parsed.GetRequiredValue(Input));
        ReducerArguments.Check(options.Problems(samples.Rows, samples.Columns));
        int[]? labels = labelFile is null ? null : ReadLabels(labelFile, options, samples.Rows);

        bool json = parsed.GetValue(Json);
        using StepDisplay display = StepDisplay.Start(json ? null : descriptor.Title);
        ReductionContext context = new()
        {
            Seed = parsed.GetValue(Seed),
            Threads = parsed.GetValue(Threads),
            Progress = display,
            Cancellation = cancellation,
        };
        ReductionResult result = descriptor.Create(options).Fit(new ReductionInput(samples) { Labels = labels }, context);
        display.Dispose();
        MatrixFile.Write(output, result.Embedding);
        if (model is not null)
        {
            FittedModel.Of(options, context.Seed, samples, result, Catalog.Reducers).Save(model);
        }

        Print(new EmbedReport(descriptor, options, context.Seed, samples, result, clock.Elapsed.TotalSeconds), json, output);
        return ExitCodes.Done;
    }

    private static TextReading TextOf(ParseResult parsed) => new(parsed.GetValue(Header), parsed.GetValue(Marks));

    /// <summary>Minutes of work must not end in a typo of the output's name.</summary>
    private static void RequireOutput(string path)
    {
        if (Path.GetExtension(path).ToLowerInvariant() is not (".npy" or ".csv" or ".tsv"))
        {
            throw new SweepException($"--output: got '{path}', expected a name that ends in .npy, .csv or .tsv");
        }

        OutputFile.RequirePlace(Output.Name, path);
    }

    private static void RequireModel(string model, string output, params ReadOnlySpan<string?> inputs)
    {
        OutputFile.RequirePlace(SaveModel.Name, model);
        OutputFile.RequireOther(SaveModel.Name, model, inputs);
        if (FilePlace.Same(model, output))
        {
            throw new SweepException($"{SaveModel.Name}: '{model}' is where the picture goes; name another file");
        }
    }

    private static int[] ReadLabels(string path, ReducerOptions options, int samples)
    {
        LabelSet labels = LabelFile.Read(path, samples);
        if (labels.Classes is null)
        {
            throw new SweepException(
                $"--labels: {path} holds values of a quantity; the reducer learns from classes. Group the values into classes first");
        }

        if (labels.Unknown > 0)
        {
            Console.Error.WriteLine($"note: {path}: {labels.Unknown} of {samples} samples have no label (empty, nan or -1)");
        }

        ReducerArguments.Check(options.CheckClasses(labels.ClassNames.Count));
        return labels.Classes;
    }

    private static void RequireFinite(Matrix samples, string path)
    {
        (long count, int row, int column) = MatrixFile.CountNonFinite(samples);
        if (count > 0)
        {
            throw new DataException(
                $"{path}: {count} values are NaN or infinite, the first in row {row + 1}, column {column + 1}; remove or fill them, or run a sweep "
                + $"on a dataset of kind table with non_finite: drop.");
        }
    }

    private static void Print(EmbedReport report, bool json, string output)
    {
        if (json)
        {
            Console.Out.WriteLine(report.ToJson());
            return;
        }

        Console.Out.WriteLine(
            FormattableString.Invariant(
                $"{report.Descriptor.Title}: {report.Samples.Rows} x {report.Samples.Columns} -> {output} in {report.TotalSeconds:0.00} s"));
        foreach ((string name, double value) in report.Result.Diagnostics)
        {
            Console.Out.WriteLine(FormattableString.Invariant($"  {name} {value:0.#####}"));
        }
    }
}
