using Experiments.Data;
using Experiments.Reports.Drawing;
using Experiments.Reports.Drawing.Inputs;
using Experiments.Reports.Typesetting;
using Experiments.Results.Folder;
using Experiments.Results.Inspection;
using Experiments.Results.Records;
using SkiaSharp;

namespace Experiments.Reports.Explanation;

/// <summary>The input itself, and what each model takes it for.</summary>
internal static class SamplePage
{
    private const float ImageSide = 150;
    private const int SharpestSide = 480;
    private const int LongestText = 1500;

    public static ExplanationPage Page { get; } = new("Sample", "the input, and what the models take it for", _ => true, Compose);

    private static void Compose(ExplanationModel model, PageComposer composer)
    {
        foreach (ExplainedDataset dataset in model.Datasets)
        {
            composer.StartSection(Page.Title, model.InputOf(dataset));
            composer.Paragraph(Summary(model, dataset));
            if (dataset.Image is ExplainedImage image)
            {
                composer.Y += 4;
                composer.Figure(ImageSide, ImageCaption(dataset, image), (canvas, area) => DrawImages(image, canvas, area));
            }

            if (dataset.Text is { } words)
            {
                composer.Paragraph(new RichText($"\u201c{Snippet.Of(words, LongestText)}\u201d"));
            }

            if (dataset.Table is ExplainedTable row)
            {
                RowTables.ComposeValues(row, dataset.Dataset.Samples, composer);
            }

            foreach (ExplainedModel one in dataset.Models.Where(one => one.Prediction is not null))
            {
                ProbabilityFigure figure = new(one.Prediction!.Probabilities, model.Data(dataset), dataset.TrueClass);
                composer.Figure(figure.Height, PredictionCaption(model, dataset, one, figure), (canvas, area) => figure.Draw(canvas, area));
            }
        }
    }

    private static RichText Summary(ExplanationModel model, ExplainedDataset dataset)
    {
        string from = $"{Numbers.Of(dataset.Dataset.Samples, "sample")} of {dataset.Dataset.Title} ({dataset.Dataset.Split})";
        RichText text = model.IsSample
            ? new RichText($"One of the {from} that the sweep {model.Report.Results.Name} embedded, "
            + $"{(dataset.Names is null ? string.Empty : $"number {Numbers.Count(dataset.Sample!.Value)} ")}counted from 0. ")
            : new RichText($"{(model.NewKind == "image" ? "An" : "A")} {model.NewKind} that the sweep {model.Report.Results.Name} has never seen, "
            + $"beside its {from}. ");
        text.Add(dataset.TrueClass is int truth ? $"Its true class is {model.ClassName(dataset, truth)}. " : "Its true class is not known. ");
        foreach (ExplainedModel one in dataset.Models)
        {
            text.Add(one.Prediction is Prediction prediction
                ? Answer(model, dataset, one, prediction)
                : new RichText($"{one.Model.Name} was not trained to tell classes apart and takes it for nothing. "));
        }

        return text;
    }

    private static RichText Answer(ExplanationModel model, ExplainedDataset dataset, ExplainedModel one, Prediction prediction)
    {
        string verdict = dataset.TrueClass is not int truth ? "." : truth == prediction.Class ? ", which is right." : ", which is wrong.";
        return new RichText($"{model.Title(one)} takes it for ")
            .Bold(model.ClassName(dataset, prediction.Class))
            .Add($" with a probability of {ProbabilityFigure.Percent(prediction.Probabilities[prediction.Class])}{verdict} ");
    }

    private static RichText ImageCaption(ExplainedDataset dataset, ExplainedImage image)
    {
        string tones = image.Shape.Channels == 1 ? "grey" : "colour";
        string size = $"{image.Shape.Height} × {image.Shape.Width} pixels in {tones}";
        if (image.Original is null)
        {
            return new RichText().Bold("The input as the models see it: ").Add($"{size}.");
        }

        RichText text = new RichText().Bold("The file and, to its right, what the models see of it: ")
            .Add($"its middle part at {size}, as the images of {dataset.Dataset.Title} "
            + $"are{(image.Inverted ? ", light and dark exchanged" : string.Empty)}. ");
        return image.LooksInverted
            ? text.Add("Its border is light where that of the dataset\u2019s images is dark, or the other way round: a model that learned from them "
                + "is asked for something it has never met. The option --invert exchanges light and dark.")
            : text;
    }

    private static RichText PredictionCaption(ExplanationModel model, ExplainedDataset dataset, ExplainedModel one, ProbabilityFigure figure)
    {
        IReadOnlyList<double> probabilities = one.Prediction!.Probabilities;
        int[] leading = [.. Enumerable.Range(0, probabilities.Count).OrderByDescending(c => probabilities[c]).Take(3)];
        RichText text = new RichText().Bold($"Class probabilities by {model.Title(one)}. ")
            .Add("Most probable: ")
            .Add(Numbers.List([.. leading.Select(c => $"{model.ClassName(dataset, c)} ({ProbabilityFigure.Percent(probabilities[c])})")]))
            .Add(". ");
        text.Add(figure.Hidden > 0
            ? $"The other {Numbers.Of(figure.Hidden, "class", "classes")} share {ProbabilityFigure.Percent(figure.HiddenShare)}. " : string.Empty);
        return text.Add("Probabilities of a network say how it decides, not how often it is right: they are mostly too sure.");
    }

    private static void DrawImages(ExplainedImage image, SKCanvas canvas, SKRect area)
    {
        float x = area.Left;
        if (image.Original is { } file)
        {
            x += DrawImage(canvas, new ImageSet(file.Original, file.OriginalShape), x, area) + 24;
        }

        DrawImage(canvas, new ImageSet(image.Pixels, image.Shape), x, area);
    }

    private static float DrawImage(SKCanvas canvas, ImageSet image, float left, SKRect area)
    {
        float width = Math.Min(area.Width / 2.2f, area.Height * image.Shape.Width / image.Shape.Height);
        SKRect place = SKRect.Create(left, area.Top, width, area.Height);
        new Thumbnails(image) { LargestScaled = SharpestSide }.Draw(canvas, 0, place);
        float height = Math.Min(area.Height, width * image.Shape.Height / image.Shape.Width);
        canvas.StrokeRect(SKRect.Create(left, place.MidY - (height / 2), width, height), 0.4f, Ink.Rule);
        return width;
    }
}
