namespace Experiments.Reports.SweepReport.Features;

/// <summary>Explained variance ratios of a layer's principal components, largest first.</summary>
internal sealed class Spectrum
{
    private Spectrum(double[] ratios)
    {
        Ratios = ratios;
        double sum = 0;
        Cumulative = Array.ConvertAll(ratios, ratio => sum += ratio);
    }

    public double[] Ratios { get; }

    public double[] Cumulative { get; }

    public int Count => Ratios.Length;

    /// <summary>Null when there is no spectrum, or when a layer without variance has no defined shares.</summary>
    public static Spectrum? Of(double[]? ratios) =>
        ratios is { Length: > 0 } && Array.TrueForAll(ratios, double.IsFinite) && ratios.Sum() > 0 ? new Spectrum(ratios) : null;

    /// <summary>Share of the variance that the first components hold together.</summary>
    public double Share(int components) => Cumulative[Math.Min(components, Count) - 1];

    /// <summary>Fewest components that hold a share; all of them when rounding keeps the sum below it.</summary>
    public int ComponentsFor(double share)
    {
        int index = Array.FindIndex(Cumulative, sum => sum >= share - 1e-12);
        return index < 0 ? Count : index + 1;
    }
}
