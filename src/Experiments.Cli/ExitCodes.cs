namespace Experiments.Cli;

/// <summary>What the process tells its caller; documented in --help and the README.</summary>
internal static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Something a user can mend; said on standard error.</summary>
    public const int Mendable = 1;

    /// <summary>The command line was not understood.</summary>
    public const int Usage = 2;

    /// <summary>The sweep finished, but some trials failed.</summary>
    public const int SomeTrialsFailed = 3;

    /// <summary>Stopped by Ctrl-C.</summary>
    public const int Cancelled = 130;
}
