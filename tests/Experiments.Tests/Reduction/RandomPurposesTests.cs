using System.Reflection;
using System.Text.RegularExpressions;
using Experiments.Tests.Completeness;
using Experiments.Tests.Sweeps;

namespace Experiments.Tests.Reduction;

/// <summary>Every purpose of random numbers is a constant of its project's RandomPurposes, and no two constants are the same.</summary>
public sealed partial class RandomPurposesTests
{
    private const string Registry = "RandomPurposes";

    private static string[] Sources { get; } =
        [.. Directory.GetFiles(Path.Combine(ConfigsTests.Root(), "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Contains("obj"))];

    [Fact]
    public void No_two_purposes_are_the_same()
    {
        Type[] registries = [.. Directory.GetFiles(AppContext.BaseDirectory, "*xperiments*.dll").SelectMany(Registries)];
        (string Purpose, string Name)[] all = [.. registries.SelectMany(registry => registry.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => ((string)field.GetRawConstantValue()!, $"{registry.FullName}.{field.Name}")))];

        Assert.Equal(Sources.Count(file => Path.GetFileName(file) == $"{Registry}.cs"), registries.Length);
        Assert.True(all.Length > 40, $"only {all.Length} purposes were found");
        Assert.Equal([], all.GroupBy(one => one.Purpose).Where(group => group.Count() > 1)
            .Select(group => $"\"{group.Key}\": {string.Join(", ", group.Select(one => one.Name))}"));
    }

    [Fact]
    public void No_source_file_names_a_purpose_of_its_own() =>
        Assert.Equal([], Sources.SelectMany(file =>
            Unregistered(File.ReadAllText(file)).Select(made => $"{Path.GetRelativePath(ConfigsTests.Root(), file)}: {made}")));

    [Theory]
    [InlineData("CounterRandom random = new(seed, \"mine\");", 1)]
    [InlineData("x = new CounterRandom(0, purpose).Permutation(3);", 1)]
    [InlineData("CounterRandom a = new(0, RandomPurposes.A), b = new(0, \"b\");", 1)]
    [InlineData("private readonly CounterRandom random = new(seed, RandomPurposes.Mine);", 0)]
    public void What_the_source_check_finds(string source, int found) => Assert.Equal(found, Unregistered(source).Count());

    private static IEnumerable<Type> Registries(string library) => Assembly.LoadFrom(library).GetTypes().Where(type => type.Name == Registry);

    /// <summary>Statements of a source file that make random numbers for a purpose that no registry holds.</summary>
    private static IEnumerable<string> Unregistered(string source) => Statements().Matches(source).Select(match => match.Value)
        .Where(statement => statement.Contains('"') || Made().Count(statement) > statement.Split($"{Registry}.").Length - 1);

    [GeneratedRegex(@"\bCounterRandom \w+ = new\b[^;{}]*;|\bnew CounterRandom\b[^;{}]*;")]
    private static partial Regex Statements();

    [GeneratedRegex(@"\bnew( CounterRandom)?\(")]
    private static partial Regex Made();
}
