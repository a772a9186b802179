using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Experiments.Tests.Data;
using Experiments.Tests.Reduction;

namespace Experiments.Tests.Completeness;

/// <summary>Where companions are looked for.</summary>
internal static class Sources
{
    private const string SchemaFile = "configs/experiment.schema.json";

    private static readonly string SchemaText = File.ReadAllText(Repository.At(SchemaFile));

    /// <summary>Kinds of reducers that have a contract suite.</summary>
    public static IReadOnlySet<string> ReducerContracts { get; } = KindsOf(typeof(ReducerContract));

    /// <summary>Kinds of datasets that have a contract suite.</summary>
    public static IReadOnlySet<string> DatasetContracts { get; } = KindsOf(typeof(DatasetContract));

    /// <summary>Whether an approved file of goldens has an output of that name, or one whose name goes on after a space, a slash or an @.</summary>
    public static bool HasGolden(string file, string name)
    {
        using JsonDocument goldens = JsonDocument.Parse(File.ReadAllText(Repository.At(file)));
        return goldens.RootElement.EnumerateObject().Any(golden => Regex.IsMatch(golden.Name, $"^{Regex.Escape(name)}([ /@]|$)"));
    }

    /// <summary>A line of the schema that editors read.</summary>
    public static Companion Schema(string part, string value) =>
        new(part, $"its line in {SchemaFile} (./run.sh test --accept)", SchemaText.Contains($"\"{value}\"", StringComparison.Ordinal));

    /// <summary>Rows and headings of documents that name a part; none for documents that the repository does not have.</summary>
    /// <param name="part">The part.</param>
    /// <param name="file">Path of the document within the repository.</param>
    /// <param name="name">The name that a table's first cell, or a heading, must hold.</param>
    public static IEnumerable<Companion> Document(string part, string file, string name) =>
        File.Exists(Repository.At(file))
            ? [new Companion(part, $"a row or heading of {file}", HasRow(File.ReadAllText(Repository.At(file)), name))]
            : [];

    /// <summary>Whether the name, plain or as code, is in the first cell of a table's row, or in a heading.</summary>
    public static bool HasRow(string text, string name) =>
        Regex.IsMatch(text, $@"^(\| [^|]*|#+ .*)(?<![\w-]){Regex.Escape(name)}(?![\w-])", RegexOptions.Multiline);

    /// <summary>What the property Kind of every suite that inherits a contract says, in both test projects.</summary>
    private static HashSet<string> KindsOf(Type contract)
    {
        PropertyInfo kind = contract.GetProperty("Kind", BindingFlags.Instance | BindingFlags.NonPublic)!;
        IEnumerable<Type> suites = new[] { contract.Assembly, typeof(Sources).Assembly }.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsSubclassOf(contract) && !type.IsAbstract);
        return [.. suites.Select(suite => (string)kind.GetValue(RuntimeHelpers.GetUninitializedObject(suite))!)];
    }
}
