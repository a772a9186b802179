using Experiments.Data;
using Experiments.Reports.Drawing;
using Experiments.Reports.Drawing.Inputs;
using Experiments.Reports.SweepReport.Model;
using Experiments.Results.Choosing;
using Experiments.Results.Inspection;
using Experiments.Results.Records;

namespace Experiments.Reports.Explanation;

/// <summary>An explained input beside the report of the sweep it went through: names, labels, images and pictures come from there.</summary>
internal sealed class ExplanationModel(ReportModel report, Results.Inspection.Explanation explanation)
{
    private const int LongestText = 60;

    public ReportModel Report => report;

    public IReadOnlyList<ExplainedDataset> Datasets => explanation.Datasets;

    /// <summary>"ants/DSC_0116.jpg", "sample 3", or "seven.png" or "new.csv, row 3" from outside; as the first dataset has it.</summary>
    public string InputName => NameIn(explanation.Datasets[0]);

    /// <summary>True when the input is one of the sweep's own samples.</summary>
    public bool IsSample => explanation.Sample is not null;

    /// <summary>What a new input is: an image, a row or a text.</summary>
    public string NewKind => explanation.Text is not null ? "text" : explanation.Row is null ? "image" : "row";

    private string NameIn(ExplainedDataset dataset) =>
        dataset.Sample is int sample ? SampleName.Of(dataset.Names, sample) : explanation.Row
        ?? (explanation.Text is { } text ? $"\u201c{Snippet.Of(text, LongestText)}\u201d" : Path.GetFileName(explanation.ImageFile!));

    /// <summary>The input with where it is from: "sample 3 of Glyphs (test)", "seven.png as an image of Glyphs".</summary>
    public string InputOf(ExplainedDataset dataset) => IsSample
        ? $"{NameIn(dataset)} of {dataset.Dataset.Title} ({dataset.Dataset.Split})"
        : $"{InputName} as {(NewKind == "image" ? "an" : "a")} {NewKind} of {dataset.Dataset.Title}";

    /// <summary>A model's name as far as the sweep needs it.</summary>
    public string Title(ExplainedModel model) => ModelTitle.Of(report.Results, model.Model);

    /// <summary>Everything the sweep did with a layer.</summary>
    public LayerGroup Group(ExplainedLayer layer) => report.AllGroups.First(group => group.Layer.Id == layer.Layer.Id);

    /// <summary>The setting that a trial is of.</summary>
    public ReducerSetting Setting(ExplainedLayer layer, TrialResult trial) =>
        Group(layer).Settings.First(setting => setting.Trials.Any(other => other.Id == trial.Id));

    /// <summary>Labels, class names and images of a dataset's samples.</summary>
    public PictureData Data(ExplainedDataset dataset) =>
        report.Data(report.Groups.First(group => group.Dataset.Id == dataset.Dataset.Id));

    /// <summary>Returns the name of a class.</summary>
    public string ClassName(ExplainedDataset dataset, int index) => Data(dataset).ClassName(index);
}
