namespace Experiments.Viewer.Head;

/// <summary>The samples of a dataset that the file holds.</summary>
internal sealed record DatasetHead
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    public required string Split { get; init; }

    /// <summary>Samples in this file.</summary>
    public required int Samples { get; init; }

    /// <summary>Samples in the sweep.</summary>
    public required int Total { get; init; }

    /// <summary>The row in the sweep of every sample here; null where all are here.</summary>
    public BlockReference? Rows { get; init; }

    public required IReadOnlyList<ClassHead> Classes { get; init; }

    public BlockReference? Labels { get; init; }

    public BlockReference? Values { get; init; }

    /// <summary>Groups that colour samples which have neither classes nor values.</summary>
    public GroupingHead? Grouping { get; init; }

    public BlockReference? Names { get; init; }

    /// <summary>The beginnings of texts, where samples are texts.</summary>
    public BlockReference? Texts { get; init; }

    public required IReadOnlyList<ColumnHead> Columns { get; init; }

    public ImagesHead? Images { get; init; }

    public required AtlasHead Atlas { get; init; }
}

/// <summary>A class, or a group in its place, with its colour.</summary>
internal sealed record ClassHead(string Name, string Color);

/// <summary>Groups of samples, which are no classes.</summary>
/// <param name="Method">How they were found: k-means.</param>
/// <param name="Place">Where they were found, in words.</param>
/// <param name="Told">What their colours show, in a sentence.</param>
/// <param name="Groups">Their names and colours, the largest group first.</param>
/// <param name="Data">The group of every sample.</param>
internal sealed record GroupingHead(string Method, string Place, string Told, IReadOnlyList<ClassHead> Groups, BlockReference Data);

/// <summary>A column that the data have beside labels.</summary>
/// <param name="Name">The name of the column.</param>
/// <param name="Kind">number or text.</param>
/// <param name="Data">The numbers, or the places of texts.</param>
internal sealed record ColumnHead(string Name, string Kind, BlockReference Data)
{
    /// <summary>The texts of a column of texts.</summary>
    public IReadOnlyList<string>? Texts { get; init; }
}

/// <summary>Sheets of small images.</summary>
internal sealed record ImagesHead(int Width, int Height, int Columns, int Rows, IReadOnlyList<BlockReference> Sheets);

/// <summary>The sweep's settings of an atlas.</summary>
internal sealed record AtlasHead(int Grid, double Distance);
