using Experiments.Networks.Description;
using Experiments.Networks.Training;
using Experiments.Results.Records;

namespace Experiments.Tests.Networks;

public class StoppingRuleTests
{
    [Fact]
    public void Stops_after_patience_epochs_without_improvement_as_keras_does()
    {
        StoppingRule rule = new(new TrainingOptions { Epochs = 50, EarlyStopping = new() { Patience = 3 } });
        double[] losses = [1.0, 0.8, 0.9, 0.85, 0.7, 0.7, 0.71, 0.72, 0.1];

        IEnumerable<string?> ends = Enumerable.Range(1, 8).Select(count => rule.Ends(Curve(losses[..count])));

        Assert.Equal([null, null, null, null, null, null, null, "early stopping"], ends);
        Assert.Equal(5, rule.Kept(Curve(losses[..8])));
    }

    [Fact]
    public void Small_changes_do_not_count_for_patience_but_do_for_the_best_weights()
    {
        StoppingRule rule = new(new TrainingOptions { EarlyStopping = new() { Patience = 2, MinDelta = 0.1 } });

        Assert.Equal("early stopping", rule.Ends(Curve(1, 0.95, 0.93)));
        Assert.Equal(3, rule.Kept(Curve(1, 0.95, 0.93)));
        Assert.Null(rule.Ends(Curve(1, 0.95, 0.85)));
    }

    [Fact]
    public void Accuracy_is_watched_when_asked_for()
    {
        StoppingRule rule = new(new TrainingOptions { EarlyStopping = new() { Monitor = WatchedFigure.ValAccuracy, Patience = 2 } });
        EpochRecord[] epochs = [Epoch(1, 1.0, 0.5), Epoch(2, 0.9, 0.7), Epoch(3, 0.8, 0.6), Epoch(4, 0.7, 0.7)];

        Assert.Equal("early stopping", rule.Ends(epochs));
        Assert.Equal(2, rule.Kept(epochs));
    }

    [Fact]
    public void Without_early_stopping_all_epochs_run_and_last_means_last()
    {
        StoppingRule rule = new(new TrainingOptions { Epochs = 3, Checkpoint = CheckpointKind.Last });

        Assert.Null(rule.Ends(Curve(1, 2)));
        Assert.Equal("all epochs", rule.Ends(Curve(1, 2, 3)));
        Assert.Equal(3, rule.Kept(Curve(1, 2, 3)));
        Assert.Equal(1, new StoppingRule(new TrainingOptions()).Kept(Curve(1, 2, 3)));
    }

    private static EpochRecord[] Curve(params double[] losses) => [.. losses.Select((loss, i) => Epoch(i + 1, loss, 0))];

    private static EpochRecord Epoch(int epoch, double loss, double accuracy) => new(epoch, 0, 0, loss, accuracy, 0, 0);
}
