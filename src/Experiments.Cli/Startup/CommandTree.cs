using System.CommandLine;
using Experiments.Cli.Commands;
using Experiments.Cli.Completion;

namespace Experiments.Cli.Startup;

/// <summary>The commands of the program, as one tree.</summary>
internal static class CommandTree
{
    private const string Notes = """
        ./run.sh builds on first use and hands on what follows it: where these pages say experiments, ./run.sh does.

        Examples:
          experiments sweep configs/quickstart.yaml
          experiments sweep configs/mnist.yaml --data ~/data --jobs 2
          experiments report reports/mnist --pages atlas,scree
          experiments view reports/mnist
          experiments compare reports/mnist reports/mnist-wider
          experiments explain reports/mnist --sample 3
          experiments query reports/mnist 'SELECT reducer, max("trustworthiness@15") FROM results GROUP BY reducer'
          experiments embed --input X.npy --reducer umap --set n_neighbors=30 --output Y.npy
          experiments evaluate --input X.npy --embedding Y.npy --labels y.npy --neighbors 5,15,50
        """;

    /// <summary>The root with every command; --help prints notes and exit codes, and is no wider than a page.</summary>
    public static RootCommand Root { get; } = Create();

    /// <summary>Returns the words that call a command: "experiments data fetch".</summary>
    public static string PathOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{PathOf(parent)} {command.Name}" : "experiments";

    private static RootCommand Create()
    {
        RootCommand root = new("Experiments: sweeps over datasets, network layers and reducers, scored and printed.")
        {
            SweepCommand.Create(),
            ReportCommand.Create(),
            ViewCommand.Create(),
            LookCommand.Create(),
            CompareCommand.Create(),
            ExplainCommand.Create(),
            QueryCommand.Create(),
            ExportCommand.Create(),
            EmbedCommand.Create(),
            EvaluateCommand.Create(),
            DataCommand.Create(),
            CacheCommand.Create(),
            SchemaCommand.Create(),
            CompletionCommand.Create(),
        };
        EmptyArguments.Refuse(root);
        root.Add(SuggestCommand.Create(root));
        root.Add(StageCommand.Create());
        HelpWithNotes.Install(root, Notes);
        return root;
    }
}
