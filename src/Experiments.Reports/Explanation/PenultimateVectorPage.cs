using Experiments.Reports.Drawing.Inputs;
using Experiments.Reports.Typesetting;
using Experiments.Results.Inspection;
using Experiments.Results.Records;

namespace Experiments.Reports.Explanation;

/// <summary>The vector that a model's answer is read from, beside what is usual for its class.</summary>
internal static class PenultimateVectorPage
{
    private const string OtherTitle = "Layer vector";
    private const float FigureHeight = 250;

    public static ExplanationPage Page { get; } = new(
        "Penultimate vector", "the activations that the answer is read from",
        model => model.Datasets.SelectMany(dataset => dataset.Models).Any(one => one.Vector is not null), Compose);

    private static void Compose(ExplanationModel model, PageComposer composer)
    {
        foreach (ExplainedDataset dataset in model.Datasets)
        {
            foreach (ExplainedModel one in dataset.Models.Where(one => one.Vector is not null))
            {
                UnitVector vector = one.Vector!;
                UnitBarsFigure figure = new(vector);
                composer.StartSection(vector.IsPenultimate ? Page.Title : OtherTitle, $"{model.Title(one)}, {vector.Layer}");
                composer.Figure(FigureHeight, Caption(model, dataset, one, figure), (canvas, area) => figure.Draw(canvas, area));
                if (figure.Strongest.Count > 0)
                {
                    composer.Table(Strongest(vector, figure.Strongest), "The units with the largest activations.");
                }
            }
        }
    }

    private static RichText Caption(ExplanationModel model, ExplainedDataset dataset, ExplainedModel one, UnitBarsFigure figure)
    {
        UnitVector vector = one.Vector!;
        string units = Numbers.Of(vector.Values.Length, "unit");
        RichText text = new RichText().Bold($"Layer {vector.Layer} on {model.InputOf(dataset)}: a bar for each of its {units}. ");
        text.Add(figure.Shown < vector.Values.Length ? $"Shown are the {Numbers.Count(figure.Shown)} strongest, in order. " : string.Empty);
        text.Add(MeanText(model, dataset, one));
        int silent = vector.Values.Count(value => value == 0);
        text.Add(silent > 0 ? $"{Numbers.Count(silent)} of the {units} are at 0. " : string.Empty);
        return text.Add("Units are numbered from 0; the strongest carry their numbers.");
    }

    private static string MeanText(ExplanationModel model, ExplainedDataset dataset, ExplainedModel one)
    {
        UnitVector vector = one.Vector!;
        if (vector.Mean is null)
        {
            return string.Empty;
        }

        string of = vector.MeanClass is not int index ? $"all {Numbers.Of(vector.MeanCount, "sample")}"
            : $"{Numbers.Of(vector.MeanCount, "sample")} of class {model.ClassName(dataset, index)}, the "
            + $"{(one.Prediction is null ? "true" : "predicted")} class";
        return $"The light bars behind are the mean over {of}: look for units that are high in one and low in the other. "
            + $"The cosine of the two vectors is {Numbers.Score(Cosine(vector.Values, vector.Mean))}. ";
    }

    private static double? Cosine(float[] a, float[] b)
    {
        double product = a.Zip(b, (x, y) => (double)x * y).Sum();
        double norms = Math.Sqrt(a.Sum(x => (double)x * x) * b.Sum(y => (double)y * y));
        return norms > 0 ? product / norms : null;
    }

    private static Table Strongest(UnitVector vector, IReadOnlyList<int> units)
    {
        List<TableColumn> columns = [new("Unit")];
        columns.AddRange(units.Select(unit => new TableColumn(Numbers.Count(unit), Align.Right)));
        List<TableRow> rows = [new([(TableCell)"This input", .. units.Select(unit => (TableCell)Numbers.Score(vector.Values[unit]))])];
        if (vector.Mean is float[] mean)
        {
            rows.Add(new([(TableCell)"Mean", .. units.Select(unit => (TableCell)Numbers.Score(mean[unit]))]));
        }

        return new Table(columns, rows);
    }
}
