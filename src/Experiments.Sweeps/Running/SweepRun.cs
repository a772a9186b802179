using Experiments.Results.Folder;
using Experiments.Results.Records;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Configuration;
using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Searching;
using Experiments.Sweeps.Stages;

namespace Experiments.Sweeps.Running;

/// <summary>One run of a plan: queues its stages and trials, and files what they leave.</summary>
internal sealed class SweepRun
{
    private const int MostFeatures = 512;
    private const int MostValues = 4_000_000;

    private readonly SweepPlan plan;
    private readonly CancellationToken cancellation;
    private readonly CancellationTokenSource stop;
    private readonly ProgressBoard board;
    private readonly SweepFolder folder;
    private readonly SweepLedger ledger;
    private readonly SharedStages shared;
    private readonly StageRunner stages;
    private readonly TrialRunner runner;
    private readonly SearchMemory waves;
    private readonly Dictionary<LayerPlan, int> orders;

    public SweepRun(SweepPlan plan, SweepRunOptions options, ISweepObserver observer, ArtifactStore store, CancellationToken cancellation)
    {
        this.plan = plan;
        this.cancellation = cancellation;
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        plan.Restart();
        folder = new SweepFolder(new SweepPaths(options.OutputDirectory), plan);
        ledger = new SweepLedger(plan, options);
        folder.Begin(ledger.Snapshot(finished: false));
        board = new ProgressBoard(observer, plan.TrialCount, options.Jobs, Judged(plan.Config));
        orders = plan.Search is null
            ? plan.Trials.Index().GroupBy(trial => trial.Item.Layer).ToDictionary(group => group.Key, group => group.First().Index)
            : plan.AllLayers.Index().ToDictionary(layer => layer.Item, layer => layer.Index);
        JobSlots slots = new(options.Jobs, options.Threads, options.Memory, stop.Token);
        stages = new StageRunner(store, slots, options, board, stop.Token);
        shared = new SharedStages(plan, stages, new TrainStage(plan, options, store), orders);
        runner = new TrialRunner(plan, shared, stages, slots, board, stop.Token);
        waves = new SearchMemory(plan, shared.Memory, options.Memory);
    }

    /// <summary>The progress of the sweep.</summary>
    public SweepProgress Progress => board.Progress;

    /// <summary>True when an artifact that the run had, or was making, is in the cache no more.</summary>
    public bool HasLost => stages.HasLost;

    /// <summary>Runs to the end, or until cancelled; either way the folder says how far it came.</summary>
    /// <param name="isLast">True when the run counts even where trials failed because artifacts vanished.</param>
    /// <returns>The results; null where trials failed because artifacts vanished, and the folder is left as it was.</returns>
    public SweepResults? Run(bool isLast)
    {
        Task[] work =
        [
            .. plan.Datasets.Select(KeepSamples),
            .. plan.Models.Select(NoteModel),
            .. plan.Layers.Select(KeepSpectrum),
            .. plan.Layers.Where(IsReadable).Select(KeepActivations),
            .. plan.Search is null ? plan.Trials.Select(Task (trial, order) => RunTrial(trial, order, isRow: true)) : [new SearchRun(plan, ledger, waves, RunTrial).Run()],
        ];
        try
        {
            Task.WhenAll(work.Select(StopOnFault)).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            folder.WriteResults(ledger.Snapshot(finished: false));
            folder.Abandon();
            throw;
        }

        cancellation.ThrowIfCancellationRequested();
        SweepResults results = ledger.Snapshot(finished: true);
        if (!isLast && results.Trials.Any(trial => trial.Status != "done") && HasLost)
        {
            return null;
        }

        folder.Finish(results, stages.Given);
        return results;
    }

    /// <summary>Ends the sweep after a fault that no trial can be blamed for (a full disk): the rest would fail alike.</summary>
    private async Task StopOnFault(Task work)
    {
        try
        {
            await work.ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// The score that tells the best trial while the sweep runs: what is searched for, or trustworthiness of middling neighbourhoods.
    /// </summary>
    private static Objective? Judged(SweepConfig config) => config.Search.Objectives.Count > 0 ? config.Search.Objectives[0]
        : config.Neighbors.Count > 0 ? new Objective($"trustworthiness@{config.Neighbors[config.Neighbors.Count / 2]}", HigherIsBetter: true)
        : null;

    private async Task KeepSamples(DatasetPlan dataset)
    {
        try
        {
            folder.KeepSamples(dataset, await shared.Samples(dataset).ConfigureAwait(false));
        }
        catch (StageException)
        {
            // The trials on it record the reason.
        }
    }

    private async Task NoteModel(ModelPlan model)
    {
        try
        {
            Artifact? trained = await shared.Trained(model).ConfigureAwait(false);
            ledger.Note(model, trained);
            folder.KeepModel(model, trained);
        }
        catch (StageException failure)
        {
            ledger.Note(model, failure.Message);
        }
    }

    private async Task KeepSpectrum(LayerPlan layer)
    {
        if (await runner.Spectrum(layer, orders[layer]).ConfigureAwait(false) is { } spectrum)
        {
            folder.KeepSpectrum(layer, spectrum);
        }
    }

    /// <summary>
    /// Tells whether a layer's features are few enough to be looked at one by one, and its activations small enough for the folder.
    /// </summary>
    private static bool IsReadable(LayerPlan layer) =>
        layer.Features <= MostFeatures && (long)layer.Features * layer.Dataset.Samples <= MostValues;

    private async Task KeepActivations(LayerPlan layer)
    {
        try
        {
            folder.KeepActivations(layer, (await shared.Inputs(layer).ConfigureAwait(false)).Activations);
        }
        catch (StageException)
        {
            // The trials on it record the reason.
        }
    }

    private async Task<TrialResult> RunTrial(Trial trial, int order, bool isRow)
    {
        TrialOutcome outcome = await runner.Run(trial, order).ConfigureAwait(false);
        TrialResult result = ledger.Note(outcome);
        if (isRow)
        {
            folder.KeepTrial(result, outcome.Embedding);
            board.TrialEnded(Titles.Of(trial), result);
        }

        folder.WriteResultsNowAndThen(() => ledger.Snapshot(finished: false));
        return result;
    }
}
