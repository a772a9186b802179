using Experiments.Data;
using Experiments.Networks.Loading;
using Experiments.Networks.Torch;
using Experiments.Networks.Training;
using Experiments.Reduction;
using Experiments.Results;
using Experiments.Results.Records;
using Experiments.Sweeps.Models;

namespace Experiments.Tests.Networks;

public class CnnTrainingTests
{
    private static readonly SampleSet Train = NetworkSamples.Glyphs("train", 600);
    private static readonly SampleSet Test = NetworkSamples.Glyphs("test", 200);

    [Fact]
    public void A_trained_network_reads_digits_that_an_untrained_one_does_not()
    {
        using TrainingBench bench = new();
        using TrainingBench control = new();

        bench.Train(Model("epochs: 8"), Train, Test);
        control.Train(Model("epochs: 1, learning_rate: 1e-9, optimizer: sgd"), Train, Test);

        TrainingReport report = bench.Report;
        Assert.True(report.TestAccuracy > 0.75, $"accuracy {report.TestAccuracy}");
        Assert.True(control.Report.TestAccuracy < 0.35, $"control {control.Report.TestAccuracy}");
        Assert.True(report.Epochs[^1].Loss < 0.5 * report.Epochs[0].Loss);
        Assert.Equal(Enumerable.Range(1, 8), report.Epochs.Select(epoch => epoch.Epoch));
        Assert.Equal(report.Epochs.MinBy(epoch => epoch.ValidationLoss)!.Epoch, report.BestEpoch);
        Assert.Equal(("20 % of train, held out", "all epochs", 480, 120),
            (report.ValidationData, report.StoppedBy, report.TrainSamples, report.ValidationSamples));
        Assert.Equal(200, report.Confusion.Sum(row => row.Sum()));
        Assert.Equal(report.TestAccuracy, Enumerable.Range(0, 10).Sum(c => report.Confusion[c][c]) / 200.0, 1e-12);
        Assert.Equal((8 * 9) + 16 + (12 * 8 * 9) + 12 + (12 * 49 * 32) + 32 + (32 * 10) + 10, report.ParameterCount);
        Assert.Contains(bench.Told, step =>
            step.Text.Contains("epoch 2/8  loss ", StringComparison.Ordinal) && step.Text.Contains("val_accuracy", StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_does_not()
    {
        using TrainingBench first = new();
        using TrainingBench second = new();
        using TrainingBench other = new();

        first.Train(Model("epochs: 2"), Train, Test);
        second.Train(Model("epochs: 2"), Train, Test);
        other.Train(Model("epochs: 2"), Train, Test, seed: 1);

        Assert.Equal(first.Weights, second.Weights);
        Assert.NotEqual(first.Weights, other.Weights);
    }

    [Theory]
    [InlineData("optimizer: adam")]
    [InlineData("optimizer: sgd, learning_rate: 0.05, schedule: cosine, checkpoint: last")]
    public void A_training_cut_off_in_its_third_epoch_resumes_to_the_same_bytes(string training)
    {
        AssertResumes(Model($"epochs: 4, {training}"));
    }

    [Fact]
    public void A_training_whose_time_is_nearly_over_ends_its_epoch_and_resumes_to_the_same_bytes()
    {
        IModel model = Model("epochs: 4");
        using TrainingBench undisturbed = new();
        using TrainingBench resumed = new();
        undisturbed.Train(model, Train, Test);
        using CancellationTokenSource closing = new();

        Assert.Throws<OperationCanceledException>(() => resumed.Train(
            model, Train, Test, told: _ => CancelIn(resumed, epochs: 1, closing), closing: closing.Token));
        resumed.Train(model, Train, Test);

        Assert.Contains(resumed.Told, step => step.Text == "resumed after epoch 2/4");
        Assert.Equal(undisturbed.Weights, resumed.Weights);
    }

    [Fact]
    public void Blocks_and_varied_images_resume_to_the_same_bytes()
    {
        AssertResumes(NetworkSamples.Model("""
            layers: [{conv: {filters: 4, stride: 2}}, {residual: [{conv: {filters: 6, stride: 2}}, batchnorm, relu, {conv: 6}, batchnorm], name: block1}, global_avgpool, {dropout: 0.1}, {dense: classes}]
            training: {learning_rate: 3e-3, batch_size: 32, epochs: 4, schedule: one_cycle, augmentation: {flip: true, crop: 2, rotation: 10}, label_smoothing: 0.1, class_weights: balanced, initialization: he_normal}
            """));
    }

    private static void AssertResumes(IModel model)
    {
        using TrainingBench undisturbed = new();
        using TrainingBench resumed = new();
        undisturbed.Train(model, Train, Test);
        using CancellationTokenSource kill = new();

        Assert.Throws<OperationCanceledException>(() => resumed.Train(
            model, Train, Test, told: _ => CancelIn(resumed, epochs: 2, kill), cancellation: kill.Token));
        Assert.False(File.Exists(Path.Combine(resumed.Output, "training.json")));
        resumed.Train(model, Train, Test);

        Assert.Contains(resumed.Told, step => step.Text == "resumed after epoch 2/4");
        Assert.Equal(undisturbed.Weights, resumed.Weights);
        Assert.Equal(Timeless(undisturbed.Report), Timeless(resumed.Report));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(-1)]
    public void A_damaged_checkpoint_is_told_of_and_ignored(int keep)
    {
        using TrainingBench bench = new();
        using TrainingBench clean = new();
        IModel model = Model("epochs: 1");
        clean.Train(model, Train, Test);
        byte[] checkpoint = File.ReadAllBytes(clean.Checkpoint);
        checkpoint[^50] ^= 1;
        File.WriteAllBytes(bench.Checkpoint, keep < 0 ? checkpoint : checkpoint[..keep]);

        bench.Train(model, Train, Test);

        Assert.Contains(bench.Told, step => step.Text.StartsWith("the checkpoint is ignored, training starts over: it", StringComparison.Ordinal));
        Assert.Equal(clean.Weights, bench.Weights);
    }

    [Fact]
    public void A_checkpoint_of_another_network_is_ignored()
    {
        using TrainingBench bench = new();
        bench.Train(Model("epochs: 1"), Train, Test);

        bench.Train(NetworkSamples.Model("layers: [flatten, {dense: classes}]\ntraining: {epochs: 1}"), Train, Test);

        Assert.Contains(bench.Told, step => step.Text.Contains("another network", StringComparison.Ordinal));
        Assert.Single(bench.Report.Epochs);
    }

    [Fact]
    public void Validation_on_the_test_split_is_said_and_leaves_all_samples_to_train()
    {
        using TrainingBench bench = new();

        bench.Train(Model("epochs: 1, validation: test"), Train, Test);

        Assert.Equal(("the test split", 600, 200), (bench.Report.ValidationData, bench.Report.TrainSamples, bench.Report.ValidationSamples));
        Assert.Equal(bench.Report.Epochs[0].ValidationLoss, bench.Report.TestLoss, 1e-5);
        Assert.Equal(bench.Report.Epochs[0].ValidationAccuracy, bench.Report.TestAccuracy, 1e-12);
    }

    [Fact]
    public void Activations_of_the_last_layer_are_the_scores_that_the_report_judged()
    {
        using TrainingBench bench = new();
        IModel model = Model("epochs: 3");
        bench.Train(model, Train, Test);

        Matrix logits = model.Activations(new ActivationJob(Test, "dense2", Pooling.None, 10, bench.Output), NetworkSamples.Quiet());
        Matrix penultimate = model.Activations(new ActivationJob(Test, "penultimate", Pooling.None, 10, bench.Output), NetworkSamples.Quiet());

        int right = Enumerable.Range(0, Test.Count).Count(i => Scores.Best(logits.Row(i)) == Test.Labels![i]);
        Assert.Equal(bench.Report.TestAccuracy, right / 200.0, 1e-12);
        Assert.Equal((200, 32), (penultimate.Rows, penultimate.Columns));
        Assert.True(penultimate.Values.ToArray().Min() == 0, "activations are taken after the rectifier");
    }

    [Fact]
    public void Divergence_is_told_with_the_setting_to_change()
    {
        using TrainingBench bench = new();

        SweepException fault = Assert.Throws<SweepException>(() => bench.Train(Model("optimizer: sgd, learning_rate: 1e30"), Train, Test));

        Assert.Contains("use a smaller learning_rate (it is 1E+30)", fault.Message, StringComparison.Ordinal);
    }

    /// <summary>One step, after which batch normalisation hides in the training loss what validation then sees.</summary>
    [Fact]
    public void Divergence_that_only_validation_sees_is_told_too()
    {
        using TrainingBench bench = new();
        IModel model = NetworkSamples.Model("layers: [flatten, {dense: 16}, batchnorm, relu, {dense: classes}]\n"
            + "training: {epochs: 3, batch_size: 64, validation: test, optimizer: sgd, learning_rate: 1e30}");

        SweepException fault = Assert.Throws<SweepException>(() => bench.Train(model, NetworkSamples.Glyphs("train", 65), Test));

        Assert.StartsWith("the validation loss in epoch 1 is ", fault.Message, StringComparison.Ordinal);
        Assert.EndsWith(": training diverged; use a smaller learning_rate (it is 1E+30).", fault.Message, StringComparison.Ordinal);
    }

    /// <summary>Weights of 8 TB.</summary>
    [Fact]
    public void Memory_that_is_not_there_is_told_in_a_line()
    {
        LibtorchLoader.EnsureLoaded();

        SweepException fault = Assert.Throws<SweepException>(() => TorchMemory.Guard(() => TorchSharp.torch.zeros(1L << 41)));

        Assert.Equal("the network needs more memory than there is; use smaller layers, images or batch_size", fault.Message);
    }

    [Fact]
    public void Samples_without_labels_are_refused_in_a_line()
    {
        using TrainingBench bench = new();
        SampleSet unlabelled = NetworkSamples.Noise(new ImageShape(28, 28, 1), 50, seed: 1);

        SweepException fault = Assert.Throws<SweepException>(() => bench.Train(Model("epochs: 1"), unlabelled, Test));

        Assert.Equal("a cnn cannot learn from these training samples: they have no labels.", fault.Message);
    }

    [Fact]
    public void Missing_weights_and_unknown_layers_are_told()
    {
        IModel model = Model("epochs: 1");
        string nowhere = Path.Combine(Path.GetTempPath(), "experiments-nowhere");

        Assert.Contains("weights.safetensors", Fault("penultimate"), StringComparison.Ordinal);
        Assert.Contains("did you mean 'penultimate'?", Fault("penultimat"), StringComparison.Ordinal);

        string Fault(string layer) => Assert.Throws<SweepException>(() =>
            model.Activations(new ActivationJob(Test, layer, Pooling.None, 10, nowhere), NetworkSamples.Quiet())).Message;
    }

    private static IModel Model(string training)
    {
        Dictionary<string, string> settings = new() { ["learning_rate"] = "3e-3", ["batch_size"] = "32", ["validation"] = "0.2", ["threads"] = "2" };
        foreach (string setting in training.Split(", "))
        {
            settings[setting.Split(": ")[0]] = setting.Split(": ")[1];
        }

        string layers = NetworkSamples.SmallCnn.Split('\n')[0];
        return NetworkSamples.Model($"{layers}\ntraining: {{{string.Join(", ", settings.Select(setting => $"{setting.Key}: {setting.Value}"))}}}");
    }

    /// <summary>Cancels as soon as a checkpoint of that many epochs is there, so within the next epoch.</summary>
    private static void CancelIn(TrainingBench bench, int epochs, CancellationTokenSource kill)
    {
        string last = FormattableString.Invariant($"epoch {epochs + 1}/");
        if (bench.Told[^1].Text.StartsWith(last, StringComparison.Ordinal))
        {
            kill.Cancel();
        }
    }

    private static string Timeless(TrainingReport report) => System.Text.Json.JsonSerializer.Serialize(
        report with { Epochs = [.. report.Epochs.Select(epoch => epoch with { Seconds = 0 })] }, SweepJson.Options);
}
