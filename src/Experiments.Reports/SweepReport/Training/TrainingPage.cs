using Experiments.Reports.SweepReport.Model;
using Experiments.Reports.Typesetting;
using Experiments.Results.Records;
using SkiaSharp;

namespace Experiments.Reports.SweepReport.Training;

/// <summary>The page of each model's training: its curves and its figures.</summary>
internal static class TrainingPage
{
    private const int MostPages = 12;
    private const float FigureHeight = 128;

    public static ReportPage Page { get; } = new(PageTitles.Training, "loss and accuracy by epoch", model => Trained(model).Any(), Compose);

    private static IEnumerable<ModelResult> Trained(ReportModel model) =>
        model.Results.Models.Where(one => one.Training is { Epochs.Count: > 0 });

    private static void Compose(ReportModel model, PageComposer composer)
    {
        ModelResult[] all = [.. model.ShownModels(Page.Title, Trained(model))];
        foreach (ModelResult trained in all.Take(MostPages))
        {
            TrainingReport training = trained.Training!;
            RichText caption = LossCaption(training).Add(" ").Add(AccuracyCaption(trained, training));
            Table facts = Facts(trained, training);
            composer.StartSection(Page.Title, ModelTitle.Of(model.Results, trained));
            composer.Figure(FigureHeight, caption, "Training", area =>
            {
                float width = (area.Width - PageGeometry.Gutter) / 2;
                return
                [
                    new FigurePanel("loss", SKRect.Create(area.Left, area.Top, width, area.Height),
                        new TrainingFigure(training, "loss, nats", epoch => epoch.Loss, epoch => epoch.ValidationLoss).Draw),
                    new FigurePanel("accuracy", SKRect.Create(area.Right - width, area.Top, width, area.Height),
                        new TrainingFigure(training, "accuracy, %", epoch => 100 * epoch.Accuracy, epoch => 100 * epoch.ValidationAccuracy).Draw),
                ];
            });
            composer.Table(facts, all.Length > MostPages
                ? new RichText($"The training in numbers. {Numbers.Of(all.Length - MostPages, "further training")} in results.json.")
                    : "The training in numbers.");
            if (trained.Reference is { } published)
            {
                composer.Table(TestFigures.Beside(trained, published),
                    new RichText().Bold("Beside published figures. ").Add($"Published: {published.Source}.{TestFigures.Warning(trained)}"));
            }
        }
    }

    private static RichText LossCaption(TrainingReport training)
    {
        EpochRecord best = training.Epochs.FirstOrDefault(epoch => epoch.Epoch == training.BestEpoch) ?? training.Epochs[^1];
        return new RichText().Bold("Left, loss by epoch. ")
            .Add($"The weights of epoch {Numbers.Count(training.BestEpoch)} were kept (dashed), ")
            .Add($"with a loss of {Numbers.Score(best.ValidationLoss)} nats on the validation data "
                + $"({training.ValidationData}), which is also what early stopping looks at. Where it rises while the training loss falls, the "
                + $"model learns its samples by heart.");
    }

    private static RichText AccuracyCaption(ModelResult model, TrainingReport training)
    {
        EpochRecord best = training.Epochs.FirstOrDefault(epoch => epoch.Epoch == training.BestEpoch) ?? training.Epochs[^1];
        return new RichText().Bold("Right, accuracy by epoch. ")
            .Add($"At the kept epoch: {Numbers.Percent(best.Accuracy, 2)} on training data, "
                + $"{Numbers.Percent(best.ValidationAccuracy, 2)} on validation data. ")
            .Add($"On the held-out test data the kept weights reach "
            + $"{Numbers.Percent(model.TestAccuracy ?? training.TestAccuracy, 2)}.{TestFigures.Warning(model)}");
    }

    private static string End(TrainingReport training) =>
        training.StoppedBy == "all epochs" ? "as many as were asked for" : $"stopped by {training.StoppedBy}";

    private static Table Facts(ModelResult model, TrainingReport training) => new(
        [new("Quantity"), new("Value", Wraps: true)],
        [
            new TableRow(["Epochs",
                $"{Numbers.Count(training.Epochs.Count)}, {End(training)}; best: {Numbers.Count(training.BestEpoch)}"]),
            new TableRow(["Samples",
                $"{Numbers.Count(training.TrainSamples)} for training, {Numbers.Count(training.ValidationSamples)} for validation"]),
            new TableRow(["Test accuracy, log-loss",
                $"{Numbers.Percent(training.TestAccuracy, 2)}, {Numbers.Score(training.TestLoss)} "
                + $"nats{(model.ChosenOnTest ? $" ({TestFigures.Flattered})" : string.Empty)}"]),
            new TableRow(["Trainable parameters, seed", $"{Numbers.Count(training.ParameterCount)}, {Numbers.Setting(model.TrainSeed)}"]),
            new TableRow(["Time",
                $"{Numbers.Duration(model.Seconds)} in all, {Numbers.Duration(training.Epochs.Average(epoch => epoch.Seconds))} an epoch"]),
        ]);
}
