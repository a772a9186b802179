namespace Experiments.Data.Images;

/// <summary>Pixels of a decoded image: row by row, red, green, blue.</summary>
internal sealed record RgbImage(int Height, int Width, byte[] Values)
{
    /// <summary>The values from 0 to 65,535, of an image that holds 16 bits a value; null for any other.</summary>
    public ushort[]? Deep { get; init; }

    /// <summary>Luminance of a pixel by ITU-R BT.601.</summary>
    public byte Grey(int pixel) => (byte)Luminance(Values[3 * pixel], Values[(3 * pixel) + 1], Values[(3 * pixel) + 2]);

    /// <summary>Returns the grey of a pixel from 0 to 65,535; of an image of 8 bits, 257 times as much.</summary>
    public ushort DeepGrey(int pixel) =>
        (ushort)Luminance(DeepValue(3 * pixel), DeepValue((3 * pixel) + 1), DeepValue((3 * pixel) + 2));

    /// <summary>A value from 0 to 65,535, whatever the depth of the image.</summary>
    public ushort DeepValue(int index) => Deep is null ? (ushort)(257 * Values[index]) : Deep[index];

    private static long Luminance(long red, long green, long blue) => ((299 * red) + (587 * green) + (114 * blue) + 500) / 1000;
}

/// <summary>The shape of an image as its header gives it, turned the way the image is shown.</summary>
internal sealed record ImageHeader(int Height, int Width, bool Grey)
{
    /// <summary>True when the image holds 16 bits a value.</summary>
    public bool Deep { get; init; }

    /// <summary>True when further frames or pages follow the first.</summary>
    public bool Several { get; init; }
}
