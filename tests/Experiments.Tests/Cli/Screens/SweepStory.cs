using Experiments.Sweeps.Running;

namespace Experiments.Tests.Cli.Screens;

/// <summary>
/// A sweep as a display hears of it, moment by moment: a training of twelve epochs, many stages side by side on seven datasets, a failure, a
/// note, the cache's answers, the end. After each moment it calls whoever wants to look.
/// </summary>
internal sealed class SweepStory(ISweepObserver observer, ManualClock clock, Action<string> look)
{
    private const int Total = 182;
    private static readonly string[] Datasets =
        ["wine", "breast_cancer", "iris", "segment", "satimage", "optdigits", "pendigits-train with a name that is longer than most"];

    private SweepProgress progress = new(0, 0, Total, TimeSpan.Zero, null);

    public void Tell()
    {
        look("before anything is known");
        Happen(StageEvent.Cached, "dataset", "wine, 178 samples", 1, string.Empty, 0.4);
        look("looking into the cache");
        Happen(StageEvent.Started, "train", "cnn learning_rate=0.001 on mnist, seed 0", 0, string.Empty, 0.1);
        Happen(StageEvent.Started, "spectrum", "input of wine", 0, string.Empty, 0);
        clock.Pass(3.2);
        look("stages that have told nothing");
        Happen(StageEvent.Advanced, "train", "cnn learning_rate=0.001 on mnist, seed 0", (1 + (150 / 200.0)) / 12,
            "epoch 2/12  loss 0.412  accuracy 0.871  val_loss 0.398  val_accuracy 0.880  ETA 1:20", 20);
        Happen(StageEvent.Finished, "spectrum", "input of wine", 1, string.Empty, 0);
        look("an epoch of twelve and three quarters of the next");
        ManyAtOnce();
        Happen(StageEvent.Finished, "train", "cnn learning_rate=0.001 on mnist, seed 0", 1, string.Empty, 1);
        progress = progress with { Done = Total, Running = 0, Remaining = TimeSpan.Zero };
        Happen(StageEvent.Trial, "trial", "the last", 1, "done", 1);
        look("all trials are done");
    }

    private void ManyAtOnce()
    {
        Happen(StageEvent.Warning, "metrics", "damaged", 0,
            "the cached metrics of PCA: input of wine is damaged (metrics.json has another checksum); it is computed again", 1);
        Happen(StageEvent.Failed, "embedding", "Isomap n_neighbors=5, seed 0: input of segment", 0,
            "the neighbour graph has 3 parts; n_neighbors of at least 9 joins them", 1);
        progress = progress with { Done = 68, Failed = 1, Running = 9, Cached = 12, Remaining = TimeSpan.FromSeconds(190) };
        progress = progress with
        {
            Best = [.. Datasets.Select((name, i) => new BestTrial(name, "trustworthiness@15", 0.99 - (i * 0.0123),
                $"UMAP n_neighbors={15 + i} min_dist=0.1, seed {i}: penultimate of cnn learning_rate=0.001, seed 0"))],
        };
        foreach ((string name, int i) in Datasets.Select((name, i) => (name, i)))
        {
            Happen(StageEvent.Advanced, "embedding", $"t-SNE perplexity={30 + i}, seed {i}: penultimate of cnn learning_rate=0.001 on {name}, seed 0",
                0.1 + (i / 8.0), $"gradient descent, loss {1.5 - (i / 10.0):0.0000}", 0.2);
        }

        look("many at once");
        foreach ((string name, int i) in Datasets.Select((name, i) => (name, i)))
        {
            Happen(StageEvent.Finished, "embedding", $"t-SNE perplexity={30 + i}, seed {i}: penultimate of cnn learning_rate=0.001 on {name}, seed 0",
                1, string.Empty, 0.5);
        }
    }

    private void Happen(StageEvent happened, string stage, string label, double fraction, string text, double seconds)
    {
        clock.Pass(seconds);
        progress = progress with { Elapsed = progress.Elapsed + TimeSpan.FromSeconds(seconds) };
        observer.Observe(new SweepEvent(happened, stage, label, fraction, text, progress));
    }
}
