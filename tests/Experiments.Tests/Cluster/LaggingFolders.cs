using System.Diagnostics;

namespace Experiments.Tests.Cluster;

/// <summary>
/// A folder that every node, and the driver, sees through a network file system of its own (SFTP, by sshfs): for a few seconds each of them believes
/// what it saw of names, sizes and listings, and that what was not there is not there.
/// </summary>
internal sealed class LaggingFolders : IDisposable
{
    private const string Server = "/usr/lib/openssh/sftp-server";
    private const string Client = "/usr/bin/sshfs";
    private const int Seconds = 3;
    private readonly List<string> mounted = [];

    public LaggingFolders(string root, string[] nodes)
    {
        Shared = Path.Combine(root, "shared");
        OfNodes = Path.Combine(root, "nodes");
        Missing = !File.Exists(Client) || !File.Exists(Server) ? "needs sshfs (Debian: apt-get install sshfs openssh-sftp-server)"
            : !File.Exists("/dev/fuse") ? "needs /dev/fuse" : null;
        string disk = Directory.CreateDirectory(Path.Combine(root, "disk")).FullName;
        foreach (string place in Missing is null ? (string[])[Shared, .. nodes.Select(node => Path.Combine(OfNodes, node))] : [])
        {
            Directory.CreateDirectory(place);
            string said = Run(Client, "-o", $"ssh_command={Command(root)},dcache_timeout={Seconds},entry_timeout={Seconds},attr_timeout={Seconds},"
                + $"negative_timeout={Seconds}", $"here:{disk}", place);
            if (said.Length > 0)
            {
                Missing = $"sshfs mounts nothing here: {said}";
                return;
            }

            mounted.Add(place);
        }
    }

    /// <summary>Why there are none; null where there are.</summary>
    public string? Missing { get; }

    /// <summary>The folder as the driver sees it.</summary>
    public string Shared { get; }

    /// <summary>Where the folder lies as each node sees it, below the node's name.</summary>
    public string OfNodes { get; }

    public void Dispose() => mounted.ForEach(place => Run("umount", "-l", place));

    /// <summary>A program that stands for ssh: it ignores the host and serves this machine's files.</summary>
    private static string Command(string root)
    {
        string file = Path.Combine(root, "sftp.sh");
        File.WriteAllText(file, $"#!/bin/sh\nexec {Server} 2>/dev/null\n");
        Run("chmod", "+x", file);
        return file;
    }

    private static string Run(string command, params string[] arguments)
    {
        ProcessStartInfo start = new(command, arguments) { RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        string said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return said.Trim();
    }
}
