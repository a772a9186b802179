using Experiments.Reports.Typesetting;

namespace Experiments.Reports.SweepReport.Findings;

/// <summary>Something the numbers say, in a sentence or two under a short heading, and the page that shows it.</summary>
internal sealed record Finding(string Heading, RichText Text, string Page)
{
    /// <summary>Sets the finding under its heading, with a link to the page that shows it where the document has it.</summary>
    public void Compose(PageComposer composer)
    {
        RichText text = new RichText().Add(Text);
        if (composer.PageOf(Page) is { Length: > 0 } number)
        {
            text.Add(" ").Link($"{Page}, page\u00A0{number}", Page).Add(".");
        }

        composer.SideHeaded(Heading, text);
    }
}
