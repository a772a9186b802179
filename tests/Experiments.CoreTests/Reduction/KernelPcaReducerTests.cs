using Experiments.Reduction;

namespace Experiments.Tests.Reduction;

public sealed class KernelPcaReducerTests : ReducerContract
{
    protected override string Kind => "kernel_pca";

    protected override ReducerOptions QuickOptions => new KernelPcaOptions { Gamma = 0.01 };

    protected override ReducerOptions SeededOptions => new KernelPcaOptions { Gamma = 0.01, Landmarks = 60 };

    protected override ReducerOptions TinyOptions => new KernelPcaOptions();

    protected override int FewestSamples => 3;

    protected override bool UnitsMatter => true;

    [Theory]
    [InlineData(KernelKind.Rbf)]
    [InlineData(KernelKind.Polynomial)]
    public void Gamma_in_the_samples_unit_makes_up_for_it(KernelKind kernel)
    {
        Matrix samples = TestSamples.Groups(60, 6, 3);
        Matrix scaled = new(Array.ConvertAll(samples.Values.ToArray(), value => value * 1024), 60, 6);
        Matrix Picture(Matrix of, double gamma) =>
            new KernelPcaReducer(new KernelPcaOptions { Kernel = kernel, Gamma = gamma })
            .Fit(new ReductionInput(of), new ReductionContext()).Embedding;
        Assert.Equal(Picture(samples, 0.5).Values.ToArray(), Picture(scaled, 0.5 / 1024 / 1024).Values.ToArray());
    }

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
