using SkiaSharp;

namespace Experiments.Reports.Drawing;

/// <summary>
/// Finds room for labels near their points: tries places on growing circles around each point and takes the first that stays inside the
/// frame and clear of everything placed before.
/// </summary>
internal sealed class LabelPlacer(SKRect frame)
{
    private const int Directions = 16;
    private readonly List<SKRect> taken = [];

    /// <summary>Keeps an area free of labels.</summary>
    public void Block(SKRect area) => taken.Add(area);

    /// <summary>
    /// A free area of this size whose centre is near <paramref name="anchor"/>, searched first towards <paramref name="angle"/> (radians),
    /// from <paramref name="distance"/> to <paramref name="reach"/> points away; null when there is none.
    /// </summary>
    /// <param name="anchor">The place to be near to.</param>
    /// <param name="size">The size of the area.</param>
    /// <param name="angle">The direction that is tried first.</param>
    /// <param name="distance">The distance that is tried first.</param>
    /// <param name="reach">The largest distance.</param>
    /// <param name="isFree">Whether nothing else is in the way; null where all is free.</param>
    public SKRect? Place(SKPoint anchor, SKSize size, float angle, float distance, float reach, Func<SKRect, bool>? isFree = null)
    {
        for (float radius = distance; radius <= reach; radius += 2.5f)
        {
            for (int i = 0; i < Directions; i++)
            {
                float turn = (i % 2 == 0 ? i / 2 : -((i + 1) / 2)) * 2 * MathF.PI / Directions;
                SKRect area = At(anchor, size, angle + turn, radius);
                if (Fits(area) && isFree?.Invoke(area) != false)
                {
                    taken.Add(area);
                    return area;
                }

                if (radius == 0)
                {
                    break;
                }
            }
        }

        return null;
    }

    private static SKRect At(SKPoint anchor, SKSize size, float angle, float radius)
    {
        // The nearest edge, not the centre, is that far away.
        float cos = MathF.Cos(angle);
        float sin = MathF.Sin(angle);
        float x = anchor.X + (cos * (radius + (radius > 0 ? size.Width / 2 * MathF.Abs(cos) : 0)));
        float y = anchor.Y + (sin * (radius + (radius > 0 ? size.Height / 2 * MathF.Abs(sin) : 0)));
        return SKRect.Create(x - (size.Width / 2), y - (size.Height / 2), size.Width, size.Height);
    }

    private bool Fits(SKRect area) => frame.Contains(area) && taken.TrueForAll(other => !other.IntersectsWith(area));
}
