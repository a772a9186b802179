using Experiments.Data;
using Experiments.Results;

namespace Experiments.Cli.Commands;

/// <summary>The dataset of a sweep file that <c>init</c> writes: its kind and settings, as found by looking at the data.</summary>
/// <param name="Kind">The kind of dataset.</param>
/// <param name="Settings">The settings, by name, as a command line gives them.</param>
/// <param name="Comment">What may be changed, in a line.</param>
internal sealed record InitData(string Kind, IReadOnlyList<(string Name, string Value)> Settings, string Comment)
{
    private static readonly string[] LabelNames = ["label", "labels", "class", "target", "species", "category", "cultivar"];

    /// <summary>Tells from a path's type, or a word for what the program makes, what dataset it is; it is not opened yet.</summary>
    /// <param name="data">A path, or one of <see cref="InitAnswers.Generated"/>.</param>
    /// <param name="trains">Whether networks are to learn from it: images are smaller then, and a part is set aside for tests.</param>
    /// <exception cref="SweepException">There is nothing at the path, or nothing that is read.</exception>
    public static InitData Of(string data, bool trains)
    {
        if (data == "digits")
        {
            return new InitData("glyphs", [], "digits that the program draws itself");
        }

        if (data == "blobs")
        {
            return new InitData("blobs", [("size", "1000"), ("features", "10"), ("centers", "6")], "six clouds of points in ten dimensions");
        }

        if (!File.Exists(data) && !Directory.Exists(data))
        {
            throw new SweepException($"--data: there is no file or folder '{data}'; name one, or {string.Join(" or ", InitAnswers.Generated)}");
        }

        return Directory.Exists(data) ? Images(data, trains) : Path.GetExtension(data).ToLowerInvariant() switch
        {
            ".zip" => Images(data, trains),
            ".csv" or ".tsv" or ".parquet" => Table(data),
            ".npy" or ".npz" => new InitData(
                "precomputed", [("features", data), ("scale", "standard")], "labels: FILE has classes coloured and scored"),
            string type => throw new SweepException(
                $"--data: '{data}' is of type '{type}', expected a folder or .zip of images, .csv, .tsv, .parquet, .npy or .npz"),
        };
    }

    /// <summary>Opens the dataset: it can be read, and has this size and these classes.</summary>
    /// <exception cref="DataException">It cannot be read; the message says why.</exception>
    public DatasetInfo Open(DataContext context)
    {
        DatasetDescriptor descriptor = Catalog.Datasets.Find(Kind)!;
        string[] settings = [.. Settings.Select(setting => $"{setting.Name}={setting.Value}")];
        return descriptor.Open((DatasetOptions)SettingArguments.Bind(descriptor.OptionsType, settings), context).Info;
    }

    private static InitData Images(string path, bool trains) => new(
        "images", [("path", path), ("split", trains ? "test" : "all"), ("size", trains ? "32" : "64"), ("on_error", "skip")],
        "a folder a class; size is pixels a side; on_error: skip lists damaged files");

    private static InitData Table(string file)
    {
        string? label = Path.GetExtension(file).Equals(".parquet", StringComparison.OrdinalIgnoreCase) ? null : File.ReadLines(file)
            .Take(1).SelectMany(line => line.Split(',', ';', '\t')).Select(name => name.Trim().Trim('"'))
            .FirstOrDefault(name => LabelNames.Contains(name.ToLowerInvariant()));
        (string, string)[] settings = [("file", file), ("scale", "standard"), ("categories", "one_hot"), ("non_finite", "median")];
        return label is null
            ? new InitData("table", settings, "label: COLUMN has classes coloured and scored")
            : new InitData("table", [.. settings, ("label", label)], "texts become columns of 0 and 1, missing numbers the column's median");
    }
}
