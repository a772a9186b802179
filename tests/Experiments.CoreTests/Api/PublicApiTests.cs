using System.Reflection;
using System.Text;
using Experiments.MLNet;
using Experiments.Reduction;

namespace Experiments.Tests.Api;

/// <summary>
/// What the packages show to programs, against Fixtures/api. Before you accept a change, read the difference as a user of the package would: what was taken
/// away or renamed breaks programs.
/// </summary>
public sealed class PublicApiTests
{
    public static TheoryData<string> Libraries => [.. All.Keys];

    private static Dictionary<string, Assembly> All { get; } = new()
    {
        ["Experiments.Reduction"] = typeof(IReducer).Assembly,
        ["Experiments.MLNet"] = typeof(ReductionTransformer).Assembly,
    };

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Public_surface_is_as_approved(string library)
    {
        string surface = PublicSurface.Of(All[library]);
        Approval.Here.Check(
            $"tests/Experiments.CoreTests/Fixtures/api/{library}.txt", Encoding.UTF8.GetBytes(surface),
            approved => Changes(Encoding.UTF8.GetString(approved).ReplaceLineEndings("\n").Split('\n'), surface.Split('\n')));
    }

    /// <summary>Every member that came or went, not only the first.</summary>
    private static OutputDifference? Changes(string[] before, string[] now)
    {
        string[] changes = [.. Whole(before).Except(Whole(now)).Select(line => $"- {line}"), .. Whole(now).Except(Whole(before)).Select(line => $"+ {line}")];
        return before.SequenceEqual(now) ? null : new OutputDifference($"The public surface changed:\n{string.Join('\n', changes)}");
    }

    /// <summary>Members beside the name of their type.</summary>
    private static IEnumerable<string> Whole(string[] lines)
    {
        string type = string.Empty;
        foreach (string line in lines)
        {
            type = line.StartsWith(' ') ? type : line.Split(" : ")[0];
            yield return line.StartsWith(' ') ? $"{type}: {line.Trim()}" : line;
        }
    }
}
