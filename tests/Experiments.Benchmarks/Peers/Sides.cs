namespace Experiments.Benchmarks;

/// <summary>Finds out which libraries are installed, and starts them.</summary>
internal sealed class Sides
{
    /// <summary>Stands for a script where a library is used by this very program.</summary>
    public const string Worker = "worker";

    private readonly Dictionary<string, (IReadOnlyList<string> Command, IReadOnlyDictionary<string, string> Versions)> scripts = [];

    public Sides()
    {
        scripts[Worker] = ([Environment.ProcessPath!, .. Self(), Worker], new Dictionary<string, string> { ["TorchSharp"] = PlainEpoch.Version });
        scripts["peers.py"] = Best([["/usr/bin/python3"], ["python3"]], "peers.py");
        scripts["peers.R"] = Best([["Rscript", "--vanilla"]], "peers.R");
    }

    /// <summary>Libraries that a contest could use and this machine lacks.</summary>
    public IReadOnlyList<string> Missing =>
        [.. Contest.All.SelectMany(contest => contest.Rivals).Where(rival => !Has(rival)).Select(rival => rival.Library).Distinct()];

    /// <summary>"scikit-learn 1.2.1, uwot 0.1.14".</summary>
    public string Present => string.Join(", ", scripts.Values.SelectMany(script => script.Versions).Select(pair => $"{pair.Key} {pair.Value}"));

    /// <summary>Us first, then every installed rival.</summary>
    public IReadOnlyList<Side> Of(Contest contest) =>
    [
        Us(contest.Ours),
        .. contest.Rivals.Where(Has).Select(rival =>
            new Side(rival.Note.Length > 0 ? $"{rival.Library}, {rival.Note}" : rival.Library, rival.Job, scripts[rival.Script].Command)),
    ];

    /// <summary>Us, at a job of <see cref="Benchmarks.Worker"/>.</summary>
    public Side Us(string job) => new("Experiments", job, scripts[Worker].Command);

    private bool Has(Rival rival) => scripts[rival.Script].Versions.ContainsKey(rival.Library);

    /// <summary>Under the dotnet host the program is its first argument.</summary>
    private static string[] Self() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(Sides).Assembly.Location] : [];

    /// <summary>The first way to start a script that finds any library.</summary>
    private static (IReadOnlyList<string> Command, IReadOnlyDictionary<string, string> Versions) Best(string[][] programs, string script)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Peers", "Scripts", script);
        (IReadOnlyList<string> Command, IReadOnlyDictionary<string, string> Versions) last = ([], new Dictionary<string, string>());
        foreach (string[] program in programs)
        {
            string[] command = [.. program, path];
            last = (command, Side.Probe(command));
            if (last.Versions.Count > 0)
            {
                break;
            }
        }

        return last;
    }
}
