using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Experiments.Reduction.Umap;

/// <summary>Eight slots at once: reading their values, and drawing them at random.</summary>
internal static unsafe class SlotLanes
{
    private const uint Stride = 0x9E3779B9;

    /// <summary>values[at], lane by lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Gather(float* values, Vector256<int> at) => Avx2.IsSupported
        ? Avx2.GatherVector256(values, at, sizeof(float))
        : Vector256.Create(
            values[at[0]], values[at[1]], values[at[2]], values[at[3]], values[at[4]], values[at[5]], values[at[6]], values[at[7]]);

    /// <summary>values[at], lane by lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Gather(int* values, Vector256<int> at) => Avx2.IsSupported
        ? Avx2.GatherVector256(values, at, sizeof(int))
        : Vector256.Create(
            values[at[0]], values[at[1]], values[at[2]], values[at[3]], values[at[4]], values[at[5]], values[at[6]], values[at[7]]);

    /// <summary>The state of each lane's draws: a key from CounterRandom, spread over slots.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Start(ulong key, Vector256<int> slots) =>
        Hash((slots.AsUInt32() * Vector256.Create(Stride)) + Vector256.Create((uint)key)) ^ Vector256.Create((uint)(key >> 32));

    /// <summary>The next slot of each lane, uniform in 0..count − 1 (from 24 random bits: even to count/2²⁴).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Next(ref Vector256<uint> state, int count)
    {
        state += Vector256.Create(Stride);
        Vector256<float> bits = Vector256.ConvertToSingle((Hash(state) >> 8).AsInt32());
        Vector256<int> slots = Vector256.ConvertToInt32Native(bits * Vector256.Create((float)count / (1 << 24)));
        return Vector256.Min(slots, Vector256.Create(count - 1));
    }

    /// <summary>Wellons' 32-bit integer hash (2018).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Hash(Vector256<uint> x)
    {
        x = (x ^ (x >> 16)) * Vector256.Create(0x7FEB352Du);
        x = (x ^ (x >> 15)) * Vector256.Create(0x846CA68Bu);
        return x ^ (x >> 16);
    }
}
