using Experiments.Reduction;

namespace Experiments.Tests.Reduction;

public sealed class KernelPcaReducerTests : ReducerContract
{
    protected override string Kind => "kernel_pca";

    protected override ReducerOptions QuickOptions => new KernelPcaOptions { Gamma = 0.01 };

    protected override ReducerOptions SeededOptions => new KernelPcaOptions { Gamma = 0.01, Landmarks = 60 };

    protected override ReducerOptions TinyOptions => new KernelPcaOptions();

    [Theory]
    [InlineData(KernelKind.Rbf, "rbf", 2e-6)]
    [InlineData(KernelKind.Polynomial, "polynomial", 2e-3)]
    [InlineData(KernelKind.Cosine, "cosine", 2e-6)]
    public void Agrees_with_scikit_learn(KernelKind kernel, string name, double tolerance)
    {
        ReductionResult result = new KernelPcaReducer(new KernelPcaOptions { Kernel = kernel, Gamma = 0.05, NComponents = 3 })
            .Fit(new ReductionInput(ReductionReference.Samples), new ReductionContext());
        double[] expected = ManifoldReference.Picture("kernel_pca", name);
        double[] signs = ManifoldReference.Signs(expected, result.Embedding);
        ManifoldReference.AssertSame(expected, result.Embedding, signs, tolerance);
        Matrix fresh = result.Fitted!.Transform(ManifoldReference.Fresh, new ReductionContext());
        ManifoldReference.AssertSame(ManifoldReference.Picture("kernel_pca_fresh", name), fresh, signs, tolerance);
    }
}
