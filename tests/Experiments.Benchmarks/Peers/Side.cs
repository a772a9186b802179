using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Experiments.Benchmarks;

/// <summary>One library that can be started: program, arguments in front of the job's, what it is called and its version.</summary>
internal sealed record Side(string Title, string Job, IReadOnlyList<string> Command)
{
    // Set on some machines for old builds of OpenBLAS; they keep a current one from its fastest kernels.
    private static readonly string[] Throttles = ["OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"];

    /// <summary>Runs the job in a process of its own.</summary>
    /// <returns>What it measured, or null when it failed; the reason went to standard error.</returns>
    public Measurement? Run(BenchmarkInputs inputs, string output, int threads, int seed)
    {
        File.Delete(output);
        string[] job = [Job, inputs.Samples, inputs.Picture, inputs.Labels, output, Text(threads), Text(seed)];
        long start = Stopwatch.GetTimestamp();
        string? answer = Start([.. Command, .. job], out string errors);
        double wall = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (answer is null || JsonNode.Parse(answer.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]) is not JsonObject measured)
        {
            Console.Error.WriteLine($"{Title} failed: {errors.Trim().Split('\n')[^1]}");
            return null;
        }

        double seconds = (double)measured["seconds"]!;
        return new Measurement(seconds, wall - seconds, (double)measured["peak_mb"]!, (double?)measured["value"], File.Exists(output)
            ? output : null);
    }

    /// <summary>Versions of the libraries a script finds, by name; empty when its program is not there.</summary>
    public static IReadOnlyDictionary<string, string> Probe(IReadOnlyList<string> command)
    {
        string? answer = Start([.. command, "PROBE"], out _);
        return answer is null || JsonNode.Parse(answer) is not JsonObject versions
            ? new Dictionary<string, string>()
            : versions.ToDictionary(pair => pair.Key, pair => (string)pair.Value!);
    }

    private static string? Start(string[] command, out string errors)
    {
        ProcessStartInfo info = new(command[0], command.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string throttle in Throttles)
        {
            info.Environment.Remove(throttle);
        }

        try
        {
            using Process process = Process.Start(info)!;
            Task<string> reading = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            errors = reading.Result;
            return process.ExitCode == 0 ? output : null;
        }
        catch (System.ComponentModel.Win32Exception fault)
        {
            errors = fault.Message;
            return null;
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>One run: seconds of the job alone, everything around it (start-up, reading, compiling), peak memory, and what came out.</summary>
internal sealed record Measurement(double Seconds, double Around, double PeakMb, double? Value, string? Output);
