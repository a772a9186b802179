namespace Experiments.Reports;

/// <summary>What the sweep found, in words.</summary>
internal static class FindingsPage
{
    public static ReportPage Page { get; } = new("Findings", "what the numbers say, in words", model => model.Findings.Count > 0, Compose);

    private static void Compose(ReportModel model, PageComposer composer)
    {
        composer.StartSection(Page.Title, null);
        composer.Text(FindingsBuilder.Hedge(model), Typography.Caption.In(Ink.Quiet));
        composer.Y += 8;
        foreach (Finding finding in model.Findings)
        {
            RichText text = new RichText().Add(finding.Text);
            if (composer.PageOf(finding.Page) is { Length: > 0 } number)
            {
                text.Add(" ").Link($"{finding.Page}, page\u00A0{number}", finding.Page).Add(".");
            }

            composer.SideHeaded(finding.Heading, text);
        }
    }
}
