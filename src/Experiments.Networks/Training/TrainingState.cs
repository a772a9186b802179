using System.Globalization;
using System.Text.Json;
using Experiments.Networks.Description;
using Experiments.Networks.Torch;
using Experiments.Results.Records;
using static TorchSharp.torch;

namespace Experiments.Networks.Training;

/// <summary>Everything a training is made of between two epochs; can be put down in a file and taken up again to the byte.</summary>
internal sealed class TrainingState
{
    private const string EpochsNote = "epochs";
    private const string StepNote = "step";
    private readonly List<EpochRecord> epochs = [];
    private readonly Dictionary<string, Tensor> tensors;

    public TrainingState(Network network, TrainingOptions options)
    {
        Network = network;
        Optimizer = Optimizer.Create(network.Tensors.Trained, options);
        KeptTrained = network.Tensors.Trained.clone();
        KeptMeasured = network.Tensors.Measured.clone();
        tensors = new()
        {
            ["trained"] = network.Tensors.Trained,
            ["measured"] = network.Tensors.Measured,
            ["kept_trained"] = KeptTrained,
            ["kept_measured"] = KeptMeasured,
        };
        for (int i = 0; i < Optimizer.State.Count; i++)
        {
            tensors.Add(FormattableString.Invariant($"optimizer_{i}"), Optimizer.State[i]);
        }
    }

    public Network Network { get; }

    public Optimizer Optimizer { get; }

    /// <summary>The epochs that are finished.</summary>
    public IReadOnlyList<EpochRecord> Epochs => epochs;

    private Tensor KeptTrained { get; }

    private Tensor KeptMeasured { get; }

    /// <summary>Ends an epoch; keeps a copy of the weights as they are where that is asked for.</summary>
    public void Finish(EpochRecord epoch, StoppingRule rule)
    {
        epochs.Add(epoch);
        if (rule.Kept(epochs) == epochs.Count)
        {
            KeptTrained.copy_(Network.Tensors.Trained);
            KeptMeasured.copy_(Network.Tensors.Measured);
        }
    }

    /// <summary>Puts the kept weights back into the network.</summary>
    public void UseKept()
    {
        using IDisposable off = no_grad();
        Network.Tensors.Trained.copy_(KeptTrained);
        Network.Tensors.Measured.copy_(KeptMeasured);
    }

    /// <summary>Writes it all, complete or not at all.</summary>
    public void Save(string path) => new TensorFile(
        [.. tensors.Select(pair => new NamedTensor(pair.Key, [(int)pair.Value.numel()], pair.Value.ToArray()))],
        new Dictionary<string, string>
        {
            [StepNote] = Optimizer.Step.ToString(CultureInfo.InvariantCulture),
            [EpochsNote] = JsonSerializer.Serialize(epochs),
        }).Write(path);

    /// <summary>Takes up what <see cref="Save"/> put down.</summary>
    /// <exception cref="InvalidDataException">The file is damaged or belongs to another network; nothing was changed.</exception>
    public void Restore(string path)
    {
        TensorFile file = TensorFile.Read(path);
        List<EpochRecord>? saved;
        long step;
        try
        {
            saved = JsonSerializer.Deserialize<List<EpochRecord>>(file.Notes[EpochsNote]);
            step = long.Parse(file.Notes[StepNote], CultureInfo.InvariantCulture);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or FormatException or OverflowException)
        {
            throw new InvalidDataException("its notes are damaged", fault);
        }

        if (saved is null || saved.Contains(null!) || tensors.Any(pair => file[pair.Key].Values.Length != pair.Value.numel()))
        {
            throw new InvalidDataException("it belongs to another network");
        }

        foreach ((string name, Tensor tensor) in tensors)
        {
            tensor.Fill(file[name].Values);
        }

        epochs.AddRange(saved);
        Optimizer.Step = step;
    }
}
