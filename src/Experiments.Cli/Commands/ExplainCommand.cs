using System.CommandLine;
using System.Globalization;
using Experiments.Cli.Display;
using Experiments.Data;
using Experiments.Reduction;
using Experiments.Reports;
using Experiments.Reports.Explanation;
using Experiments.Results.Folder;
using Experiments.Results.Inspection;
using Experiments.Sweeps.Explaining;
using Experiments.Sweeps.Models;
using Experiments.Viewer;

namespace Experiments.Cli.Commands;

/// <summary><c>explain</c>: one input through a finished sweep.</summary>
internal static class ExplainCommand
{
    private static readonly Argument<string> Folder = new("dir") { Description = "a finished sweep's output folder (reports/<name>)" };
    private static readonly Option<string?> Sample = new("--sample")
    {
        HelpName = "n|name",
        Description = "one of the embedded samples: its row of every embedding.npy, counted from 0, or its name (ants/DSC_0116.jpg)",
    };

    private static readonly Option<string?> Image = new("--image")
    {
        HelpName = "file",
        Description = "an image file of any size: JPEG, PNG, WebP, BMP, GIF or TIFF",
    };

    private static readonly Option<string?> Row = new("--row")
    {
        HelpName = "file[:n]",
        Description = "a row of a table that has the sweep's columns: new.csv for its only one, new.csv:3 for the third below the header",
    };

    private static readonly Option<string?> Text = new("--text")
    {
        HelpName = "words",
        Description = "a new text, beside the sweep's texts",
    };

    private static readonly Option<bool> Invert = new("--invert")
    {
        Description = "exchange light and dark of --image (MNIST's digits are white on black)",
    };

    private static readonly Option<string?> Layer = new("--layer")
    {
        HelpName = "name",
        Description = "this layer's embeddings only, and its maps or vector instead of the usual ones",
    };

    private static readonly Option<string?> Dataset = new("--dataset")
    {
        HelpName = "name",
        Description = "one of the sweep's datasets (default: every one that has such an input)",
    };

    private static readonly Option<string?> Data = new("--data")
    {
        HelpName = "folder",
        Description = "folder looked at first for files of models trained elsewhere (default: EXPERIMENTS_DATA)",
    };

    private static readonly Option<string?> Output = new("--output")
    {
        HelpName = "file",
        Description = "where the PDF is written (default: DIR/explain-sample-N.pdf or DIR/explain-<name of the file>.pdf)",
    };

    private static readonly Option<bool> Json =
        new("--json") { Description = "print the numbers as one JSON object on standard output and nothing else there" };

    private static readonly ViewerArguments Viewer = new("beside the PDF, none with --output");

    public static Command Create()
    {
        const string description = "Show one input through a finished sweep: what the models take it for, feature maps, its place in each embedding.";
        NotedCommand command = new("explain", description, () => """
            The sweep's folder is enough: models and samples lie in it, the cache may be gone. (Only ONNX networks stay where they are.) A
            new image is cut to the dataset's shape, a new row's columns are matched by name and scaled as the sweep's were; either is placed by
            the fitted reducers, the samples stay where they lie. A reducer that cannot place new samples is named, and the input gets no
            place there. Columns that are missing or too many are named; those that the sweep's table had beside its features may be there.

            --json: {sweep, sample, image, row, text, report, datasets: [{dataset, id, sample, name, true_class, columns, values, text, models: [{model,
            id, parameters, prediction: {class, probability, correct}, probabilities, feature_maps, vector: {layer, values, mean, ...}}],
            embeddings: [{model, layer, pooling, reducer, parameters, seed, trial, coordinates, nearest_in_layer, nearest_in_embedding,
            kept}], not_placed: [trial]}]}; nearest_* hold samples (rows of embedding.npy), their names, distances, texts and, of a table, values;
            kept counts how many of the first are among the second.

            Examples:
              experiments explain reports/quickstart --sample 3
              experiments explain reports/photos --sample ants/DSC_0116.jpg
              experiments explain reports/mnist --image seven.png --invert --output seven.pdf
              experiments explain reports/wine --row new.csv:3 --json
              experiments explain reports/articles --text "The surgeon closed the wound."
              experiments explain reports/mnist --sample 12 --layer penultimate --json
            """)
        { Folder, Sample, Image, Row, Text, Invert, Layer, Dataset, Data, Output, Json };
        Viewer.AddTo(command);
        command.Validators.Add(result =>
        {
            if (new Option[] { Sample, Image, Row, Text }.Count(option => result.GetResult(option) is not null) != 1)
            {
                result.AddError("explain: expected one of --sample N, --image FILE, --row FILE and --text WORDS");
            }
            else if (result.GetResult(Invert) is not null && result.GetResult(Image) is null)
            {
                result.AddError("--invert: goes with --image, samples are as the models know them");
            }
        });
        command.SetAction((parsed, cancellation) => Task.Run(() => Faults.Guard(() => Run(parsed, cancellation)), CancellationToken.None));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        string folder = parsed.GetRequiredValue(Folder);
        bool json = parsed.GetValue(Json);
        string? sample = parsed.GetValue(Sample);
        bool isNumber = int.TryParse(sample, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number);
        string? given = parsed.GetValue(Output);
        if (given is not null)
        {
            OutputFile.RequireOther(Output.Name, given, parsed.GetValue(Image), parsed.GetValue(Row));
            SweepFiles.RequireOutput(new SweepPaths(folder), given);
        }

        ExplanationRequest request = new()
        {
            Sample = isNumber ? number : null,
            SampleName = isNumber ? null : sample,
            ImageFile = parsed.GetValue(Image),
            Row = parsed.GetValue(Row),
            Text = parsed.GetValue(Text),
            Invert = parsed.GetValue(Invert),
            Layer = parsed.GetValue(Layer),
            Dataset = parsed.GetValue(Dataset),
        };
        using StepDisplay display = StepDisplay.Start(json ? null : "explain");
        StageContext context = new(Environment.ProcessorCount, new StageSteps(display), cancellation);
        Explanation explanation = Explainer.Explain(folder, request, Catalog.Sweeps, Settings.Data(parsed.GetValue(Data), cancellation), context);
        display.Dispose();
        string output = given ?? ExplanationRenderer.DefaultPath(folder, explanation);
        OutputFile.RequireOther(Output.Name, output, explanation.ImageFile, parsed.GetValue(Row));
        SweepFiles.RequireOutput(new SweepPaths(folder), output);
        RenderedReport report = ExplanationRenderer.Render(folder, explanation, output);
        string? touched = Viewer.File(parsed) ?? (given is null && !Viewer.AreOff(parsed) && ViewerFiles.AreWanted(folder)
            ? Path.ChangeExtension(output, ".html") : null);
        string? html = touched is null ? null : ViewerFiles.Write(
            folder, report, new ViewerRequest { OutputPath = touched, Points = Viewer.Points(parsed), Mark = explanation });
        Print(explanation, report, html, json);
        return ExitCodes.Done;
    }

    private static void Print(Explanation explanation, RenderedReport report, string? html, bool json)
    {
        if (explanation.Datasets.Any(dataset => dataset.Image is { LooksInverted: true }))
        {
            Console.Error.WriteLine(
                "note: the image's border is light where that of the sweep's images is dark, or the other way round; try --invert");
        }

        if (json)
        {
            Console.Out.WriteLine(ExplainReport.ToJson(explanation, report.Path));
            return;
        }

        foreach (string line in ExplainReport.Lines(explanation))
        {
            Console.Out.WriteLine(OneLine.Of(line));
        }

        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"explanation: {report.Path} ({report.PageCount} pages)"));
        if (html is not null)
        {
            Console.Out.WriteLine(html);
        }
    }

    /// <summary>Shows a stage's steps where a reduction's are shown.</summary>
    private sealed class StageSteps(IProgress<ReductionProgress> display) : IProgress<StageProgress>
    {
        public void Report(StageProgress value) => display.Report(new ReductionProgress(value.Text, value.Fraction));
    }
}
