using Experiments.Reduction;
using Experiments.Results.Records;
using SkiaSharp;

namespace Experiments.Reports.Drawing;

/// <summary>How a reducer is drawn: its place among all, which gives it its mark and the pattern of its lines, and its colour.</summary>
internal readonly record struct ReducerLook(int Place, SKColor Color)
{
    /// <summary>The pattern of its lines.</summary>
    public float[] Pattern => Marks.Pattern(Place);

    /// <summary>Draws its mark.</summary>
    public void Draw(SKCanvas canvas, SKPoint at, float radius) => Marks.Draw(canvas, at, radius, Place, Color);

    /// <summary>Draws its mark as an outline.</summary>
    public void DrawOpen(SKCanvas canvas, SKPoint at, float radius)
    {
        Draw(canvas, at, radius);
        Marks.Draw(canvas, at, radius * 0.62f, Place, SKColors.White);
    }
}

/// <summary>The reducers of a sweep, in its order, and how each is drawn: no two of them alike.</summary>
internal sealed class ReducerLooks
{
    // The first reducers of the library keep their places in every report, so that reports can be laid side by side.
    private static readonly string[] Settled = [.. StandardReducers.Create().All.Take(3).Select(reducer => reducer.Kind)];
    private readonly Palette palette;
    private readonly string[] further;

    /// <summary>Gives every reducer its look.</summary>
    /// <param name="palette">The palette that colours are taken from.</param>
    /// <param name="all">The reducers, by kind and title.</param>
    public ReducerLooks(Palette palette, IEnumerable<(string Kind, string Title)> all)
    {
        this.palette = palette;
        All = [.. all.DistinctBy(reducer => reducer.Kind)];
        further = [.. All.Select(reducer => reducer.Kind).Except(Settled)];
    }

    /// <summary>The reducers by kind and title, in the order of the sweep.</summary>
    public IReadOnlyList<(string Kind, string Title)> All { get; }

    public static ReducerLooks Of(Palette palette, SweepResults results) =>
        new(palette, results.Trials.Select(trial => (trial.Reducer, trial.ReducerTitle)));

    /// <summary>The look of a reducer; of one that is not among them, that of the one that would come next.</summary>
    public ReducerLook this[string reducer]
    {
        get
        {
            int settled = Array.IndexOf(Settled, reducer);
            int place = settled >= 0 ? settled
                : Settled.Length + (Array.IndexOf(further, reducer) is >= 0 and int known ? known : further.Length);
            return new ReducerLook(place, palette.Reducer(place));
        }
    }
}
