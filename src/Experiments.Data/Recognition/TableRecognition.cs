using Experiments.Data.Formats;
using Experiments.Data.Tables;

namespace Experiments.Data.Recognition;

/// <summary>Finds out what the columns of a table are: texts to read, a class, names, numbers.</summary>
internal static class TableRecognition
{
    private const int MostClasses = 50;
    private const int MostCategories = 30;
    private const double WordsOfText = 5;

    /// <summary>Cells whose words are counted.</summary>
    private const int Judged = 1000;

    private static readonly string[] LabelNames = ["label", "labels", "class", "target", "species", "category", "cultivar", "topic", "y"];
    private static readonly string[] NameNames = ["id", "name", "title", "file", "filename", "key"];

    /// <summary>Looks at a table.</summary>
    /// <exception cref="DataException">It cannot be read, or holds neither numbers nor texts.</exception>
    public static RecognizedData Of(string path)
    {
        using ITableFile table = TableFile.Open(new FilePart(path, null));
        int[] columns = [.. Enumerable.Range(0, table.Columns.Count).Where(column => column != table.Index)];
        int[] textual = [.. table.TextColumns(columns)];
        IReadOnlyList<string?[]> cells = table.Read(new TableSelection([], null, _ => string.Empty) { Texts = textual, MissingAllowed = true }).Texts;
        Column[] texts = [.. textual.Select((column, i) => new Column(column, table.Columns[column], cells[i]))];
        Column[] prose = [.. texts.Where(column => column.Words >= WordsOfText && column.Distinct > column.Known / 2)];
        Column? label = texts.Except(prose).FirstOrDefault(column => IsCalled(column.Name, LabelNames) && column.Distinct is > 1 and <= MostClasses)
            ?? texts.Except(prose).LastOrDefault(column => column.Distinct is > 1 and <= MostClasses && column.Distinct <= column.Known / 4);
        string? numbered = label is not null ? null
            : columns.Except(textual).Select(column => table.Columns[column]).FirstOrDefault(name => IsCalled(name, LabelNames));
        Column[] distinct = [.. texts.Except(prose).Where(column => column != label && column.Distinct == column.Known)];
        Column? name = distinct.FirstOrDefault(column => IsCalled(column.Name, NameNames))
            ?? distinct.FirstOrDefault(column => column.Known > MostCategories);
        List<(string, string)> settings = [.. Named("label", label?.Word ?? numbered), .. Named("id", name?.Word)];
        int numbers = columns.Length - textual.Length - (numbered is null ? 0 : 1);
        string told = (label?.Name ?? numbered) is { } by ? $", classes by {by}" : ", no classes (label: COLUMN names some)";
        if (prose.Length > 0)
        {
            Column longest = prose.MaxBy(column => column.Words)!;
            return new RecognizedData(
                "text", [("path", path), ("text", longest.Word), .. settings], $"a table whose column {longest.Name} holds texts{told}")
            {
                Words = longest.Words,
            };
        }

        Column[] features = [.. texts.Where(column => column != label && column != name)];
        string[] ignored = [.. features.Where(column => column.Distinct > MostCategories).Select(column => column.Word)];
        if (numbers + features.Length - ignored.Length == 0)
        {
            throw new DataException($"{path}: holds neither columns of numbers nor one of texts ({table.Columns.Count} columns: "
                + $"{string.Join(", ", table.Columns.Take(8))}).");
        }

        settings.AddRange(Named("ignore", ignored.Length == 0 ? null : string.Join(',', ignored)));
        settings.AddRange(Named("categories", features.Length > ignored.Length ? "one_hot" : null));
        string left = ignored.Length == 0 ? string.Empty : $"; left out, since almost every row has another text: {string.Join(", ", ignored)}";
        return new RecognizedData(
            "table", [("file", path), .. settings, ("scale", "standard"), ("non_finite", "median")],
            $"a table of {numbers + features.Length - ignored.Length} features{told}{left}");
    }

    private static IEnumerable<(string, string)> Named(string setting, string? value) => value is null ? [] : [(setting, value)];

    private static bool IsCalled(string column, string[] names) => names.Contains(column.Trim().ToLowerInvariant());

    /// <summary>A column of texts.</summary>
    private sealed record Column(int Place, string Name, string?[] Cells)
    {
        /// <summary>How a setting names it: by its name, or by its place where it has none.</summary>
        public string Word => Name.Length == 0 || Name.Contains(',') ? $"{Place}" : Name;

        public int Known { get; } = Cells.Count(cell => !string.IsNullOrWhiteSpace(cell));

        public int Distinct { get; } = Cells.Where(cell => !string.IsNullOrWhiteSpace(cell)).Distinct().Count();

        /// <summary>Words of a cell on average.</summary>
        public double Words { get; } = Cells.OfType<string>().Where(cell => !string.IsNullOrWhiteSpace(cell)).Take(Judged)
            .Select(cell => cell.Split().Length).DefaultIfEmpty(0).Average();
    }
}
