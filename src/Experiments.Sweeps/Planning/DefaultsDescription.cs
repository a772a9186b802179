using System.Text;
using Experiments.Sweeps.Options;

namespace Experiments.Sweeps.Planning;

/// <summary>Writes the settings that a sweep file leaves out.</summary>
internal static class DefaultsDescription
{
    /// <summary>Name, value and meaning in columns; empty when nothing is left out.</summary>
    public static string Write(IReadOnlyList<DefaultSection> sections)
    {
        if (sections.Count == 0)
        {
            return string.Empty;
        }

        StringBuilder text = new("Defaults used (the file leaves these settings out)\n");
        foreach (DefaultSection section in sections)
        {
            text.Append('\n').Append(section.Title).Append('\n').Append(TextColumns.Write(
                section.Settings.Select(setting => (string[])[setting.Name, setting.Value, setting.Meaning]), indent: 2));
        }

        return text.ToString();
    }
}
