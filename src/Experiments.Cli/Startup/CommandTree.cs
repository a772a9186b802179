using System.CommandLine;
using Experiments.Cli.Commands;
using Experiments.Cli.Completion;

namespace Experiments.Cli.Startup;

/// <summary>The commands of the program, as one tree.</summary>
internal static class CommandTree
{
    private const string Notes = """
        ./run.sh (on Windows run.cmd) builds on first use and hands on what follows it: where these pages say experiments, it does.

        Examples:
          experiments look photos
          experiments init photos.yaml
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

    private static readonly (string Name, Func<Command> Create)[] Commands =
    [
        ("look", LookCommand.Create),
        ("sweep", SweepCommand.Create),
        ("init", InitCommand.Create),
        ("report", ReportCommand.Create),
        ("view", ViewCommand.Create),
        ("compare", CompareCommand.Create),
        ("explain", ExplainCommand.Create),
        ("query", QueryCommand.Create),
        ("export", ExportCommand.Create),
        ("embed", EmbedCommand.Create),
        ("evaluate", EvaluateCommand.Create),
        ("data", DataCommand.Create),
        ("cache", CacheCommand.Create),
        ("schema", SchemaCommand.Create),
        ("completion", CompletionCommand.Create),
    ];

    private static readonly Lazy<RootCommand> Whole = new(() => Create(Commands));

    /// <summary>The root with every command; --help prints notes and exit codes, and is no wider than a page.</summary>
    public static RootCommand Root => Whole.Value;

    /// <summary>
    /// The root with what a command line needs: the command that its first word names, alone, for making all of them takes as long as starting
    /// .NET; none for the version, else every command.
    /// </summary>
    public static RootCommand For(IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        (string Name, Func<Command> Create)[] named = [.. Commands.Where(command => arguments.Count > 0 && command.Name == arguments[0])];
        return named.Length > 0 || arguments is ["--version"] ? Create(named) : Root;
    }

    /// <summary>Returns the words that call a command: "experiments data fetch".</summary>
    public static string PathOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{PathOf(parent)} {command.Name}" : "experiments";

    private static RootCommand Create(IEnumerable<(string Name, Func<Command> Create)> commands)
    {
        RootCommand root = new("Experiments: sweeps over datasets, network layers and reducers, scored and printed.");
        foreach ((_, Func<Command> create) in commands)
        {
            root.Add(create());
        }

        EmptyArguments.Refuse(root);
        root.Add(SuggestCommand.Create(root));
        root.Add(StageCommand.Create());
        HelpWithNotes.Install(root, Notes);
        return root;
    }
}
