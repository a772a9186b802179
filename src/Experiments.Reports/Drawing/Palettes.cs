using Experiments.Results.Records;
using Experiments.Results.Yaml;

namespace Experiments.Reports.Drawing;

/// <summary>The palettes that a report may be printed in, by the names that <see cref="ReportOptions.Palette"/> takes.</summary>
internal static class Palettes
{
    /// <summary>
    /// The ten class colours differ in lightness by six steps of CIELAB L* each, so that they stay apart in greyscale, neighbours in the list
    /// strongly, and were chosen to be as far apart as they go under deuteranopia, protanopia and tritanopia too (simulated after Machado,
    /// Oliveira and Fernandes 2009). Reducers have those of Okabe and Ito (2008), without yellow, which is too light for lines on paper.
    /// </summary>
    public static Palette Standard { get; } = new(
        ReportOptions.StandardPalette,
        "026EFE ECBBB4 81019C 31D060 9E371B E06FB3 084359 B195FC F04D02 77645A",
        "40444A 0072B2 D55E00 009E73 CC79A7 56B4E9 B8860B 6A3D9A");

    /// <summary>All of them, that of reports which name none first.</summary>
    public static IReadOnlyList<Palette> All { get; } =
    [
        Standard,

        // Okabe and Ito (2008), made for all kinds of colour vision. Grey stands for yellow where lines are drawn.
        new("okabe-ito", "000000 E69F00 56B4E9 009E73 F0E442 0072B2 D55E00 CC79A7",
            "000000 0072B2 D55E00 009E73 CC79A7 56B4E9 E69F00 999999"),

        // Stone (2016), as Tableau, Vega and D3 have them. The lightest two are no lines.
        new("tableau10", "4E79A7 F28E2B E15759 76B7B2 59A14F EDC948 B07AA1 FF9DA7 9C755F BAB0AC",
            "4E79A7 F28E2B E15759 59A14F B07AA1 76B7B2 9C755F FF9DA7"),

        // Tol (2021), the muted scheme; sand is no line.
        new("tol-muted", "332288 CC6677 DDCC77 117733 88CCEE 882255 44AA99 999933 AA4499",
            "332288 CC6677 117733 44AA99 882255 88CCEE 999933 AA4499"),

        // Dark and light in turn: what is drawn side by side differs most.
        new("grey", "141414 A8A8A8 4A4A4A C4C4C4 2E2E2E 8C8C8C 666666 BABABA",
            "141414 8C8C8C 4A4A4A A8A8A8 2E2E2E 9A9A9A 666666 B4B4B4") { IsGrey = true },
    ];

    /// <summary>The palette of a name.</summary>
    /// <exception cref="ReportException">There is none of that name.</exception>
    public static Palette Named(string name) => All.FirstOrDefault(palette => palette.Name == name) ?? throw new ReportException(
        $"Unknown palette '{name}'{Spelling.Suggest(name, All.Select(known => known.Name))}: "
            + $"expected {string.Join(", ", All.Select(known => known.Name))}.");
}
