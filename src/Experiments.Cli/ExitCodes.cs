namespace Experiments.Cli;

/// <summary>The numbers by which the process tells its caller how it ended; documented in --help and docs/commands.md.</summary>
internal static class ExitCodes
{
    /// <summary>Every code and its meaning, for the help of the whole program.</summary>
    public static IReadOnlyList<(int Code, string Meaning)> All { get; } =
    [
        (0, "done"),
        (1, "something to mend, said in one line each"),
        (2, "the command line was not understood"),
        (3, "the sweep finished, but some trials failed"),
        (4, "a score broke a rule that compare was given with --fail-if"),
        (129, "stopped by SIGHUP: the terminal was closed"),
        (130, "stopped by Ctrl-C; a sweep goes on from there when it is run again"),
        (131, "stopped by SIGQUIT"),
        (143, "stopped by SIGTERM"),
    ];

    /// <summary>Codes that any command may end with.</summary>
    public static IReadOnlyList<int> OfEveryCommand { get; } = [0, 1, 2, 129, 130, 131, 143];

    /// <summary>The command did what it was asked.</summary>
    public const int Done = 0;

    /// <summary>Something a user can mend; said on standard error.</summary>
    public const int Mendable = 1;

    /// <summary>The command line was not understood.</summary>
    public const int Usage = 2;

    /// <summary>The sweep finished, but some trials failed.</summary>
    public const int SomeTrialsFailed = 3;

    /// <summary>A comparison was made, and a score broke a rule given with --fail-if.</summary>
    public const int Regressed = 4;

    /// <summary>Added to its number: stopped by a signal.</summary>
    public const int OfSignals = 128;

    /// <summary>The command was stopped by Ctrl-C.</summary>
    public const int Cancelled = 130;
}
