using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using Experiments.Data;
using Experiments.Reduction.Saving;
using Experiments.Results;
using Experiments.Sweeps.Planning;
using Experiments.Sweeps.Schema;

namespace Experiments.Cli.Commands;

/// <summary><c>init</c>: a first sweep file, by three answers.</summary>
internal static class InitCommand
{
    private const int LongestName = 80;

    private static readonly Argument<string> Target = new("file")
    {
        HelpName = "file",
        Description = "sweep file to write (default: sweep.yaml)",
        DefaultValueFactory = _ => "sweep.yaml",
    };

    private static readonly Option<string?> Data = new("--data")
    {
        HelpName = "path",
        Description = "what is looked at: a folder or zip of images, a table, a matrix; or digits or blobs, which are generated",
        CompletionSources = { InitAnswers.Generated },
    };

    private static readonly Option<string?> Show = new("--show")
    {
        HelpName = "what",
        Description = "data: as they are; layers: what a network makes of them; models: two networks side by side",
    };

    private static readonly Option<int?> Minutes = new("--minutes")
    {
        HelpName = "n",
        Description = "about how long the sweep may take on two cores",
        CustomParser = result => NumberOptions.AtLeastOne("--minutes", result),
    };

    public static Command Create()
    {
        Show.AcceptAnyCase(InitAnswers.Shows);
        NotedCommand command = new("init", "Write a first sweep file.", () => """
            What no option says is asked for, in a terminal. The file has a comment on every part; it is checked
            before it is written, and nothing is overwritten.

            Examples:
              experiments init
              experiments init first.yaml --data digits --show layers --minutes 2
              experiments init photos.yaml --data photos --show data --minutes 10
            """)
        { Target, Data, Show, Minutes };
        command.SetAction((parsed, cancellation) => Task.FromResult(Faults.Guard(() => Run(parsed, cancellation))));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        string file = parsed.GetRequiredValue(Target);
        RequireNew(file);
        (string? data, string? show, int? minutes) = (parsed.GetValue(Data), parsed.GetValue(Show), parsed.GetValue(Minutes));
        if ((data is null || show is null || minutes is null) && Console.IsInputRedirected)
        {
            throw new SweepException("init: this is no terminal, so nobody can be asked; give --data, --show and --minutes");
        }

        InitAnswers answers = InitAnswers.Ask(data, show, minutes, Console.In, Console.Out);
        Write(file, answers, Settings.Data(null, cancellation));
        Console.Out.WriteLine($"wrote {file}; run it: experiments sweep {file}");
        return ExitCodes.Done;
    }

    /// <summary>Writes a sweep file that was read back and gives a plan, and the schema that its first line names where there is none.</summary>
    /// <exception cref="SweepException">The data cannot be read, or do not go with what is wanted.</exception>
    internal static void Write(string file, InitAnswers answers, DataContext context)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        InitData here = InitData.Of(answers.Data, answers.Show != "data");
        InitData there = here with { Settings = NamedDataset.From(folder, here.Settings) };
        string text = InitFile.Write(NameOf(file), answers, there, here.Open(context));
        string draft = AtomicFile.TemporaryFor(file);
        try
        {
            File.WriteAllText(draft, text, new UTF8Encoding(false));
            SweepLoader.Load(draft, [], Catalog.Sweeps, context);
            FileRetry.Rename(() => File.Move(draft, file, overwrite: false));
        }
        finally
        {
            File.Delete(draft);
        }

        string schema = Path.Combine(folder, SweepSchema.FileName);
        if (!File.Exists(schema))
        {
            AtomicFile.Write(schema, stream => stream.Write(Encoding.UTF8.GetBytes(SweepSchema.Write(Catalog.Sweeps))));
        }
    }

    private static void RequireNew(string file)
    {
        OutputFile.RequirePlace("file", file);
        if (File.Exists(file))
        {
            throw new SweepException($"'{file}' is there already and is not overwritten; name another file");
        }
    }

    /// <summary>A sweep's name by its file's: what a folder of results can be called.</summary>
    private static string NameOf(string file)
    {
        string name = string.Concat(
            Path.GetFileNameWithoutExtension(file).Select(c => char.IsLetterOrDigit(c) || c is '-' or '_' ? c : '-')).Trim('-');
        return name.Length == 0 ? "sweep" : name[..Math.Min(name.Length, LongestName)];
    }
}
