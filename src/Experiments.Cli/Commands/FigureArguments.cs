using System.CommandLine;
using System.Globalization;
using Experiments.Reports.Figures;

namespace Experiments.Cli.Commands;

/// <summary>The options by which a command is told to write its figures one by one: the folder, and the form.</summary>
internal sealed class FigureArguments
{
    private readonly Option<string?> folder =
        new("--figures")
        {
            HelpName = "folder",
            Description = "write every figure there too, as a file of its own (embedding-penultimate-umap.png), "
                + "and the tables of scores as LaTeX and Markdown",
        };
    private readonly Option<string?> format = new("--figures-format")
    {
        Description = "png (200 dots an inch), svg or pdf, in which labels stay text (default: png)",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        format.AcceptAnyCase([.. FigureRequest.Formats]);
        format.Validators.Add(result =>
        {
            if (result.GetResult(folder) is null)
            {
                result.AddError("--figures-format needs --figures FOLDER");
            }
        });
        command.Add(folder);
        command.Add(format);
    }

    /// <summary>Returns the request for figures; null for none.</summary>
    /// <param name="parsed">The parsed command line.</param>
    /// <param name="subfolder">A folder of its own for one of several; null for none.</param>
    public FigureRequest? Read(ParseResult parsed, string? subfolder = null) => parsed.GetValue(folder) is { } root
        ? new FigureRequest(subfolder is null ? root : Path.Combine(root, subfolder), parsed.GetValue(format) ?? FigureRequest.Formats[0])
        : null;

    /// <summary>Says where they are.</summary>
    public static void Tell(FigureRequest? request, int count)
    {
        if (request is not null)
        {
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"figures: {Path.GetFullPath(request.Directory)} ({count} files)"));
        }
    }
}
