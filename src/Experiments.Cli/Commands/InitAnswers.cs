using System.Globalization;
using Experiments.Results;
using Experiments.Results.Yaml;

namespace Experiments.Cli.Commands;

/// <summary>What <c>init</c> knows of a sweep that is wanted: by flags, or by asking.</summary>
/// <param name="Data">A path, or what the program makes itself: digits or blobs.</param>
/// <param name="Show">data, layers or models.</param>
/// <param name="Minutes">About how long the sweep may take on two cores.</param>
internal sealed record InitAnswers(string Data, string Show, int Minutes)
{
    /// <summary>Datasets that the program makes itself.</summary>
    public static readonly string[] Generated = ["digits", "blobs"];

    /// <summary>What a sweep can show.</summary>
    public static readonly string[] Shows = ["data", "layers", "models"];

    /// <summary>Asks for each that is null; an empty answer takes the proposal, one that is not understood is asked for again.</summary>
    /// <exception cref="SweepException">The input ended before an answer.</exception>
    public static InitAnswers Ask(string? data, string? show, int? minutes, TextReader input, TextWriter output) => new(
        data ?? Ask("What are your data? A folder or zip of images, a table (.csv, .tsv, .parquet), a matrix (.npy, .npz);\n"
            + $"or {string.Join(" or ", Generated)}, which the program makes itself", Generated[0], IsData, input, output),
        show ?? Ask("What do you want to see? Pictures of the data as they are (data), of what a network makes of them layer by layer\n"
            + "(layers), or of two networks side by side (models)", Shows[0], WhyNot, input, output),
        minutes ?? int.Parse(
            Ask("How many minutes may it take, on two cores", "2", IsMinutes, input, output), CultureInfo.InvariantCulture));

    private static string? IsData(string answer) => Generated.Contains(answer) || File.Exists(answer) || Directory.Exists(answer)
        ? null : $"there is no file or folder '{answer}'";

    private static string? WhyNot(string answer) => Shows.Contains(answer)
        ? null : $"got '{answer}', expected {string.Join(", ", Shows)}{Spelling.Suggest(answer, Shows)}";

    private static string? IsMinutes(string answer) => int.TryParse(answer, NumberStyles.None, CultureInfo.InvariantCulture, out int n) && n > 0
        ? null : $"got '{answer}', expected a whole number of at least 1";

    private static string Ask(string question, string proposal, Func<string, string?> problem, TextReader input, TextWriter output)
    {
        while (true)
        {
            output.Write($"{question} [{proposal}]: ");
            string line = input.ReadLine()?.Trim()
                ?? throw new SweepException("init: the input ended before every question was answered; give --data, --show and --minutes");
            string answer = line.Length == 0 ? proposal : line;
            if (problem(answer) is not { } reason)
            {
                return answer;
            }

            output.WriteLine(reason);
        }
    }
}
