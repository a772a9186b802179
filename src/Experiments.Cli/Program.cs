using System.CommandLine;
using Experiments.Cli;
using Experiments.Sweeps;

const string Notes = """
    Examples:
      experiments sweep configs/quickstart.yaml
      experiments sweep configs/mnist.yaml --data ~/data --jobs 2
      experiments report reports/mnist --pages atlas,scree
      experiments embed --input X.npy --reducer umap --set n_neighbors=30 --output Y.npy
      experiments evaluate --input X.npy --embedding Y.npy --labels y.npy --neighbors 5,15,50

    Exit codes: 0 done; 1 something to mend (said in one line); 2 the command line was not understood;
                3 the sweep finished but some trials failed; 130 stopped by Ctrl-C (the next run resumes).
    """;

RootCommand root = new("Experiments: sweeps over datasets, network layers and reducers, scored and printed.")
{
    SweepCommand.Create(),
    ReportCommand.Create(),
    EmbedCommand.Create(),
    EvaluateCommand.Create(),
    DataCommand.Create(),
    SchemaCommand.Create(),
};

HelpWithNotes.Install(root, Notes);
ParseResult parsed = root.Parse(args);
if (parsed.Errors.Count > 0 && parsed.Action is not HelpWithNotes)
{
    foreach (System.CommandLine.Parsing.ParseError error in parsed.Errors)
    {
        Console.Error.WriteLine($"experiments: {error.Message}");
    }

    string unknown = parsed.UnmatchedTokens is [string first, ..] ? first : string.Empty;
    string meant = Spelling.Suggest(unknown, parsed.CommandResult.Command.Subcommands.Select(command => command.Name));
    Console.Error.WriteLine($"experiments: see 'experiments --help', or --help after a command{meant}");
    return ExitCodes.Usage;
}

// A sweep needs a moment to stop cleanly after Ctrl-C: the stage in flight is dropped, what is finished stays.
return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30), EnableDefaultExceptionHandler = false });
