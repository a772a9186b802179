using System.Reflection;
using SkiaSharp;

namespace Experiments.Reports.Typesetting;

/// <summary>The faces a report is set in.</summary>
internal enum Face
{
    Regular,
    Italic,
    SemiBold,
    Mono,
}

/// <summary>The embedded fonts, loaded once a process.</summary>
internal static class Faces
{
    /// <summary>Family name as the plotting library asks for it.</summary>
    public const string Family = "IBM Plex Sans";

    private static readonly Lazy<FontProgram>[] Programs =
    [
        Load("IBMPlexSans-Regular.ttf"),
        Load("IBMPlexSans-Italic.ttf"),
        Load("IBMPlexSans-SemiBold.ttf"),
        Load("IBMPlexMono-Regular.ttf"),
    ];

    public static FontProgram Of(Face face) => Programs[(int)face].Value;

    private static Lazy<FontProgram> Load(string resource) => new(() =>
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The font {resource} is missing from this build.");
        SKData data = SKData.Create(stream);
        return new FontProgram(SKTypeface.FromData(data));
    });
}
