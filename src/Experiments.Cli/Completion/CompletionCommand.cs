using System.CommandLine;
using System.Reflection;

namespace Experiments.Cli.Completion;

/// <summary><c>completion</c>: scripts that teach a shell the program's words.</summary>
internal static class CompletionCommand
{
    private static readonly IReadOnlyDictionary<string, string> Extensions = new Dictionary<string, string>
    {
        ["bash"] = "bash",
        ["zsh"] = "zsh",
        ["fish"] = "fish",
        ["powershell"] = "ps1",
    };

    private static readonly Argument<string> Shell = new("shell") { HelpName = "shell", Description = "bash, zsh, fish or powershell" };

    public static Command Create()
    {
        Shell.AcceptAnyCase([.. Extensions.Keys]);
        NotedCommand command = new("completion", "Print a script that completes commands, options and their values in a shell.", () => """
            The script completes the launcher that printed it and the word experiments. To have that word:
              alias experiments=/path/to/run.sh

            Examples, for a shell's start-up file:
              bash        eval "$(/path/to/run.sh completion bash)"          in ~/.bashrc
              zsh         source <(/path/to/run.sh completion zsh)           in ~/.zshrc, after compinit
              fish        /path/to/run.sh completion fish | source           in config.fish
              PowerShell  experiments completion powershell | Out-String | Invoke-Expression   in $PROFILE
            """)
        { Shell };
        command.SetAction((parsed, _) => Task.FromResult(Faults.Guard(() => Run(parsed.GetRequiredValue(Shell)))));
        return command;
    }

    /// <summary>A shell's script that asks <paramref name="program"/> and serves that launcher.</summary>
    internal static string Script(string shell, string program, string launcher)
    {
        string name = $"Experiments.Cli.Completion.Scripts.completion.{Extensions[shell]}";
        using StreamReader reader = new(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n").Replace("@PROGRAM@", Quoted(shell, program), StringComparison.Ordinal)
            .Replace("@LAUNCHER@", Quoted(shell, launcher), StringComparison.Ordinal)
            .Replace("@NAME@", Names(shell, Path.GetFileName(launcher)), StringComparison.Ordinal);
    }

    /// <summary>The launcher's name, completed like the word experiments; for PowerShell both, in the ways they are written.</summary>
    private static string Names(string shell, string launcher) => shell != "powershell" ? launcher
        : launcher.Length == 0 ? "experiments" : $"experiments, {launcher}, ./{launcher}, .\\{launcher}";

    private static int Run(string shell)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "experiments.dll");
        Console.Out.Write(Script(shell, program, Environment.GetEnvironmentVariable("EXPERIMENTS_LAUNCHER") ?? string.Empty));
        return ExitCodes.Done;
    }

    private static string Quoted(string shell, string text) => shell switch
    {
        "powershell" => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        "fish" => $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'",
        _ => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'",
    };
}
