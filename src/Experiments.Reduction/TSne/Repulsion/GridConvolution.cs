using System.Collections.Concurrent;
using System.Numerics.Tensors;
using System.Runtime.Intrinsics;
using Experiments.Reduction.Numerics;

namespace Experiments.Reduction.TSne.Repulsion;

/// <summary>
/// Convolution of a real grid with a real, even kernel by Fourier transforms. The grid is padded with zeros so that nothing wraps
/// around; the padding is never stored. Columns are transformed two real ones to a complex one, rows eight at a time in cache: forward,
/// times the kernel's (real) transform, and back.
/// </summary>
internal sealed class GridConvolution
{
    private const int Lanes = 8;
    private const int Pair = 2 * Lanes;
    private readonly LaneFft alongX;
    private readonly LaneFft alongY;
    private readonly float[] kernel;
    private readonly float[] spectrumRe;
    private readonly float[] spectrumIm;
    private readonly ConcurrentBag<LaneFft.Buffers> buffers = [];

    /// <summary>Plans convolutions of a grid with <paramref name="kernel"/>.</summary>
    /// <param name="rows">Rows of the grid (x).</param>
    /// <param name="columns">Columns of the grid (y).</param>
    /// <param name="kernel">The kernel's value at an offset of (|rows|, |columns|) grid steps.</param>
    /// <param name="gain">Factor on frequency k of a transform of a length, for each axis: (k, length).</param>
    /// <param name="context">The threads to use and the cancellation to heed.</param>
    public GridConvolution(int rows, int columns, Func<int, int, double> kernel, Func<int, int, double> gain, ReductionContext context)
    {
        Rows = rows;
        Columns = columns;
        Stride = RowBlocks.Count(columns, Pair) * Pair;
        alongX = new LaneFft(LaneFft.LengthFor((2 * rows) - 1));
        alongY = new LaneFft(LaneFft.LengthFor((2 * columns) - 1));
        Frequencies = RowBlocks.Count((alongX.Length / 2) + 1, Lanes) * Lanes;
        spectrumRe = new float[Frequencies * Stride];
        spectrumIm = new float[Frequencies * Stride];
        this.kernel = KernelSpectrum(kernel, gain, context);
    }

    /// <summary>Rows of the grid.</summary>
    public int Rows { get; }

    /// <summary>Columns of the grid.</summary>
    public int Columns { get; }

    /// <summary>Values a row takes in memory; those past <see cref="Columns"/> must be zero.</summary>
    public int Stride { get; }

    private int Frequencies { get; }

    /// <summary>Replaces <paramref name="grid"/> (rows × stride) by its convolution.</summary>
    public void Apply(float[] grid, ReductionContext context)
    {
        RowBlocks.For(Stride, Pair, context, (_, column, _) => With(work => ForwardColumns(grid, column, work)));
        RowBlocks.For(Frequencies, Lanes, context, (block, row, _) => With(work => MultiplyRows(block, row, work)));
        RowBlocks.For(Stride, Pair, context, (_, column, _) => With(work => BackwardColumns(grid, column, work)));
    }

    private void With(Action<LaneFft.Buffers> body)
    {
        LaneFft.Buffers work = buffers.TryTake(out LaneFft.Buffers? free)
            ? free
            : new LaneFft.Buffers(Math.Max(alongX.Length, alongY.Length));
        body(work);
        buffers.Add(work);
    }

    private static Vector256<float> Load(float[] values, int index) => Vector256.Create(values, index);

    // Columns c … c+7 are real parts and c+8 … c+15 imaginary parts of eight transforms; their spectra are told apart by symmetry.
    private void ForwardColumns(float[] grid, int column, LaneFft.Buffers work)
    {
        for (int row = 0; row < Rows; row++)
        {
            grid.AsSpan((row * Stride) + column, Lanes).CopyTo(work.Re.AsSpan(row * Lanes));
            grid.AsSpan((row * Stride) + column + Lanes, Lanes).CopyTo(work.Im.AsSpan(row * Lanes));
        }

        int length = alongX.Length;
        work.Re.AsSpan(Rows * Lanes, (length - Rows) * Lanes).Clear();
        work.Im.AsSpan(Rows * Lanes, (length - Rows) * Lanes).Clear();
        alongX.Forward(work);
        Vector256<float> half = Vector256.Create(0.5f);
        for (int k = 0; k <= length / 2; k++)
        {
            int mirror = k == 0 ? 0 : length - k;
            Vector256<float> re = Load(work.Re, k * Lanes), im = Load(work.Im, k * Lanes);
            Vector256<float> mirrorRe = Load(work.Re, mirror * Lanes), mirrorIm = Load(work.Im, mirror * Lanes);
            int at = (k * Stride) + column;
            ((re + mirrorRe) * half).CopyTo(spectrumRe, at);
            ((im - mirrorIm) * half).CopyTo(spectrumIm, at);
            ((im + mirrorIm) * half).CopyTo(spectrumRe, at + Lanes);
            ((mirrorRe - re) * half).CopyTo(spectrumIm, at + Lanes);
        }
    }

    private void MultiplyRows(int block, int row, LaneFft.Buffers work)
    {
        Transposition.FromRows(spectrumRe, row * Stride, Stride, Columns, work.Re);
        Transposition.FromRows(spectrumIm, row * Stride, Stride, Columns, work.Im);
        int length = alongY.Length;
        work.Re.AsSpan(Columns * Lanes, (length - Columns) * Lanes).Clear();
        work.Im.AsSpan(Columns * Lanes, (length - Columns) * Lanes).Clear();
        alongY.Forward(work);
        ReadOnlySpan<float> factors = kernel.AsSpan(block * length * Lanes, length * Lanes);
        TensorPrimitives.Multiply(work.Re.AsSpan(0, factors.Length), factors, work.Re);
        TensorPrimitives.Multiply(work.Im.AsSpan(0, factors.Length), factors, work.Im);
        alongY.Backward(work);
        Transposition.ToRows(work.Re, spectrumRe, row * Stride, Stride, Columns);
        Transposition.ToRows(work.Im, spectrumIm, row * Stride, Stride, Columns);
    }

    private void BackwardColumns(float[] grid, int column, LaneFft.Buffers work)
    {
        int length = alongX.Length;
        for (int k = 0; k <= length / 2; k++)
        {
            int at = (k * Stride) + column;
            Vector256<float> firstRe = Load(spectrumRe, at), firstIm = Load(spectrumIm, at);
            Vector256<float> secondRe = Load(spectrumRe, at + Lanes), secondIm = Load(spectrumIm, at + Lanes);
            (firstRe - secondIm).CopyTo(work.Re, k * Lanes);
            (firstIm + secondRe).CopyTo(work.Im, k * Lanes);
            if (k > 0)
            {
                (firstRe + secondIm).CopyTo(work.Re, (length - k) * Lanes);
                (secondRe - firstIm).CopyTo(work.Im, (length - k) * Lanes);
            }
        }

        alongX.Backward(work);
        for (int row = 0; row < Rows; row++)
        {
            work.Re.AsSpan(row * Lanes, Lanes).CopyTo(grid.AsSpan((row * Stride) + column));
            work.Im.AsSpan(row * Lanes, Lanes).CopyTo(grid.AsSpan((row * Stride) + column + Lanes));
        }
    }

    // The transform of an even kernel is real and even; in blocks of eight x frequencies, y frequencies within.
    private float[] KernelSpectrum(Func<int, int, double> value, Func<int, int, double> gain, ReductionContext context)
    {
        int length = alongY.Length;
        float[] half = ColumnSpectra(value, context);
        float[] gainX = Gains(gain, alongX.Length), gainY = Gains(gain, length);
        float[] spectrum = new float[Frequencies * length];
        RowBlocks.For(Frequencies, Lanes, context, (block, row, _) => With(work =>
        {
            for (int y = 0; y < length; y++)
            {
                half.AsSpan((Math.Min(y, length - y) * Frequencies) + row, Lanes).CopyTo(work.Re.AsSpan(y * Lanes));
            }

            work.Im.AsSpan().Clear();
            alongY.Forward(work);
            Vector256<float> alongRow = Vector256.Create(gainX.AsSpan(row, Lanes)) / (alongX.Length * (float)length);
            for (int y = 0; y < length; y++)
            {
                Vector256<float> scaled = Vector256.Create(work.Re.AsSpan(y * Lanes, Lanes)) * (alongRow * gainY[y]);
                scaled.CopyTo(spectrum, ((block * length) + y) * Lanes);
            }
        }));
        return spectrum;
    }

    // Transforms along x for y offsets 0 … length / 2: value of frequency k at offset y is at y × Frequencies + k.
    private float[] ColumnSpectra(Func<int, int, double> value, ReductionContext context)
    {
        int length = alongX.Length;
        int offsets = RowBlocks.Count((alongY.Length / 2) + 1, Lanes) * Lanes;
        float[] spectra = new float[offsets * Frequencies];
        RowBlocks.For(offsets, Lanes, context, (_, first, _) => With(work =>
        {
            for (int x = 0; x < length; x++)
            {
                for (int lane = 0; lane < Lanes; lane++)
                {
                    work.Re[(x * Lanes) + lane] = (float)value(Math.Min(x, length - x), first + lane);
                }
            }

            work.Im.AsSpan().Clear();
            alongX.Forward(work);
            for (int lane = 0; lane < Lanes; lane++)
            {
                for (int k = 0; k <= length / 2; k++)
                {
                    spectra[((first + lane) * Frequencies) + k] = work.Re[(k * Lanes) + lane];
                }
            }
        }));
        return spectra;
    }

    private float[] Gains(Func<int, int, double> gain, int length)
    {
        float[] gains = new float[Math.Max(length, Frequencies)];
        for (int k = 0; k < length; k++)
        {
            gains[k] = (float)gain(k, length);
        }

        return gains;
    }
}
