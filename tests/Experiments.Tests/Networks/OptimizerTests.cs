using Experiments.Networks.Description;
using Experiments.Networks.Torch;
using TorchSharp;
using TorchSharp.Modules;

namespace Experiments.Tests.Networks;

/// <summary>Our flat optimisers against TorchSharp's own, step by step on one and the same gradients.</summary>
public class OptimizerTests
{
    [Theory]
    [InlineData("adam", 0, 1e-8)]
    [InlineData("adam", 0, 1e-2)]
    [InlineData("adam", 0.1, 1e-8)]
    [InlineData("adamw", 0.1, 1e-8)]
    [InlineData("sgd", 0, 1e-8)]
    [InlineData("sgd", 0.1, 1e-8)]
    public void Updates_equal_torch_s(string kind, double decay, double epsilon)
    {
        using TorchSession session = NetworkTests.Enter();
        TrainingOptions options =
            new() { Optimizer = Enum.Parse<OptimizerKind>(kind, ignoreCase: true), WeightDecay = decay, Epsilon = epsilon, Momentum = 0.8 };
        torch.Tensor ours = torch.linspace(-1, 1, 20);
        Parameter theirs = torch.nn.Parameter(ours.clone());
        torch.optim.Optimizer reference = kind switch
        {
            "adam" => torch.optim.Adam([theirs], lr: 0.05, eps: epsilon, weight_decay: decay),
            "adamw" => torch.optim.AdamW([theirs], lr: 0.05, weight_decay: decay),
            _ => torch.optim.SGD([theirs], learningRate: 0.05, momentum: 0.8, weight_decay: decay),
        };
        Optimizer optimizer = Optimizer.Create(ours, options);

        for (int step = 1; step <= 10; step++)
        {
            torch.Tensor gradient = torch.sin(torch.arange(20, dtype: torch.ScalarType.Float32) * step);
            theirs.grad = gradient.clone();
            reference.step();
            optimizer.Update(gradient, 0.05);

            Assert.All(ours.ToArray().Zip(theirs.ToArray()), pair => Assert.Equal(pair.Second, pair.First, 1e-5));
        }

        Assert.Equal(10, optimizer.Step);
        Assert.True((ours - torch.linspace(-1, 1, 20)).abs().max().item<float>() > 0.05);
    }
}
