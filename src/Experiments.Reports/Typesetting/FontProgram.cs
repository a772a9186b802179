using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using HarfBuzzSharp;
using SkiaSharp;

namespace Experiments.Reports.Typesetting;

/// <summary>Glyphs of one face with their horizontal positions, in ems from the start of the text.</summary>
internal sealed record GlyphRun(SKTypeface Typeface, ushort[] Glyphs, float[] Positions);

/// <summary>A shaped text: its runs and its width in ems.</summary>
internal sealed record ShapedText(IReadOnlyList<GlyphRun> Runs, float Width);

/// <summary>
/// One font file, able to shape text with kerning. Ligatures stay off, so that text copied out of a report reads as it was written.
/// Characters the face lacks come from whatever the machine offers.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Fonts live as long as the process.")]
internal sealed class FontProgram
{
    private static readonly Feature[] Features =
        [new(new Tag('k', 'e', 'r', 'n'), 1, 0, uint.MaxValue), new(new Tag('l', 'i', 'g', 'a'), 0, 0, uint.MaxValue)];

    private static readonly ConcurrentDictionary<string, FontProgram?> Fallbacks = new();

    private readonly ConcurrentDictionary<string, ShapedText> shaped = new();
    private readonly HarfBuzzSharp.Font shaper;
    private readonly Lock shaping = new();
    private readonly float unitsPerEm;

    public FontProgram(SKTypeface typeface)
    {
        Typeface = typeface;
        using SKStreamAsset stream = typeface.OpenStream(out int index);
        using Blob blob = Copy(stream);
        using HarfBuzzSharp.Face face = new(blob, index);
        unitsPerEm = face.UnitsPerEm;
        shaper = new HarfBuzzSharp.Font(face);
        shaper.SetFunctionsOpenType();
        shaper.SetScale(face.UnitsPerEm, face.UnitsPerEm);
        using SKFont font = new(typeface, 1000);
        CapHeight = font.Metrics.CapHeight / 1000;
        XHeight = font.Metrics.XHeight / 1000;
    }

    public SKTypeface Typeface { get; }

    /// <summary>Height of a capital, in ems.</summary>
    public float CapHeight { get; }

    /// <summary>Height of a lower-case x, in ems.</summary>
    public float XHeight { get; }

    /// <summary>Shapes a text without line breaks.</summary>
    public ShapedText Shape(string text) => shaped.GetOrAdd(text, Compute);

    private ShapedText Compute(string text)
    {
        List<GlyphRun> runs = [];
        float x = 0;
        foreach ((FontProgram program, string part) in Split(text))
        {
            x = program.Append(part, x, runs);
        }

        return new ShapedText(runs, x);
    }

    private float Append(string text, float x, List<GlyphRun> runs)
    {
        lock (shaping)
        {
            using HarfBuzzSharp.Buffer buffer = new();
            buffer.AddUtf16(text);
            buffer.GuessSegmentProperties();
            shaper.Shape(buffer, Features);
            GlyphInfo[] infos = buffer.GlyphInfos;
            GlyphPosition[] places = buffer.GlyphPositions;
            ushort[] glyphs = new ushort[infos.Length];
            float[] positions = new float[infos.Length];
            for (int i = 0; i < glyphs.Length; i++)
            {
                glyphs[i] = (ushort)infos[i].Codepoint;
                positions[i] = x + (places[i].XOffset / unitsPerEm);
                x += places[i].XAdvance / unitsPerEm;
            }

            runs.Add(new GlyphRun(Typeface, glyphs, positions));
            return x;
        }
    }

    /// <summary>Cuts a text where the face must change because it lacks a character.</summary>
    private IEnumerable<(FontProgram Program, string Part)> Split(string text)
    {
        if (Typeface.ContainsGlyphs(text))
        {
            yield return (this, text);
            yield break;
        }

        int start = 0;
        FontProgram? current = null;
        for (int i = 0; i < text.Length; i += char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 2 : 1)
        {
            int length = char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 2 : 1;
            FontProgram wanted = For(text.Substring(i, length));
            if (current is not null && wanted != current)
            {
                yield return (current, text[start..i]);
                start = i;
            }

            current = wanted;
        }

        if (current is not null)
        {
            yield return (current, text[start..]);
        }
    }

    private FontProgram For(string character)
    {
        if (Typeface.ContainsGlyphs(character))
        {
            return this;
        }

        return Fallbacks.GetOrAdd(character, static wanted => Installed(wanted) is SKTypeface found ? new FontProgram(found) : null)
            ?? this;
    }

    /// <summary>An installed face with the character. Font managers without a matcher of their own are searched family by family.</summary>
    private static SKTypeface? Installed(string character)
    {
        SKFontManager manager = SKFontManager.Default;
        return manager.MatchCharacter(char.ConvertToUtf32(character.PadRight(2), 0)) ?? manager.FontFamilies.Order(StringComparer.Ordinal)
            .Select(family => manager.MatchFamily(family))
            .FirstOrDefault(face => face is not null && face.ContainsGlyphs(character));
    }

    private static Blob Copy(SKStreamAsset stream)
    {
        int length = stream.Length;
        nint memory = Marshal.AllocCoTaskMem(length);
        stream.Read(memory, length);
        return new Blob(memory, length, MemoryMode.ReadOnly, () => Marshal.FreeCoTaskMem(memory));
    }
}
