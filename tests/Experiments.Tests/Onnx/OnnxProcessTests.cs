using System.Diagnostics;
using Experiments.Data;
using Experiments.Onnx.Files;
using Experiments.Onnx.Running;
using Experiments.Reduction;
using Experiments.Results;
using Experiments.Results.Records;
using Experiments.Sweeps.Models;

namespace Experiments.Tests.Onnx;

/// <summary>Models run in a process of their own, which ends whatever they do.</summary>
public sealed class OnnxProcessTests
{
    private static readonly SampleSet Two = new(2, null, null, new Matrix([1, 2, 3, 4, 5, 6], 2, 3), null);

    [Fact]
    public void A_loop_without_end_is_ended_by_its_time_limit()
    {
        using TemporaryModel model = new(Endless());

        Assert.EndsWith(
            "model.onnx: a batch of 2 x 3 takes longer than 1 s; if that is in order, raise batch_seconds or lower batch_size",
            OnnxFixtures.Problem("file: model.onnx, batch_seconds: 1", OnnxFixtures.Info(null, 3), model.Folder), StringComparison.Ordinal);
        Assert.Contains("takes longer than 1 s",
            Assert.Throws<SweepException>(() => OnnxFixtures.Run(model.Bound("batch_seconds: 1"), Two, "y")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loop_without_end_is_ended_by_cancelling()
    {
        using TemporaryModel model = new(Endless());
        using CancellationTokenSource stop = new(TimeSpan.FromMilliseconds(300));
        ActivationJob job = new(Two, "y", Pooling.None, 10, null);

        Assert.ThrowsAny<OperationCanceledException>(() =>
            model.Bound().Activations(job, new StageContext(1, new Progress<StageProgress>(), stop.Token)));
    }

    /// <summary>
    /// Sums of constants are computed while the model is loaded, and one of them may take hours: nothing inside it asks whether to stop.
    /// </summary>
    [Fact]
    public void A_product_of_constants_without_end_is_ended_while_it_is_loaded()
    {
        byte[] sizes = [.. Proto.Number(1, 2), .. Proto.Number(2, 7), .. Proto.Text(8, "sizes"),
            .. Proto.Bytes(9, [.. new[] { 20000L, 20000L }.SelectMany(BitConverter.GetBytes)])];
        using TemporaryModel model = new(Proto.Model(
            Proto.Node("ConstantOfShape", "sizes", "a"),
            Proto.Bytes(1, Proto.Text(1, "a"), Proto.Text(1, "a"), Proto.Text(2, "b"), Proto.Text(4, "MatMul")),
            Proto.Node("ReduceMax", "b", "c"),
            Proto.Bytes(1, Proto.Text(1, "x"), Proto.Text(1, "c"), Proto.Text(2, "y"), Proto.Text(4, "Add")),
            Proto.Bytes(5, sizes), Proto.Value(11, "x", 1, 0, 3), Proto.Value(12, "y", 1, 0, 3)));

        Assert.Contains("takes longer than 1 s", OnnxFixtures.Problem("file: model.onnx, batch_seconds: 1", OnnxFixtures.Info(null, 3), model.Folder),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_numbers_are_those_of_the_runtime_in_this_process_bit_by_bit()
    {
        OnnxFile file = OnnxFile.Read(OnnxFixtures.At("mlp.onnx"));
        using NativeModel here = new(new LoadRequest(OnnxFixtures.Folder, 2, file.Bytes()));
        SampleSet table = OnnxFixtures.Table;
        RunRequest request = new(
            [new SampleTensor("x", Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Float, [table.Count, table.Features!.Columns],
                table.Features.Values.ToArray())], [], ["out"], false);
        using Microsoft.ML.OnnxRuntime.IDisposableReadOnlyCollection<Microsoft.ML.OnnxRuntime.OrtValue> outputs = here.Run(request);

        Matrix there = OnnxFixtures.Run(OnnxFixtures.Model($"file: mlp.onnx, batch_size: {table.Count}"), table, "out");
        Assert.Equal(NativeValues.Floats(outputs[0]).ToArray(), there.Values.ToArray());
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", null)]
    [InlineData("KILL", null)]
    public async Task A_sweep_in_an_endless_model_ends_with_one_signal_and_leaves_no_process(string signal, int? code)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "signals are sent, and processes listed, as Linux does");
        using TemporaryModel model = new(Endless());
        File.WriteAllText(Path.Combine(model.Folder, "s.yaml"), """
            {name: endless, datasets: [{kind: blobs, features: 3, samples: 20}], models: [{kind: onnx, file: model.onnx}], layers: [y],
             reducers: [{kind: pca}], metrics: {neighbors: [3]}}
            """);
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "experiments.dll"), "sweep", "s.yaml"])
        {
            WorkingDirectory = model.Folder,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using Process sweep = Process.Start(start)!;
        Task<string> error = sweep.StandardError.ReadToEndAsync();
        string[] children = [];
        while (children.Length == 0 && !sweep.HasExited)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
            children = File.Exists($"/proc/{sweep.Id}/task/{sweep.Id}/children") ? Children(sweep.Id) : [];
        }

        Assert.True(children.Length == 1, children.Length == 0 ? await error : string.Join(' ', children));
        await Process.Start("kill", [$"-{signal}", $"{sweep.Id}"])!.WaitForExitAsync(TestContext.Current.CancellationToken);

        await sweep.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(code ?? sweep.ExitCode, sweep.ExitCode);
        while (File.Exists($"/proc/{children[0]}/cmdline")
            && File.ReadAllText($"/proc/{children[0]}/cmdline").Contains(RuntimeServer.Command, StringComparison.Ordinal))
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Any of its threads may have started them.</summary>
    private static string[] Children(int process) => [.. Directory.GetDirectories($"/proc/{process}/task")
        .SelectMany(thread => File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))];

    /// <summary>y = the input doubled 2^62 times.</summary>
    private static byte[] Endless()
    {
        byte[] times = [.. Proto.Number(2, 7), .. Proto.Text(8, "times"), .. Proto.Bytes(9, BitConverter.GetBytes(1L << 62))];
        byte[] yes = [.. Proto.Number(2, 9), .. Proto.Text(8, "yes"), .. Proto.Bytes(9, [1])];
        byte[] body =
        [
            .. Proto.Node("Identity", "go", "on"),
            .. Proto.Bytes(1, Proto.Text(1, "v"), Proto.Text(1, "v"), Proto.Text(2, "w"), Proto.Text(4, "Add")), .. Proto.Text(2, "body"),
            .. Proto.Value(11, "i", 7), .. Proto.Value(11, "go", 9), .. Proto.Value(11, "v", 1, 0, 3), .. Proto.Value(12, "on", 9),
            .. Proto.Value(12, "w", 1, 0, 3),
        ];
        return Proto.Model(
            Proto.Bytes(
                1, Proto.Text(1, "times"), Proto.Text(1, "yes"), Proto.Text(1, "x"), Proto.Text(2, "y"), Proto.Text(4, "Loop"),
                Proto.Bytes(5, Proto.Text(1, "body"), Proto.Bytes(6, body), Proto.Number(20, 5))),
            Proto.Bytes(5, times), Proto.Bytes(5, yes), Proto.Value(11, "x", 1, 0, 3), Proto.Value(12, "y", 1, 0, 3));
    }
}
