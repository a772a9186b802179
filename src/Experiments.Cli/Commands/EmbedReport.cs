using System.Text.Json;
using System.Text.Json.Nodes;
using Experiments.Reduction;
using Experiments.Results.Records;

namespace Experiments.Cli.Commands;

/// <summary>The report that <c>embed</c> prints.</summary>
internal sealed record EmbedReport(
    ReducerDescriptor Descriptor, ReducerOptions Options, long Seed, Matrix Samples, ReductionResult Result, double TotalSeconds)
{
    /// <summary>The saved model that placed the samples; null where they were fitted.</summary>
    public string? Model { get; init; }

    /// <summary>One JSON object: reducer, parameters, seed, n, d, seconds, the fit's own numbers, peak_mb.</summary>
    public string ToJson()
    {
        JsonObject json = new()
        {
            ["reducer"] = Descriptor.Kind,
            ["parameters"] = JsonSerializer.SerializeToNode(OptionSchema.Values(Options).ToDictionary(), SweepJson.Options),
            ["saw_labels"] = Options.UsesLabels,
            ["seed"] = Seed,
            ["n"] = Samples.Rows,
            ["d"] = Samples.Columns,
            ["seconds"] = new JsonObject
            {
                ["neighbors"] = Result.Seconds.GetValueOrDefault("neighbors"),
                ["fit"] = Result.Seconds.GetValueOrDefault("fit"),
                ["total"] = TotalSeconds,
            },
        };
        if (Model is not null)
        {
            json["model"] = Model;
        }

        foreach ((string name, double value) in Result.Diagnostics)
        {
            json[name] = value;
        }

        json["peak_mb"] = Math.Round(PeakMemory.Megabytes, 1);
        return json.ToJsonString(SweepJson.Options);
    }
}
