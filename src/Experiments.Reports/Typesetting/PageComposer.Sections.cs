namespace Experiments.Reports.Typesetting;

/// <summary>The sections of a report: each begins on a fresh page, or under the one before where all of it is left there.</summary>
internal sealed partial class PageComposer
{
    /// <summary>The gap above a title that follows on a page.</summary>
    private const float SectionGap = 16;

    /// <summary>Gap, title, subtitle and the space under them.</summary>
    private const float SectionHead = 66;

    /// <summary>The space that figures and tables leave under them, which nothing needs at the foot of a page.</summary>
    private const float TrailingGap = 10;

    private readonly Dictionary<string, float> measured = [];
    private readonly HashSet<string> begun = [];
    private (string Name, int Page, float Top)? open;

    /// <summary>The heights, title and all, of the sections that took one upright page at most.</summary>
    public IReadOnlyDictionary<string, float> SectionHeights
    {
        get
        {
            CloseSection();
            return measured;
        }
    }

    /// <summary>Starts a section of the report: bookmark, title and a line saying what it is about.</summary>
    /// <param name="title">The title.</param>
    /// <param name="subtitle">The line; null for none.</param>
    /// <param name="layout">The sheet.</param>
    /// <param name="needs">The height below the title that the content can do with, where it fills more on a page of its own.</param>
    public void StartSection(string title, string? subtitle, PageLayout layout = PageLayout.Upright, float needs = float.PositiveInfinity)
    {
        CloseSection();
        string name = Unbegun($"{title}: {subtitle}");
        if (pages.Count > 0 && layout == PageLayout.Upright && Column == paper.Body && IsLeft(name, needs))
        {
            (Section, legend, heading) = (title, null, null);
            Structure.Start(title);
            Y += SectionGap;
        }
        else
        {
            StartPage(title, layout);
        }

        place = null;
        open = layout == PageLayout.Upright ? (name, pages.Count, Y) : null;
        SetTitle(title, subtitle);
    }

    private void SetTitle(string title, string? subtitle)
    {
        if (bookmarks.All(bookmark => bookmark.Anchor != title))
        {
            Anchor(title, title, 0);
        }

        if (subtitle is not null)
        {
            Anchor(subtitle, $"{title}: {subtitle}", 1);
        }

        Text(title, Typography.Title, Structure.AddTitle());
        if (subtitle is not null)
        {
            Text(subtitle, Typography.Subtitle, Structure.AddSubtitle());
        }

        Y += 9;
    }

    /// <summary>Whether the whole of a section goes below what stands on the page.</summary>
    private bool IsLeft(string name, float needs) => heights is not null
        && Remaining + TrailingGap >= Math.Min(needs + SectionHead, SectionGap + heights.GetValueOrDefault(name, float.PositiveInfinity));

    private void CloseSection()
    {
        if (open is var (name, page, top) && page == pages.Count)
        {
            measured[name] = Y - top;
        }

        open = null;
    }

    /// <summary>A name that no section had yet.</summary>
    private string Unbegun(string name)
    {
        string unique = name;
        for (int i = 2; !begun.Add(unique); i++)
        {
            unique = $"{name} {i}";
        }

        return unique;
    }
}
