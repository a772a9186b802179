using Experiments.Reports.Typesetting;

namespace Experiments.Reports.Explanation;

/// <summary>A kind of page of an explanation.</summary>
internal sealed record ExplanationPage(
    string Title, string Shows, Func<ExplanationModel, bool> Applies, Action<ExplanationModel, PageComposer> Compose)
    : Page<ExplanationModel>(Title, Shows, Applies, Compose);
