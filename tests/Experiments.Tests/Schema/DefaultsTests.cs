using Experiments.Cli;
using Experiments.Data;
using Experiments.Sweeps.Planning;
using Experiments.Tests.Sweeps;

namespace Experiments.Tests.Schema;

/// <summary>What a dry run says of the settings that a file leaves out.</summary>
public class DefaultsTests
{
    [Fact]
    public void Settings_left_out_are_listed_by_section_and_equal_entries_once()
    {
        using SweepBench bench = new();

        string text = bench.Load(SweepBench.Small, "seeds={data: 1, train: 1}", "reducers=[pca, {kind: fake, perplexity: 2}, pca]")
            .DescribeDefaults();

        Assert.Equal(
            """
            Defaults used (the file leaves these settings out)

            sweep
              time_limit  none  what a trial's own fit and scores may take together, as in 90s, 10m or 2h; a
                                trial that takes longer fails, the sweep goes on

            seeds
              reduce  1  seeds of the reducers, of which a deterministic one takes the first: how many (N gives
                         0 to N-1) or a list

            datasets[0] glyphs
              name           kind  name in results and reports
              split          test  split that is embedded and scored; models train on 'train' and are tested on
                                   'test'
              train_samples  all   samples of the training split, drawn stratified by class
              seed           0     seed of the glyphs themselves

            models[1] fake
              fail  false  whether training fails

            models[1] fake training
              epochs         3    passes over the data
              learning_rate  0.1  step size

            layers[0, 2]
              pool  none  average over space, or none

            reducers[0, 2] pca
              n_components  2  dimensions of the picture

            reducers[1] fake
              n_components  2     dimensions of the picture
              n_neighbors   5     neighbours
              failing_seed  none  the seed that fails

            search
              strategy  grid  how settings are chosen; grid: every combination of listed values

            metrics
              names  default  which metrics; evaluate --help defines them

            report
              paper           a4        paper size
              detail          standard  how much is printed: brief: what answers; standard: the pages of one
                                        layer by one for those that the findings speak of; full: all pages of
                                        all layers
              palette         default   colours of classes and reducers: okabe-ito, tableau10 and tol-muted as
                                        published; grey: for print in black and white, with marks for classes
                                        too
              atlas_grid      20        images along each side of an atlas page
              atlas_distance  0.05      largest distance, in the embedding scaled to 0..1, at which an atlas
                                        cell shows its nearest image
              biplot_arrows   12        arrows of the strongest loadings on a biplot
              html            true      write report.html, the report that can be touched, beside report.pdf
              html_points     as_fit    samples of a dataset that report.html shows at most, in the classes'
                                        shares; as_fit: as many as keep it below 25 MB
              samples         auto      samples to follow through models and pictures, counted from 0; auto: the
                                        most misplaced, and the most typical of each class
              pages           all       pages to print

            """.ReplaceLineEndings("\n"),
            text);
    }

    [Fact]
    public void Writing_every_default_into_the_file_changes_no_trial()
    {
        SweepPlan plan = Quickstart();
        string[] settings = [.. plan.Config.Defaults.Where(section => !section.Title.EndsWith(" layers") && !section.Title.StartsWith("layers"))
            .SelectMany(section => section.Settings.Select(setting => $"{Path(section.Title)}{setting.Name}={setting.Value}"))];

        SweepPlan again = Quickstart(settings);

        Assert.True(settings.Length > 40, string.Join('\n', settings));
        Assert.Equal(plan.Trials.Select(trial => trial.Id), again.Trials.Select(trial => trial.Id));
        Assert.DoesNotContain(again.Config.Defaults, section => section.Title.StartsWith("reducers") || section.Title.StartsWith("report"));
    }

    [Fact]
    public void Layers_are_explained_kind_by_kind_and_no_line_is_wider_than_a_page()
    {
        string text = Quickstart().DescribeDefaults();

        Assert.Contains("\nmodels[0] cnn conv layers\n  kernel   3     side of the square kernel in pixels\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("filters", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, TextColumns.UsualWidth));
    }

    private static SweepPlan Quickstart(params string[] settings) => SweepLoader.Load(
        Repository.At("configs/quickstart.yaml"), settings, Catalog.Sweeps,
        new DataContext { CacheDirectory = System.IO.Path.GetTempPath(), AllowDownload = false });

    /// <summary>"models[0] cnn training" is at "models[0].training.".</summary>
    private static string Path(string title)
    {
        string[] words = title.Split(' ');
        return words[0] == "sweep" ? string.Empty : words.Length == 3 ? $"{words[0]}.{words[2]}." : $"{words[0]}.";
    }
}
