using System.Text.Json.Serialization;

namespace Experiments.Results.Records;

/// <summary>What became of a trial, or of a training; results spell it in lower case.</summary>
[JsonConverter(typeof(TrialStatusConverter))]
public enum TrialStatus
{
    /// <summary>It has a result.</summary>
    [JsonStringEnumMemberName("done")]
    Done,

    /// <summary>It has a reason instead of a result.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>The sweep was stopped before it.</summary>
    [JsonStringEnumMemberName("pending")]
    Pending,
}

/// <summary>Reads and writes a status by its name alone: a number is no status.</summary>
internal sealed class TrialStatusConverter() : JsonStringEnumConverter<TrialStatus>(namingPolicy: null, allowIntegerValues: false);

/// <summary>The words for statuses.</summary>
internal static class TrialStatusText
{
    /// <summary>The status as results and tables spell it.</summary>
    public static string InWords(this TrialStatus status) => status switch
    {
        TrialStatus.Done => "done",
        TrialStatus.Failed => "failed",
        _ => "pending",
    };
}
