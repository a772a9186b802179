using System.Globalization;
using Experiments.Data;
using Experiments.Results.Folder;
using Experiments.Results.Records;
using Experiments.Sweeps.Caching;
using Experiments.Sweeps.Configuration;
using Experiments.Sweeps.Graph;
using Experiments.Sweeps.Models;
using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Stages;

namespace Experiments.Sweeps.Running;

/// <summary>
/// One run of a plan, and a good file to start reading at: shared stages, then each trial from its layer to its scores, then the inspection of the
/// pictures that the scores chose; what every stage leaves is filed in the sweep's folder. A failed stage fails the trials that need it, each with
/// the reason; the others go on.
/// </summary>
internal sealed class SweepRun
{
    private readonly SweepPlan plan;
    private readonly CancellationToken cancellation;
    private readonly CancellationTokenSource stop;
    private readonly ProgressBoard board;
    private readonly SweepFolder folder;
    private readonly SweepLedger ledger;
    private readonly StageGraph graph;
    private readonly SweepHost host;
    private readonly StageRunner stages;
    private readonly IStageExecutor executor;
    private readonly SharedArtifacts shared;
    private readonly SearchMemory waves;

    /// <summary>A run that has not begun: nothing is written and nothing is started.</summary>
    public SweepRun(SweepPlan plan, SweepRunOptions options, ISweepObserver observer, ArtifactStore store, CancellationToken cancellation)
    {
        this.plan = plan;
        this.cancellation = cancellation;
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        graph = StageGraph.Of(plan);
        folder = new SweepFolder(new SweepPaths(options.OutputDirectory), ConfigWriter.Write(plan.Config), plan.Search is not null,
            plan.Config.Report.Html);
        ledger = new SweepLedger(plan, options);
        board = new ProgressBoard(observer, plan.TrialCount, options.Jobs, SweepColumns.Primary(plan.Config));
        JobSlots slots = new(options.Jobs, options.Threads, options.Memory, stop.Token);
        host = new SweepHost(plan, graph, options, store, (stage, inputs) => stages!.Run(stage, inputs));
        stages = new StageRunner(store, slots, host, options, board, stop.Token);
        LocalExecutor local = new(stages, slots, host, board, plan.Config.TimeLimit, stop.Token);
        executor = options.Elsewhere?.Invoke(new ExecutorParts(graph, store, stages, slots, local, board, stop.Token)) ?? local;
        shared = new SharedArtifacts(graph, executor, host, Orders(plan));
        waves = new SearchMemory(plan, host.Memory, options.Memory);
    }

    /// <summary>The progress of the run.</summary>
    public SweepProgress Progress => board.Progress;

    /// <summary>True when an artifact that the run had, or was making, is in the cache no more.</summary>
    public bool HasLost => stages.HasLost;

    /// <summary>Runs to the end, or until cancelled; either way the folder says how far it came.</summary>
    /// <param name="isLast">Whether it counts even where trials failed because artifacts vanished.</param>
    /// <returns>The results; null where trials failed because artifacts vanished, and the folder is left as it was.</returns>
    public SweepResults? Run(bool isLast)
    {
        folder.Begin(ledger.Snapshot(finished: false));
        try
        {
            Wait(Work());
            NoteMachines();
            SweepResults results = ledger.Snapshot(finished: true);
            if (!isLast && results.Trials.Any(trial => !trial.IsDone) && HasLost)
            {
                return null;
            }

            Task<bool> inspection = new InspectionRun(plan, graph, executor, shared, folder, host).Run(results, ledger.Trials);
            Wait([inspection]);
            if (!isLast && !inspection.Result && HasLost)
            {
                return null;
            }

            folder.KeepBest(BestSetting(results));
            folder.Finish(results, stages.Given);
            return results;
        }
        catch (OperationCanceledException)
        {
            folder.WriteResults(ledger.Snapshot(finished: false));
            folder.Abandon();
            throw;
        }
    }

    private void NoteMachines()
    {
        if (executor.IsElsewhere)
        {
            ledger.Note([.. stages.Given.Select(artifact => artifact.Machine).OfType<Machine>().Distinct()]);
        }
    }

    /// <summary>The sweep file of the best setting that a search found; null where there is none.</summary>
    private string? BestSetting(SweepResults results) => results.Search?.Best is not { } best ? null
        : ConfigWriter.Write(plan.Config, ledger.Trials[best.Trials[0]].Reducer, string.Create(CultureInfo.InvariantCulture,
            $"The best of the settings that the search of {OneLine.Of(plan.Name)} tried: {results.Search.Objectives[0].Name} {best.Scores[0]}"));

    /// <summary>A layer's place in the queue: that of its first trial.</summary>
    private static Dictionary<LayerPlan, int> Orders(SweepPlan plan) => plan.Search is null
        ? plan.Trials.Index().GroupBy(trial => trial.Item.Layer).ToDictionary(group => group.Key, group => group.First().Index)
        : plan.AllLayers.Index().ToDictionary(layer => layer.Item, layer => layer.Index);

    private Task[] Work()
    {
        shared.Start(plan.AllLayers);
        return
        [
            .. plan.Datasets.Select(KeepSamples),
            .. plan.Models.Select(NoteModel),
            .. plan.Layers.Select(KeepSpectrum),
            .. plan.Layers.Where(PictureQualityStage.IsReadable).Select(KeepActivations),
            .. plan.Search is null
                ? graph.Trials.Select(Task (trial, order) => RunTrial(trial, order, isRow: true))
                : [new SearchRun(plan, ledger, waves, (trial, order, isRow) => RunTrial(graph.Of(trial), order, isRow)).Run()],
        ];
    }

    private void Wait(Task[] work)
    {
        Task.WhenAll(work.Select(StopOnFault)).GetAwaiter().GetResult();
        cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>A fault that no trial can be blamed for (a full disk) ends the sweep: the rest would fail alike.</summary>
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

    private Task KeepSamples(DatasetPlan dataset) =>
        UnlessFailed(async () => folder.KeepSamples(dataset.Id, await shared.Samples(dataset).ConfigureAwait(false)));

    private Task KeepActivations(LayerPlan layer) =>
        UnlessFailed(async () => folder.KeepActivations(layer.Id, await shared.Activations(layer).ConfigureAwait(false)));

    private async Task KeepSpectrum(LayerPlan layer)
    {
        try
        {
            await UnlessFailed(async () =>
            {
                Artifact activations = await shared.Activations(layer).ConfigureAwait(false);
                Artifact spectrum = await executor.Run(graph.Spectrum(layer), [activations], shared.Order(layer)).ConfigureAwait(false);
                folder.KeepSpectrum(layer.Id, spectrum);
                if (graph.Features(layer) is { } features)
                {
                    Artifact samples = await shared.Samples(layer.Dataset).ConfigureAwait(false);
                    Artifact told = await executor.Run(features, [samples, activations, spectrum], shared.Order(layer)).ConfigureAwait(false);
                    folder.KeepFeatures(layer.Id, told);
                }
            }).ConfigureAwait(false);
        }
        finally
        {
            host.Memory(layer).Release();
        }
    }

    /// <summary>Where a stage fails, the trials that need it record the reason.</summary>
    private static async Task UnlessFailed(Func<Task> keep)
    {
        try
        {
            await keep().ConfigureAwait(false);
        }
        catch (StageException)
        {
            // The reason is in the results of the trials.
        }
    }

    private async Task NoteModel(ModelPlan model)
    {
        try
        {
            Artifact? trained = await shared.Trained(model).ConfigureAwait(false);
            ledger.Note(model, trained);
            folder.KeepModel(model.Id, ConfigWriter.Write(model.Entry), ModelContent.Of(model.Model), trained);
        }
        catch (StageException failure)
        {
            ledger.Note(model, failure.Message);
        }
    }

    private async Task<TrialResult> RunTrial(TrialStages trial, int order, bool isRow)
    {
        TrialOutcome outcome = await Outcome(trial, order).ConfigureAwait(false);
        TrialResult result = ledger.Note(outcome);
        if (isRow)
        {
            folder.KeepTrial(result, outcome.Embedding);
            board.TrialEnded(trial.Trial, result);
        }

        folder.WriteResultsNowAndThen(() => ledger.Snapshot(finished: false));
        return result;
    }

    private async Task<TrialOutcome> Outcome(TrialStages trial, int order)
    {
        TrialInputs? inputs = null;
        try
        {
            inputs = await shared.Inputs(trial.Trial.Layer).ConfigureAwait(false);
            TrialArtifacts left = await executor.Run(trial, inputs.Samples, inputs.Activations, order).ConfigureAwait(false);
            return new TrialOutcome(trial.Trial, inputs, left.Embedding, left.Metrics, null);
        }
        catch (StageException failure)
        {
            return new TrialOutcome(trial.Trial, inputs, null, null, failure.Message);
        }
        finally
        {
            if (plan.Search is null)
            {
                host.Memory(trial.Trial.Layer).Release();
            }
        }
    }
}
