using System.Reflection;
using Experiments.MLNet;
using Experiments.Reduction;

namespace Experiments.Tests.Api;

/// <summary>
/// What the packages show to programs, against Fixtures/api. Where it was changed on purpose, copy the .received.txt, which lies beside the test program,
/// over the approved file and read the difference as a user of the package would: what was taken away or renamed breaks programs.
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
        string approved = Path.Combine(AppContext.BaseDirectory, "Fixtures", "api", $"{library}.txt");
        string received = Path.ChangeExtension(approved, ".received.txt");
        string surface = PublicSurface.Of(All[library]);
        Directory.CreateDirectory(Path.GetDirectoryName(approved)!);
        File.WriteAllText(received, surface);
        string[] now = surface.Split('\n');
        string[] before = File.Exists(approved) ? File.ReadAllText(approved).ReplaceLineEndings("\n").Split('\n') : [];
        string[] changes = [.. Whole(before).Except(Whole(now)).Select(line => $"- {line}"), .. Whole(now).Except(Whole(before)).Select(line => $"+ {line}")];
        Assert.True(
            before.SequenceEqual(now),
            $"The public surface of {library} changed:\n{string.Join('\n', changes)}\nOn purpose? Copy {received} over tests/Experiments.Tests/Fixtures/api/{library}.txt.");
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
