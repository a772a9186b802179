namespace Experiments.Data;

/// <summary>Licences of datasets that nobody has published.</summary>
internal static class Licenses
{
    /// <summary>Licence of what this program generates.</summary>
    public const string Generated = "MIT, as this program";

    /// <summary>Licence of a user's own files.</summary>
    public const string Own = "not stated";
}
