namespace Experiments.Reduction.Saving;

/// <summary>
/// Tries file operations again that failed for a reason which may pass: another program holds the file, a network drive hesitates, a signal
/// interrupted the call. What will not pass (no space, no permission, no such file) is thrown at once.
/// </summary>
internal static class FileRetry
{
    private const int AccessDenied = unchecked((int)0x80070005);
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(500)];

    /// <summary>Windows: sharing and lock violations, and what a network drive answers when it is late, busy or was cut off (as HRESULTs).</summary>
    private static readonly HashSet<int> OnWindows =
        [.. new[] { 32, 33, 54, 59, 64, 121, 170, 1231, 1236 }.Select(code => unchecked((int)0x80070000) | code)];

    /// <summary>errno: EINTR, EIO, EAGAIN, EBUSY, then ETIMEDOUT, ESTALE and the network's, which are numbered apart.</summary>
    private static readonly HashSet<int> OnLinux = [4, 5, 11, 16, 100, 101, 102, 103, 104, 110, 112, 113, 116, 121];
    private static readonly HashSet<int> OnMac = [4, 5, 35, 16, 50, 51, 52, 53, 54, 60, 64, 65, 70];

    /// <summary>The operation's result; it is tried up to four times within about half a second, and must be one that may be repeated.</summary>
    /// <exception cref="IOException">The operation failed each time, or for a reason that does not pass.</exception>
    public static T Run<T>(Func<T> operation) => Run(operation, Thread.Sleep);

    /// <summary>
    /// Renames a file or folder, tried again likewise. Windows denies access (error 5) also while a virus scanner or an indexer looks at the file,
    /// or at one in the folder; for a rename, of what this program just wrote, that is a reason which may pass.
    /// </summary>
    public static void Rename(Action rename) => Rename(rename, Thread.Sleep, OperatingSystem.IsWindows());

    /// <summary>Renames with a way to wait of one's own, as on Windows or elsewhere.</summary>
    internal static void Rename(Action rename, Action<TimeSpan> wait, bool isWindows)
    {
        ArgumentNullException.ThrowIfNull(rename);
        _ = Run(() => RunRename(rename), wait, fault => MayPass(fault) || (isWindows && fault.HResult == AccessDenied));
    }

    /// <summary>Runs an operation with a way to wait of one's own.</summary>
    internal static T Run<T>(Func<T> operation, Action<TimeSpan> wait) => Run(operation, wait, MayPass);

    private static T Run<T>(Func<T> operation, Action<TimeSpan> wait, Func<Exception, bool> mayPass)
    {
        ArgumentNullException.ThrowIfNull(operation);
        for (int failures = 0; ; failures++)
        {
            try
            {
                return operation();
            }
            catch (Exception fault) when (failures < Pauses.Length && mayPass(fault))
            {
                wait(Pauses[failures]);
            }
        }
    }

    private static bool RunRename(Action rename)
    {
        rename();
        return true;
    }

    /// <summary>Tells whether the system's reason is one that may pass; on Unix it hands its errno through.</summary>
    private static bool MayPass(Exception fault) => fault is IOException && ((fault.InnerException is IOException cause && MayPass(cause))
        || (OperatingSystem.IsWindows() ? OnWindows : OperatingSystem.IsMacOS() ? OnMac : OnLinux).Contains(fault.HResult));
}
