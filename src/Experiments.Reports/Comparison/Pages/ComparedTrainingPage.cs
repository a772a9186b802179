using Experiments.Reports.Comparison.Model;
using Experiments.Reports.Comparison.Plots;
using Experiments.Reports.Typesetting;
using Experiments.Results.Records;

namespace Experiments.Reports.Comparison.Pages;

/// <summary>The page of trainings: loss and accuracy by epoch, the sweeps' curves over each other.</summary>
internal static class ComparedTrainingPage
{
    private const string Title = ComparisonTitles.Training;
    private const float FigureHeight = 215;
    private static readonly int[] Steps = [1, 2, 5, 10, 20, 50, 100, 200, 500];

    public static ComparisonPage Page { get; } = new(Title, "loss and accuracy by epoch, curves over each other",
        model => model.Trainings.Any(training => Curves(training).Any()), Compose);

    private static IEnumerable<(int Sweep, TrainingReport Training)> Curves(ComparedTraining training) => training.Sweeps
        .Select((runs, i) => (i, runs?.Training))
        .Where(pair => pair.Training is not null)
        .Select(pair => (pair.i, pair.Training!));

    private static void Compose(ComparisonModel model, PageComposer composer)
    {
        foreach (ComparedTraining training in model.Trainings)
        {
            (int Sweep, TrainingReport Training)[] own = [.. Curves(training)];
            if (own.Length == 0)
            {
                continue;
            }

            ComparisonPages.Start(model, composer, Title, training.Name);
            OverlayFigure loss = Figure(own, "loss, nats", epoch => epoch.Loss, epoch => epoch.ValidationLoss);
            composer.Figure(FigureHeight, Caption(model, "Loss", own, epoch => $"{Numbers.Score(epoch.ValidationLoss)} nats"), loss.Draw);
            OverlayFigure accuracy = Figure(own, "accuracy, %", epoch => 100 * epoch.Accuracy, epoch => 100 * epoch.ValidationAccuracy);
            composer.Figure(FigureHeight, Caption(model, "Accuracy", own, epoch => Numbers.Percent(epoch.ValidationAccuracy, 2)), accuracy.Draw);
        }
    }

    private static OverlayFigure Figure((int Sweep, TrainingReport Training)[] own, string quantity, Func<EpochRecord, double> onTrain,
        Func<EpochRecord, double> onValidation)
    {
        List<Curve> curves = [];
        foreach ((int sweep, TrainingReport training) in own)
        {
            double[] epochs = [.. training.Epochs.Select(epoch => (double)epoch.Epoch)];
            int kept = Math.Max(0, Array.IndexOf(epochs, training.BestEpoch));
            curves.Add(new Curve(sweep, epochs, [.. training.Epochs.Select(onTrain)], IsQuiet: true));
            curves.Add(new Curve(sweep, epochs, [.. training.Epochs.Select(onValidation)], Kept: kept));
        }

        double[] values = [.. curves.SelectMany(curve => curve.Y).Where(double.IsFinite).DefaultIfEmpty(0)];
        double margin = Math.Max((values.Max() - values.Min()) * 0.06, 1e-6);
        return new OverlayFigure(curves, Ticks(own))
        {
            Across = "epoch",
            Up = quantity,
            Range = (values.Min() - margin, values.Max() + margin),
        };
    }

    private static (double, string)[] Ticks((int Sweep, TrainingReport Training)[] own)
    {
        int last = own.Max(pair => pair.Training.Epochs.Max(epoch => epoch.Epoch));
        int step = Steps.FirstOrDefault(step => last / step <= 12, 1000);
        return [.. Enumerable.Range(1, last).Where(epoch => epoch % step == 0).Select(epoch => ((double)epoch, Numbers.Count(epoch)))];
    }

    private static RichText Caption(ComparisonModel model, string quantity, (int Sweep, TrainingReport Training)[] own,
        Func<EpochRecord, string> value)
    {
        string kept = Numbers.List([.. own.Select(pair =>
        {
            EpochRecord best = pair.Training.Epochs.FirstOrDefault(epoch => epoch.Epoch == pair.Training.BestEpoch) ?? pair.Training.Epochs[^1];
            return $"{value(best)} at epoch {Numbers.Count(best.Epoch)} in {model.Sweeps[pair.Sweep].Letter}";
        })]);
        string[] validation = [.. own.Select(pair => pair.Training.ValidationData).Distinct()];
        return new RichText().Bold($"{quantity} by epoch. ")
            .Add($"Marked lines: validation data; thin dashed lines: training data; rings: the kept epochs ({kept}). ")
            .Add(validation.Length == 1 ? $"Validation data is {validation[0]}." : "The sweeps validate on different data.");
    }
}
