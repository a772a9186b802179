namespace Experiments.Data.Images;

/// <summary>Headers of all images of a store.</summary>
internal static class ImageHeaders
{
    /// <summary>The advice about an image that cannot be read.</summary>
    public const string Mend = "mend or remove it, or leave damaged images out with on_error: skip";

    /// <summary>Reads them side by side.</summary>
    /// <exception cref="DataException">A file is no image; of several such, the first is named.</exception>
    public static ImageHeader[] Read(IImageStore store, CancellationToken cancellation)
    {
        ImageHeader[] headers = new ImageHeader[store.Paths.Count];
        DataException?[] faults = new DataException?[headers.Length];
        using IImageReader reader = store.Open();
        Parallel.For(0, headers.Length, new ParallelOptions { CancellationToken = cancellation }, i =>
        {
            try
            {
                headers[i] = ImageDecoder.ReadHeader(reader.Read(i), store.Name(i));
            }
            catch (DataException fault)
            {
                faults[i] = fault;
            }
        });
        DataException[] all = [.. faults.OfType<DataException>()];
        return all.Length == 0 ? headers : throw new DataException(
            all[0].Message.TrimEnd('.') + (all.Length == 1 ? string.Empty : $"; so are {all.Length - 1} more")
            + $"; {Mend}.", all[0]);
    }

    /// <summary>Tells the facts in the headers that a user should know.</summary>
    public static IEnumerable<string> Notes(ImageHeader[] headers, IReadOnlyList<string> paths)
    {
        string[] several = [.. paths.Where((_, i) => headers[i].Several)];
        if (several.Length > 0)
        {
            yield return $"{several.Length} of {headers.Length} files hold several frames or pages, of which the first is read: "
                + $"{FoundFiles.Some(several)}";
        }

        int deep = headers.Count(header => header.Deep);
        if (deep > 0 && deep < headers.Length)
        {
            yield return $"{deep} of {headers.Length} images have 16 bits a value, the others 8";
        }
    }
}
