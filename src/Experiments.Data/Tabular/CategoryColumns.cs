using Experiments.Data.Formats;
using Experiments.Data.Numbers;
using Experiments.Data.Tables;

namespace Experiments.Data.Tabular;

/// <summary>The fates of features that are texts.</summary>
public enum CategoryEncoding
{
    /// <summary>Such features are a fault.</summary>
    Refuse,

    /// <summary>A column of 0 and 1 for each text that occurs, named "column=text".</summary>
    OneHot,

    /// <summary>The place of the text, from 0, among all that occur in the column: numbers by value, else in ordinal order.</summary>
    Ordinal,
}

/// <summary>Reads features of which some are texts.</summary>
internal static class CategoryColumns
{
    private const int MostTexts = 1000;

    /// <summary>
    /// The rows, their texts made numbers, with the names of the columns that there are then, and the texts of each column that held some, in order.
    /// </summary>
    /// <exception cref="DataException">The file is damaged, a feature is not what it should be, or has more than 1000 different texts.</exception>
    public static (TableRows Rows, string[] Names, Dictionary<string, IReadOnlyList<string>> Texts) Read(
        ITableFile table, TableSelection selection, CategoryEncoding encoding, string path)
    {
        IReadOnlyList<int> texts = encoding == CategoryEncoding.Refuse ? [] : table.TextColumns(selection.Features);
        if (texts.Count == 0)
        {
            return (table.Read(selection), [.. selection.Features.Select(column => table.Columns[column])], []);
        }

        int[] numbers = [.. selection.Features.Except(texts)];
        TableRows read = table.Read(selection with { Features = numbers, Texts = texts });
        List<(string Name, Func<int, double> Value)> columns = [];
        Dictionary<string, IReadOnlyList<string>> known = [];
        foreach (int feature in selection.Features)
        {
            int place = Array.IndexOf([.. texts], feature);
            int number = Array.IndexOf(numbers, feature);
            if (place < 0)
            {
                columns.Add((table.Columns[feature], row => read.Features[row, number]));
                continue;
            }

            string[] names = Names(table, feature, read.Texts[place], path);
            string title = table.Columns[feature].Length == 0 ? $"{feature}" : table.Columns[feature];
            known[title] = names;
            columns.AddRange(Encoded(title, names, read.Texts[place], encoding));
        }

        NumberTable all = NumberTable.Create(read.Features.Rows, columns.Count, read.Features.IsDouble);
        for (int row = 0; row < all.Rows; row++)
        {
            for (int column = 0; column < all.Columns; column++)
            {
                all.Set(row, column, columns[column].Value(row));
            }
        }

        return (read with { Features = all }, [.. columns.Select(column => column.Name)], known);
    }

    private static string[] Names(ITableFile table, int column, string?[] texts, string path)
    {
        string[] names = LabelTexts.Ordered(texts.OfType<string>().Distinct());
        if (names.Length > MostTexts)
        {
            throw new DataException(
                $"{path}: {TableFile.Place(table.Columns, column)} holds {names.Length} different texts; at most {MostTexts} are made numbers: "
                + $"leave it out with ignore: {TableFile.Word(table.Columns, column)}.");
        }

        return names;
    }

    private static IEnumerable<(string Name, Func<int, double> Value)> Encoded(
        string title, string[] names, string?[] texts, CategoryEncoding encoding)
    {
        Dictionary<string, int> index = names.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        int[] codes = Array.ConvertAll(texts, text => text is null ? -1 : index[text]);
        return encoding == CategoryEncoding.Ordinal
            ? [(title, row => codes[row] < 0 ? double.NaN : codes[row])]
            : names.Select((name, code) => ($"{title}={name}", (Func<int, double>)(row => codes[row] < 0 ? double.NaN : codes[row] == code ? 1 : 0)));
    }
}
