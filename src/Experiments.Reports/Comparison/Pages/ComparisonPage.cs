using Experiments.Reports.Comparison.Model;
using Experiments.Reports.Typesetting;

namespace Experiments.Reports.Comparison.Pages;

/// <summary>A kind of page of a comparison.</summary>
internal sealed record ComparisonPage(string Title, string Shows, Func<ComparisonModel, bool> Applies, Action<ComparisonModel, PageComposer> Compose)
    : Page<ComparisonModel>(Title, Shows, Applies, Compose);
