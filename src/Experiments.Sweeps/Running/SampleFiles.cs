namespace Experiments.Sweeps;

/// <summary>Files of the artifact that holds a dataset's embedded samples.</summary>
internal static class SampleFiles
{
    public const string Labels = "labels.npy";
    public const string Pixels = "pixels.npy";
    public const string Features = "features.npy";
}
