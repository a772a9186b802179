using System.Numerics;
using SkiaSharp;

namespace Experiments.Data.Images;

/// <summary>Red, green, blue and (not multiplied) opacity as a file stores them, before the image is turned and laid on white.</summary>
internal static class StoredPixels
{
    /// <summary>Tells whether height and width change places.</summary>
    public static bool Turns(SKEncodedOrigin origin) => origin >= SKEncodedOrigin.LeftTop;

    /// <summary>Red, green and blue, turned the way the camera was held, transparent pixels laid on white.</summary>
    public static T[] Upright<T>(ReadOnlySpan<T> source, int sourceWidth, int sourceHeight, SKEncodedOrigin origin)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        long white = long.CreateTruncating(T.MaxValue);
        (int width, int height) = Turns(origin) ? (sourceHeight, sourceWidth) : (sourceWidth, sourceHeight);
        T[] target = new T[width * height * 3];
        for (int y = 0, to = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++, to += 3)
            {
                int from = 4 * Origin(origin, x, y, sourceWidth, sourceHeight);
                long alpha = long.CreateTruncating(source[from + 3]);
                for (int channel = 0; channel < 3; channel++)
                {
                    long value = long.CreateTruncating(source[from + channel]);
                    target[to + channel] = T.CreateTruncating(((value * alpha) + (white * (white - alpha)) + (white / 2)) / white);
                }
            }
        }

        return target;
    }

    /// <summary>Returns the stored pixel that is shown at (x, y), by EXIF's eight orientations.</summary>
    private static int Origin(SKEncodedOrigin origin, int x, int y, int width, int height)
    {
        (int column, int row) = origin switch
        {
            SKEncodedOrigin.TopRight => (width - 1 - x, y),
            SKEncodedOrigin.BottomRight => (width - 1 - x, height - 1 - y),
            SKEncodedOrigin.BottomLeft => (x, height - 1 - y),
            SKEncodedOrigin.LeftTop => (y, x),
            SKEncodedOrigin.RightTop => (y, height - 1 - x),
            SKEncodedOrigin.RightBottom => (width - 1 - y, height - 1 - x),
            SKEncodedOrigin.LeftBottom => (width - 1 - y, x),
            _ => (x, y),
        };
        return (row * width) + column;
    }
}
