namespace Experiments.Reports.Pdf;

/// <summary>The structure of a document while it is composed: a section for each title, and in it what was set, in order.</summary>
internal sealed class DocumentStructure
{
    private string? title;
    private StructureElement section = new(StructureRole.Sect);
    private bool hasSubtitle;

    public StructureElement Document { get; } = new(StructureRole.Document);

    /// <summary>Starts a section, unless the one being composed has that title.</summary>
    public void Start(string name)
    {
        if (title != name)
        {
            (title, section, hasSubtitle) = (name, Document.Add(StructureRole.Sect), false);
        }
    }

    public StructureElement Add(StructureElement element) => section.Add(element);

    public StructureElement Add(StructureRole role) => section.Add(role);

    /// <summary>The title of the section; null when it has one, since a title that is repeated on further pages is no part of the text.</summary>
    public StructureElement? AddTitle() => section.Children.Count == 0 ? Add(StructureRole.H1) : null;

    public StructureElement AddSubtitle()
    {
        hasSubtitle = true;
        return Add(StructureRole.H2);
    }

    /// <summary>A heading under the title, or the subtitle where there is one.</summary>
    public StructureElement AddHeading() => Add(hasSubtitle ? StructureRole.H3 : StructureRole.H2);
}
