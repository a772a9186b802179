using Experiments.Reports.Pages;
using Experiments.Reports.Pdf;

namespace Experiments.Reports.Model;

/// <summary>Something the numbers say, in a sentence or two under a short heading, and the page that shows it.</summary>
internal sealed record Finding(string Heading, RichText Text, string Page);
