using Experiments.Reports.Typesetting;

namespace Experiments.Reports.SweepReport.Findings;

/// <summary>Something the numbers say, in a sentence or two under a short heading, and the page that shows it.</summary>
/// <param name="Heading">The heading.</param>
/// <param name="Text">The sentences.</param>
/// <param name="Page">The title of the page.</param>
/// <param name="Group">The name of the layer whose part of the page is meant; null for the whole page.</param>
internal sealed record Finding(string Heading, RichText Text, string Page, string? Group = null)
{
    /// <summary>Sets the finding under its heading, with a link to the page that shows it where the document has it.</summary>
    public void Compose(PageComposer composer)
    {
        RichText text = new RichText().Add(Text);
        string part = $"{Page}: {Group}";
        string place = composer.PageOf(part).Length > 0 ? part : Page;
        if (composer.PageOf(place) is { Length: > 0 } number)
        {
            text.Add(" ").Link($"{Page}, page\u00A0{number}", place).Add(".");
        }

        composer.SideHeaded(Heading, text);
    }
}
