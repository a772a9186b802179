using System.Text;
using System.Text.Unicode;
using Experiments.Data.Formats;
using Experiments.Data.Sources;
using Experiments.Data.Tables;

namespace Experiments.Data.Texts;

/// <summary>Opens texts that lie in files: a column of a table, the lines of a file, or the files of a folder.</summary>
internal static class TextFiles
{
    /// <summary>Raised when the same files would give other samples.</summary>
    public const int Version = 1;

    private static readonly string[] Extensions = [string.Empty, ".txt", ".text", ".md", ".markdown", ".rst"];

    /// <summary>Reads the file or folder that the settings name.</summary>
    /// <exception cref="DataException">It is missing or malformed, holds no text, or a setting does not fit it.</exception>
    public static IDataset Open(TextOptions options, DataContext context)
    {
        if (options.Path.Length == 0)
        {
            throw new DataException(
                "text: no path given; say path: FILE.csv (or .tsv, .parquet), path: FILE.txt with a text a line, or path: FOLDER.");
        }

        string path = context.Resolve(options.Path);
        bool isFolder = Directory.Exists(path);
        bool isLines = !isFolder && Path.GetExtension(path).Equals(".txt", StringComparison.OrdinalIgnoreCase);
        if ((isFolder || isLines) && (options.Text ?? options.Label ?? options.Id) is { } column)
        {
            throw new DataException(
                $"{path}: is {(isFolder ? "a folder" : "a file with one text a line")}, which has no column '{column}'; leave text, label "
                + "and id out.");
        }

        ReadTexts texts = isFolder ? FromFolder(path, context.Cancellation) : isLines ? FromLines(path) : FromTable(path, options);
        return TextDataset.Of(texts, options.MaxWords, new DatasetInfo
        {
            Kind = "text",
            Title = Path.GetFileNameWithoutExtension(path.TrimEnd(Path.DirectorySeparatorChar)),
            Features = 0,
            ClassNames = [],
            Splits = new Dictionary<string, int>(),
            Source = path,
            Fingerprint = Fingerprint(texts),
            License = Licenses.Own,
            Citation = "not stated",
        });
    }

    private static string Fingerprint(ReadTexts texts)
    {
        StringBuilder all = new();
        for (int i = 0; i < texts.Texts.Count; i++)
        {
            all.Append(texts.Texts[i]).Append('\0').Append(texts.Names?[i]).Append('\0').Append(texts.Labels?.Classes?[i])
                .Append(texts.Labels?.Values?[i].ToString("R", System.Globalization.CultureInfo.InvariantCulture)).Append('\n');
        }

        return ContentHash.Of(all.Append(string.Join('\n', texts.Labels?.ClassNames ?? [])).ToString());
    }

    private static ReadTexts FromTable(string path, TextOptions options)
    {
        using ITableFile table = TableFile.Open(new FilePart(path, null));
        int? label = options.Label is null ? null : TableFile.Find(path, table.Columns, options.Label);
        int? id = options.Id is null ? null : TableFile.Find(path, table.Columns, options.Id);
        int text = options.Text is null ? OnlyText(path, table, [label, id, table.Index]) : TableFile.Find(path, table.Columns, options.Text);
        string?[] cells = table.Read(new TableSelection([], label, _ => string.Empty) { Texts = [text], MissingAllowed = true }).Texts[0];
        string?[]? labels = label is { } of ? table.Read(TableSelection.Labels(of)).Labels : null;
        string?[]? names = id is { } called ? table.Read(TableSelection.Labels(called)).Labels : null;
        int[] kept = [.. Enumerable.Range(0, cells.Length).Where(row => !string.IsNullOrWhiteSpace(cells[row]))];
        RequireSome(path, kept.Length);
        int dropped = cells.Length - kept.Length;
        LabelSet? known = labels is null ? null : LabelTexts.Set(Array.ConvertAll(kept, row => labels[row]), options.LabelKind, path);
        List<string> notes = dropped > 0 ? [$"{dropped} of {cells.Length} rows left out: they have no text"] : [];
        notes.AddRange(known?.Unknown > 0 ? [$"{known.Unknown} of {kept.Length} texts have no label"] : []);
        return new ReadTexts(
            Array.ConvertAll(kept, row => cells[row]!), known, Array.ConvertAll(kept, row => names?[row] ?? $"row {row + 1}"), notes);
    }

    /// <summary>The only column of texts beside some others.</summary>
    private static int OnlyText(string path, ITableFile table, int?[] others)
    {
        IReadOnlyList<int> texts = table.TextColumns([.. Enumerable.Range(0, table.Columns.Count).Where(column => !others.Contains(column))]);
        return texts.Count == 1 ? texts[0] : throw new DataException(
            $"{path}: {texts.Count} columns hold texts{(texts.Count == 0 ? string.Empty : ": ")}"
            + $"{string.Join(", ", texts.Take(12).Select(column => TableFile.Word(table.Columns, column)))}; say which with text: COLUMN"
            + (texts.Count > 1 ? $", as in text: {TableFile.Word(table.Columns, texts[^1])}." : "."));
    }

    private static ReadTexts FromLines(string path)
    {
        using TextLines lines = new(path);
        List<string> texts = [];
        List<string> names = [];
        int empty = 0;
        while (lines.Next() is { } line)
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                empty++;
                continue;
            }

            texts.Add(line.Trim());
            names.Add(FormattableString.Invariant($"line {lines.Number}"));
        }

        RequireSome(path, texts.Count);
        return new ReadTexts(texts, null, names, empty > 0 ? [$"{empty} empty lines left out"] : []);
    }

    private static ReadTexts FromFolder(string root, CancellationToken cancellation)
    {
        string[] all = List(root);
        string[] files = [.. all.Where(file => Extensions.Contains(Path.GetExtension(file).ToLowerInvariant()))];
        RequireSome(root, files.Length);
        int above = Shared(files);
        string[] folders = [.. files.Select(file => file.Split('/')[above..^1].FirstOrDefault(string.Empty))];
        if (folders.Distinct().Count() > 1 && folders.Contains(string.Empty))
        {
            throw new DataException(
                $"{root}: {files[Array.IndexOf(folders, string.Empty)]} lies beside folders; expected class/file everywhere, or files alone.");
        }

        List<string> texts = [];
        List<int> kept = [];
        int latin = 0;
        foreach ((int i, string file) in files.Index())
        {
            cancellation.ThrowIfCancellationRequested();
            (string text, bool isLatin) = ReadFile(Path.Combine(root, file));
            latin += isLatin ? 1 : 0;
            if (!string.IsNullOrWhiteSpace(text))
            {
                texts.Add(text);
                kept.Add(i);
            }
        }

        RequireSome(root, texts.Count);
        List<string> notes = all.Length > files.Length
            ? [$"{all.Length - files.Length} files left out, no text (expected .txt, .md, .rst or no ending)"] : [];
        notes.AddRange(latin > 0 ? [$"{latin} of {files.Length} files are not UTF-8 and were read as Latin-1"] : []);
        notes.AddRange(kept.Count < files.Length ? [$"{files.Length - kept.Count} empty files left out"] : []);
        LabelSet? labels = folders.Distinct().Count() > 1
            ? LabelTexts.Set([.. kept.Select(i => Compositions.Of(folders[i]))], LabelKind.Classes, root) : null;
        return new ReadTexts(texts, labels, [.. kept.Select(i => string.Join('/', files[i].Split('/')[above..]))], notes);
    }

    /// <summary>How many folders above the classes all files share, as an archive has that was unpacked whole.</summary>
    private static int Shared(string[] files)
    {
        string[][] parts = [.. files.Select(file => file.Split('/')[..^1])];
        int most = parts.Min(folders => folders.Length);
        return Enumerable.Range(0, most).TakeWhile(depth => parts.Select(folders => folders[depth]).Distinct().Count() == 1).Count();
    }

    /// <summary>Relative paths of the files below a folder, "/" between parts, in ordinal order; hidden ones are passed over.</summary>
    private static string[] List(string root)
    {
        try
        {
            return [.. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(root, file).Replace(Path.DirectorySeparatorChar, '/'))
                .Where(file => !file.Split('/').Any(part => part.StartsWith('.'))).Order(StringComparer.Ordinal)];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{root}: cannot be searched for texts ({fault.Message.TrimEnd('.')}).", fault);
        }
    }

    /// <summary>A file's text; older files that are no UTF-8 are taken for Latin-1, which has a letter for every byte.</summary>
    private static (string Text, bool IsLatin) ReadFile(string path)
    {
        try
        {
            byte[] bytes = File.ReadAllBytes(path);
            bool isLatin = !Utf8.IsValid(bytes);
            string text = isLatin ? Encoding.Latin1.GetString(bytes) : Encoding.UTF8.GetString(bytes).TrimStart('\ufeff');
            return (text.ReplaceLineEndings("\n").Trim(), isLatin);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{path}: cannot be read ({fault.Message.TrimEnd('.')}).", fault);
        }
    }

    private static void RequireSome(string path, int texts)
    {
        if (texts == 0)
        {
            throw new DataException($"{path}: holds no texts.");
        }
    }
}
