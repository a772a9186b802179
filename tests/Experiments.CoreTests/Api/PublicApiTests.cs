using System.Reflection;
using System.Text;
using Experiments.MLNet;
using Experiments.Reduction;
using PublicApiGenerator;

namespace Experiments.Tests.Api;

/// <summary>
/// What the packages show to programs, against Fixtures/api. Before you accept a change, read the difference as a user of the package would: what was
/// taken away or renamed breaks programs.
/// </summary>
public sealed class PublicApiTests
{
    /// <summary>The indentation of a member, which stands in its type and its namespace.</summary>
    private const string MemberIndent = "        ";

    /// <summary>Texts and ranges of options are approved with the schema.</summary>
    private static readonly ApiGeneratorOptions Options = new()
    {
        IncludeAssemblyAttributes = false,
        ExcludeAttributes = [typeof(OptionAttribute).FullName!],
    };

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
        string surface = All[library].GeneratePublicApi(Options).ReplaceLineEndings("\n") + "\n";
        Approval.Here.Check(
            $"tests/Experiments.CoreTests/Fixtures/api/{library}.txt", Encoding.UTF8.GetBytes(surface),
            approved => Changes(Encoding.UTF8.GetString(approved).ReplaceLineEndings("\n").Split('\n'), surface.Split('\n')));
    }

    /// <summary>Every member that came or went, not only the first.</summary>
    private static OutputDifference? Changes(string[] before, string[] now)
    {
        string[] changes = [.. Whole(before).Except(Whole(now)).Select(line => $"- {line}"),
            .. Whole(now).Except(Whole(before)).Select(line => $"+ {line}")];
        return before.SequenceEqual(now) ? null : new OutputDifference($"The public surface changed:\n{string.Join('\n', changes)}");
    }

    /// <summary>Types, and members beside their type; braces are left out.</summary>
    private static IEnumerable<string> Whole(string[] lines)
    {
        string type = string.Empty;
        foreach (string line in lines.Where(line => line.Trim() is not ("" or "{" or "}")))
        {
            bool isMember = line.StartsWith(MemberIndent, StringComparison.Ordinal);
            type = isMember ? type : line.Trim().Split(" : ")[0];
            yield return isMember ? $"{type}: {line.Trim()}" : line.Trim();
        }
    }
}
