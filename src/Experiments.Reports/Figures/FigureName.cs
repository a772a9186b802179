using System.Text;

namespace Experiments.Reports.Figures;

/// <summary>Names of files by what figures show: "Scree cnn · pool2" becomes scree-cnn-pool2.</summary>
internal static class FigureName
{
    private const int Longest = 100;

    /// <summary>Returns a name for each; where several would have one, those after the first are counted.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<string> titles)
    {
        List<string> names = [];
        HashSet<string> taken = [];
        foreach (string slug in titles.Select(Slug))
        {
            string name = slug;
            for (int i = 2; !taken.Add(name); i++)
            {
                name = $"{slug}-{i}";
            }

            names.Add(name);
        }

        return names;
    }

    private static string Slug(string title)
    {
        StringBuilder slug = new();
        foreach (char c in title)
        {
            if (char.IsLetterOrDigit(c))
            {
                slug.Append(char.ToLowerInvariant(c));
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        return slug.ToString(0, Math.Min(slug.Length, Longest)).Trim('-');
    }
}
