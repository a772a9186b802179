namespace Experiments.Reports;

/// <summary>How much of each layer two straight axes can show.</summary>
internal static class VarianceFindings
{
    public static IEnumerable<Finding> Build(ReportModel model)
    {
        (LayerGroup Group, Spectrum Spectrum)[] spectra = [.. model.Groups
            .Select(group => (group, Spectrum.Of(model.Bundle.Spectrum(group.Layer.Id))))
            .Where(pair => pair.Item2 is not null)
            .Select(pair => (pair.group, pair.Item2!))];
        if (spectra.Length == 0)
        {
            yield break;
        }

        string shares = Numbers.List(
            [.. spectra.Select(pair => $"{Numbers.Percent(pair.Spectrum.Share(2), 0)} of the variance of {pair.Group.Name}")]);
        (LayerGroup widest, Spectrum most) = spectra.MaxBy(pair => pair.Spectrum.ComponentsFor(0.9));
        string tail = spectra.Length > 1
            ? $" {widest.Name} needs the most components for 90\u00A0%: {Numbers.Count(most.ComponentsFor(0.9))}."
            : $" It takes {Numbers.Count(most.ComponentsFor(0.9))} components to hold 90\u00A0%.";
        yield return new Finding("Variance in two dimensions",
            $"The first two principal components hold {shares}; the rest a PCA picture cannot show.{tail}", "Scree");
    }
}
