using Experiments.Cli;
using Experiments.Reduction;
using Experiments.Reports.Comparison.Pages;
using Experiments.Reports.SweepReport;
using Experiments.Results.Records;

namespace Experiments.Tests.Completeness;

/// <summary>
/// Whoever adds a reducer, a metric, a dataset, a kind of stage or a page registers it and runs this: the failure is the list of what else the part
/// needs.
/// </summary>
public sealed class CompletenessTests
{
    [Fact]
    public void Every_registered_part_has_its_companions()
    {
        string missing = Companion.ToDo(
        [
            .. Catalog.Reducers.All.SelectMany(ReducerCompanions.Of),
            .. StandardMetrics.All.SelectMany(MetricCompanions.Of),
            .. Catalog.Datasets.All.SelectMany(DatasetCompanions.Of),
            .. StageNames.All.SelectMany(StageCompanions.Of),
            .. PageRegistry.All.SelectMany(PageCompanions.Of),
            .. ComparisonPages.All.SelectMany(PageCompanions.Of),
        ]);
        Assert.True(missing.Length == 0, $"Still to do:\n{missing}");
    }

    [Fact]
    public void A_part_that_was_only_registered_gets_a_list_of_all_the_rest()
    {
        ReducerDescriptor reducer = new ReducerRegistry().Add<NewOptions>("brand_new", "New", 1, _ => null!, string.Empty).All.Single();
        string list = Companion.ToDo(ReducerCompanions.Of(reducer));
        Assert.StartsWith("reducer brand_new\n  [ ] a suite that inherits ReducerContract\n  [ ] an output in ", list, StringComparison.Ordinal);
        string[] named = ["FittedReaders.cs", "citation", "description of every setting", "experiment.schema.json"];
        Assert.All(named, text => Assert.Contains(text, list, StringComparison.Ordinal));
        Companion[] others =
        [
            .. MetricCompanions.Of(StandardMetrics.All[0] with { Name = "brand_new", Definition = string.Empty }),
            .. StageCompanions.Of("brand_new"),
            .. PageCompanions.Of(PageRegistry.All[0] with { Title = "Brand new", Shows = string.Empty }),
        ];
        Assert.All(others, companion => Assert.False(companion.IsThere, companion.What));
    }

    [Theory]
    [InlineData("| `pca` | x |", true)]
    [InlineData("| kernel `kernel_pca` | pca |", false)]
    [InlineData("### mnist, pca", true)]
    [InlineData("pca is told below", false)]
    public void A_document_names_a_part_in_a_row_s_first_cell_or_in_a_heading(string text, bool expected) =>
        Assert.Equal(expected, Sources.HasRow($"text\n{text}\n", "pca"));

    private sealed record NewOptions : ReducerOptions
    {
        [Option("")]
        public int Size { get; init; } = 1;
    }
}
