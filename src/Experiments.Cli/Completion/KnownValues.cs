using System.CommandLine;
using System.CommandLine.Completions;
using Experiments.Reduction;
using Experiments.Reports.SweepReport;

namespace Experiments.Cli.Completion;

/// <summary>Values of options and arguments that the program knows, for <see cref="Suggestions"/>.</summary>
internal static class KnownValues
{
    /// <summary>Offers the kinds of reducers.</summary>
    public static IEnumerable<CompletionItem> Reducers(CompletionContext _) =>
        Catalog.Reducers.All.Select(reducer => new CompletionItem(reducer.Kind, detail: reducer.Title));

    /// <summary>Offers the kinds of datasets.</summary>
    public static IEnumerable<CompletionItem> Datasets(CompletionContext _) =>
        Catalog.Datasets.All.Select(dataset => new CompletionItem(dataset.Kind, detail: dataset.Title));

    /// <summary>Titles of pages, several separated by commas; dashes stand for spaces, which a shell would have quoted.</summary>
    public static IEnumerable<CompletionItem> Pages(CompletionContext context)
    {
        string written = context.WordToComplete[..(context.WordToComplete.LastIndexOf(',') + 1)];
        return ReportRenderer.PageTitles.Select(title => new CompletionItem(written + title.ToLowerInvariant().Replace(' ', '-'), detail: title));
    }

    /// <summary>"name=" for every setting, or "name=value" once the name is there and its values are known.</summary>
    public static Func<CompletionContext, IEnumerable<CompletionItem>> Settings(Func<ParseResult, Type?> optionsType) => context =>
    {
        IReadOnlyList<OptionInfo> options = optionsType(context.ParseResult) is { } type ? OptionSchema.Of(type) : [];
        string[] parts = context.WordToComplete.Split('=', 2);
        return parts.Length == 1
            ? options.Select(option => new CompletionItem($"{option.Name}=", detail: option.Attribute.Description))
            : options.Where(option => option.Name == parts[0]).SelectMany(Values).Select(value => new CompletionItem($"{parts[0]}={value}"));
    };

    private static IEnumerable<string> Values(OptionInfo option) =>
    [
        .. option.Choices ?? (option.Type == typeof(bool) ? ["true", "false"] : []),
        .. option.Nullable ? [option.Attribute.NullMeans] : Array.Empty<string>(),
    ];
}
