namespace Experiments.Reduction;

/// <summary>The ways in which the axes of a picture can come from the features of its samples.</summary>
public enum PictureAxes
{
    /// <summary>The axes have no formula: what is near is meant to be near, and more the picture does not say.</summary>
    Free,

    /// <summary>Each axis is a weighted sum of the features, so that distances in the picture are distances along directions of the data.</summary>
    Linear,

    /// <summary>
    /// The axes are the principal components of the samples, as <see cref="Pca.Fit"/> gives them: linear, with weights that are known without the
    /// reducer.
    /// </summary>
    Principal,
}
