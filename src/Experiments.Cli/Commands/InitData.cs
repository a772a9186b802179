using Experiments.Data;
using Experiments.Data.Recognition;

namespace Experiments.Cli.Commands;

/// <summary>The dataset of a sweep file that <c>init</c> writes: its kind and settings, as found by looking at the data.</summary>
/// <param name="Kind">The kind of dataset.</param>
/// <param name="Settings">The settings, by name, as a command line gives them.</param>
/// <param name="Comment">What may be changed, in a line.</param>
internal sealed record InitData(string Kind, IReadOnlyList<(string Name, string Value)> Settings, string Comment)
{
    /// <summary>Tells from a path's type, or a word for what the program makes, what dataset it is; it is not opened yet.</summary>
    /// <param name="data">A path, or one of <see cref="InitAnswers.Generated"/>.</param>
    /// <param name="trains">Whether networks are to learn from it: images are smaller then, and a part is set aside for tests.</param>
    /// <exception cref="DataException">There is nothing at the path, or nothing that is read.</exception>
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

        RecognizedData found = DataRecognition.Of(data);
        return new InitData(
            found.Kind,
            found.Images is null ? found.Settings : [.. found.Settings, ("split", trains ? "test" : "all"), ("size", trains ? "32" : "64")],
            found.Images is null ? found.Told : $"{found.Told}; size is pixels a side; on_error: skip lists damaged files");
    }

    /// <summary>Opens the dataset: it can be read, and has this size and these classes.</summary>
    /// <exception cref="DataException">It cannot be read; the message says why.</exception>
    public DatasetInfo Open(DataContext context) => NamedDataset.Open(Kind, Settings, context);
}
