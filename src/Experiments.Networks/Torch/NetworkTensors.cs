using Experiments.Networks.Description;
using Experiments.Networks.Layers;
using static TorchSharp.torch;

namespace Experiments.Networks.Torch;

/// <summary>
/// A network's tensors as views into two flat ones: what is trained and what is measured (running statistics). An optimiser, a copy and a
/// file then each deal with one vector.
/// </summary>
internal sealed class NetworkTensors
{
    private readonly Dictionary<string, Tensor> byName = [];
    private readonly List<Tensor> trained = [];

    public NetworkTensors(IReadOnlyList<TensorSpec> specs)
    {
        Specs = specs;
        Trained = zeros(specs.Where(spec => spec.Trained).Sum(spec => spec.Size));
        Measured = zeros(specs.Where(spec => !spec.Trained).Sum(spec => spec.Size));
        foreach (TensorSpec spec in specs)
        {
            byName.Add(spec.Name, View(spec));
        }

        trained.AddRange(specs.Where(spec => spec.Trained).Select(spec => byName[spec.Name]));
    }

    /// <summary>Names and shapes, in order.</summary>
    public IReadOnlyList<TensorSpec> Specs { get; }

    /// <summary>Everything learned, one after another.</summary>
    public Tensor Trained { get; }

    /// <summary>All running statistics, one after another.</summary>
    public Tensor Measured { get; }

    /// <summary>A tensor by name, or null when the layer has none of that role.</summary>
    public Tensor? this[string name] => byName.GetValueOrDefault(name);

    /// <summary>Fills in the values a training starts from.</summary>
    public void Initialise(long seed, Initialization initialization)
    {
        for (int t = 0; t < Specs.Count; t++)
        {
            byName[Specs[t].Name].Fill(InitialValues.Of(Specs[t], t, seed, initialization));
        }
    }

    /// <summary>Gradient of a loss by everything learned, in the order of <see cref="Trained"/>.</summary>
    public Tensor Gradient(Tensor loss)
    {
        IList<Tensor> gradients = autograd.grad([loss], trained);
        return cat([.. gradients.Select(gradient => gradient.reshape(-1))]);
    }

    private Tensor View(TensorSpec spec)
    {
        IEnumerable<TensorSpec> before = Specs.TakeWhile(other => other != spec).Where(other => other.Trained == spec.Trained);
        Tensor view = (spec.Trained ? Trained : Measured).narrow(0, before.Sum(other => other.Size), spec.Size)
            .view([.. spec.Shape.Select(dimension => (long)dimension)]).detach();
        return spec.Trained ? view.requires_grad_() : view;
    }
}
