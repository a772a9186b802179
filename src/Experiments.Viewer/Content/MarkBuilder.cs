using Experiments.Data;
using Experiments.Results.Inspection;
using Experiments.Results.Records;
using Experiments.Viewer.Blocks;
using Experiments.Viewer.Head;

namespace Experiments.Viewer.Content;

/// <summary>Describes an input that an explanation took through the sweep: what it is, what it was taken for, and where it lies.</summary>
internal sealed class MarkBuilder(Explanation explanation, BlockWriter blocks)
{
    private const int LongestText = 60;
    private readonly ExplainedDataset input = explanation.Datasets[0];

    /// <summary>The dataset that has the input; of several the first.</summary>
    public string DatasetId => input.Dataset.Id;

    /// <summary>The samples that have to be shown with it: itself, where it is one, and those nearest to it.</summary>
    public IReadOnlyCollection<int> Rows =>
        [.. input.Sample is { } sample ? [sample] : (int[])[], .. input.Layers.SelectMany(layer => layer.Nearest.Indices)];

    /// <summary>The place of the input in a trial's picture; null where it has none.</summary>
    public IReadOnlyList<float>? PlaceIn(string trialId) =>
        input.Layers.SelectMany(layer => layer.Places).FirstOrDefault(place => place.Trial.Id == trialId)?.Coordinates;

    /// <summary>The head of the mark.</summary>
    /// <param name="dataset">The place of its dataset.</param>
    /// <param name="shown">The samples of it that are shown.</param>
    /// <param name="pictures">All pictures.</param>
    public MarkHead Build(int dataset, ShownSamples shown, IReadOnlyList<PictureHead> pictures)
    {
        (byte[] Pixels, int Width, int Height)? tile = input.Image is { } image ? SpriteSheets.Tile(image.Pixels, image.Shape) : null;
        return new MarkHead
        {
            Dataset = dataset,
            Name = Name(),
            Image = tile is { } own ? blocks.AddImage(SpriteSheets.ToWebp(own.Pixels, own.Width, own.Height)) : null,
            Width = tile?.Width ?? 0,
            Height = tile?.Height ?? 0,
            Prediction = input.Models.Select(model => model.Prediction).LastOrDefault(prediction => prediction is not null) is { } taken
                ? new AnswerHead(ClassName(taken.Class), taken.Probabilities[taken.Class]) : null,
            Places = [.. pictures.Index().Where(pair => pair.Item.Box is not null)
                .Select(pair => PlaceIn(pair.Item.Id) is { } place ? Place(pair.Index, place, pair.Item.Box!) : null).OfType<PlaceHead>()],
            Neighbors = input.Layers.Count == 0 ? null : input.Layers[^1].Nearest.Indices.Select(shown.PlaceOf).Where(place => place >= 0).ToArray(),
        };
    }

    private static PlaceHead Place(int picture, IReadOnlyList<float> place, IReadOnlyList<double> box) => new(
        picture, Quantized.Place(place[0] - box[0], box[2]), Quantized.Place((place.Count > 1 ? place[1] : 0) - box[1], box[2]));

    private string Name() => explanation.ImageFile is { } file ? Path.GetFileName(file)
        : explanation.Text is { } text ? $"\u201c{Snippet.Of(text, LongestText)}\u201d"
        : explanation.Row ?? (input.Sample is { } sample ? input.Names?[sample] ?? $"sample {Numbers.Count(sample)}" : "the input");

    private string ClassName(int index) =>
        index < input.Dataset.ClassNames.Count ? input.Dataset.ClassNames[index] : $"class {Numbers.Count(index)}";
}
