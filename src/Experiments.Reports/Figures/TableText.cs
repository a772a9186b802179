using System.Text;
using Experiments.Reports.Typesetting;

namespace Experiments.Reports.Figures;

/// <summary>A table as the text of another program: LaTeX with booktabs, and Markdown.</summary>
internal static class TableText
{
    private const int MostAtFullSize = 8;

    private static readonly Dictionary<char, string> LatexSigns = new()
    {
        ['\\'] = @"\textbackslash{}",
        ['{'] = @"\{",
        ['}'] = @"\}",
        ['$'] = @"\$",
        ['&'] = @"\&",
        ['#'] = @"\#",
        ['_'] = @"\_",
        ['%'] = @"\%",
        ['^'] = @"\textasciicircum{}",
        ['~'] = @"\textasciitilde{}",
        ['<'] = @"\textless{}",
        ['>'] = @"\textgreater{}",
        ['|'] = @"\textbar{}",
        ['\u00A0'] = "~",
        ['\u2002'] = " ",
        ['\u2212'] = "$-$",
        ['\u00D7'] = @"$\times$",
        ['\u00B1'] = @"$\pm$",
        ['\u00B7'] = @"$\cdot$",
        ['\u2264'] = @"$\leq$",
        ['\u2265'] = @"$\geq$",
        ['\u2192'] = @"$\to$",
        ['\u2191'] = @"$\uparrow$",
        ['\u2193'] = @"$\downarrow$",
        ['\u03C7'] = @"$\chi$",
        ['\u03BB'] = @"$\lambda$",
        ['\u03C1'] = @"$\rho$",
        ['\u03A3'] = @"$\Sigma$",
        ['\u00B2'] = @"$^2$",
        ['\u00BD'] = @"$\frac{1}{2}$",
        ['"'] = "\u2019\u2019",
        ['\u2009'] = @"\,",
        ['\u2026'] = @"\ldots{}",
        ['\u2013'] = "--",
        ['\n'] = " ",
    };

    public static string Latex(NamedTable named)
    {
        (Table table, StringBuilder text) = (named.Table, new());
        text.Append("\\begin{table}\n  \\centering\n  \\caption{").Append(Latex(named.Caption)).Append("}\n")
            .Append(table.Columns.Count > MostAtFullSize ? "  \\scriptsize\\setlength{\\tabcolsep}{2pt}\n" : string.Empty).Append("  \\begin{tabular}{")
            .AppendJoin(string.Empty, table.Columns.Select(column => "lcr"[(int)column.Align])).Append("}\n    \\toprule\n");
        if (table.HasGroups)
        {
            AppendGroups(text, table);
        }

        AppendRow(text, table.Columns.Select(column => Latex((RichText)column.Header)));
        text.Append("    \\midrule\n");
        foreach (TableRow row in table.Rows)
        {
            AppendRow(text, row.Cells.Select(cell => Latex(cell.Text)));
            AppendNotes(text, row);
        }

        return text.Append("    \\bottomrule\n  \\end{tabular}\n\\end{table}\n").ToString();
    }

    public static string Markdown(NamedTable named)
    {
        StringBuilder text = new StringBuilder(Markdown(named.Caption)).Append("\n\n");
        AppendLine(text, named.Table.Columns.Select(column => Markdown((RichText)$"{column.Group} {column.Header}".Trim())));
        AppendLine(text, named.Table.Columns.Select(column => column.Align switch
        {
            Align.Left => ":---",
            Align.Center => ":---:",
            _ => "---:",
        }));
        foreach (TableRow row in named.Table.Rows)
        {
            AppendLine(text, row.Cells.Select(cell => Markdown(cell.Text)
                + (cell.Note is null ? string.Empty : $" ({Markdown((RichText)cell.Note)})")));
        }

        return text.ToString();
    }

    private static void AppendGroups(StringBuilder text, Table table)
    {
        (List<string> cells, List<string> rules) = ([], []);
        for (int i = 0; i < table.Columns.Count;)
        {
            string? group = table.Columns[i].Group;
            int end = i + 1;
            while (end < table.Columns.Count && table.Columns[end].Group == group)
            {
                end++;
            }

            cells.Add($"\\multicolumn{{{end - i}}}{{c}}{{{Latex((RichText)(group ?? string.Empty))}}}");
            if (group is not null)
            {
                rules.Add($"\\cmidrule(lr){{{i + 1}-{end}}}");
            }

            i = end;
        }

        AppendRow(text, cells);
        text.Append("    ").AppendJoin(' ', rules).Append('\n');
    }

    /// <summary>Notes go below, a row for each of their lines, small.</summary>
    private static void AppendNotes(StringBuilder text, TableRow row)
    {
        string[][] notes = [.. row.Cells.Select(cell => cell.Note?.Split('\n') ?? [])];
        for (int line = 0; line < notes.Max(lines => lines.Length); line++)
        {
            AppendRow(text, notes.Select(lines => line < lines.Length ? $"{{\\tiny {Latex((RichText)lines[line])}}}" : string.Empty));
        }
    }

    private static void AppendRow(StringBuilder text, IEnumerable<string> cells) => text.Append("    ").AppendJoin(" & ", cells).Append(" \\\\\n");

    private static void AppendLine(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private static string Latex(RichText text) => string.Concat(text.Spans.Select(span => span.Face switch
    {
        Face.SemiBold => $"\\textbf{{{EscapeLatex(span.Text)}}}",
        Face.Italic => $"\\emph{{{EscapeLatex(span.Text)}}}",
        _ => EscapeLatex(span.Text),
    })).Trim();

    private static string EscapeLatex(string text) => string.Concat(text.Select(c => LatexSigns.GetValueOrDefault(c) ?? c.ToString()));

    /// <summary>Marks of emphasis may not stand beside spaces.</summary>
    private static string Markdown(RichText text) => string.Concat(text.Spans.Select(span =>
    {
        string words = EscapeMarkdown(span.Text);
        string mark = span.Face switch { Face.SemiBold => "**", Face.Italic => "*", _ => string.Empty };
        string core = words.Trim();
        return core.Length == 0 ? words : words.Replace(core, $"{mark}{core}{mark}", StringComparison.Ordinal);
    })).Trim();

    private static string EscapeMarkdown(string text) => string.Concat(text.Select(c => c switch
    {
        '\n' or '\u2002' => " ",
        '\\' or '|' or '*' or '_' or '`' or '<' or '>' or '[' or ']' or '#' or '~' => $"\\{c}",
        _ => c.ToString(),
    }));
}
