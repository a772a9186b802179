using System.Text.Json;
using Experiments.Networks.Layers;
using Experiments.Networks.Torch;
using Experiments.Reduction.Saving;
using Experiments.Results;
using Experiments.Results.Records;

namespace Experiments.Networks.Training;

/// <summary>The files of a trained network.</summary>
internal sealed class ModelFiles(string folder)
{
    private string Weights => Path.Combine(folder, "weights.safetensors");

    private string Report => Path.Combine(folder, "training.json");

    /// <summary>Writes the tensors, named as PyTorch would.</summary>
    public void WriteWeights(Network network) => new TensorFile(
        [.. network.Tensors.Specs.Select(spec => new NamedTensor(spec.Name, spec.Shape, network.Tensors[spec.Name]!.ToArray()))],
        new Dictionary<string, string> { ["format"] = "pt" }).Write(Weights);

    /// <summary>Reads them into a network of the same shape.</summary>
    /// <exception cref="SweepException">The file is missing, damaged or another network's.</exception>
    public void ReadWeights(Network network)
    {
        try
        {
            TensorFile file = TensorFile.Read(Weights);
            foreach (TensorSpec spec in network.Tensors.Specs)
            {
                network.Tensors[spec.Name]!.Fill(file[spec.Name].Values);
            }
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException)
        {
            throw new SweepException($"the trained weights in {Weights} cannot be used: {fault.Message}; train again with --fresh.", fault);
        }
    }

    /// <summary>Writes the report of the training as training.json.</summary>
    public void WriteReport(TrainingReport report) =>
        AtomicFile.Write(Report, stream => JsonSerializer.Serialize(stream, report, SweepJson.Options));
}
