using System.CommandLine;
using System.Text;
using Experiments.Reduction.Saving;
using Experiments.Sweeps.Schema;

namespace Experiments.Cli.Commands;

/// <summary><c>schema</c>: the JSON Schema of a sweep file, for editors.</summary>
internal static class SchemaCommand
{
    private static readonly Option<string?> Output = new("--output") { Description = "where it is written (default: standard output)" };

    public static Command Create()
    {
        NotedCommand command = new("schema", "Print the JSON Schema of a sweep file, for editors that check and complete YAML.", () => $"""
            An editor that understands the first line below (with yaml-language-server: VS Code's YAML
            extension, Neovim, Helix, …) completes keys and marks mistakes as you type:
              # yaml-language-server: $schema={SweepSchema.FileName}

            Examples:
              experiments schema --output configs/{SweepSchema.FileName}
              experiments schema | less
            """)
        { Output };
        command.SetAction((parsed, _) => Task.FromResult(Faults.Guard(() => Run(parsed.GetValue(Output)))));
        return command;
    }

    private static int Run(string? output)
    {
        string schema = SweepSchema.Write(Catalog.Sweeps);
        if (output is null)
        {
            Console.Out.Write(schema);
        }
        else
        {
            AtomicFile.Write(output, stream => stream.Write(Encoding.UTF8.GetBytes(schema)));
            Console.Out.WriteLine($"schema: {output}");
        }

        return ExitCodes.Done;
    }
}
