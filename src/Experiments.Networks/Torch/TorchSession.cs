using Experiments.Networks.Loading;
using static TorchSharp.torch;

namespace Experiments.Networks.Torch;

/// <summary>
/// The right to use libtorch, whose thread count is global to the process: one holder at a time, with the thread count it asks for, and
/// all tensors it forgets disposed at the end. Memory freed in between is kept for the next tensors.
/// </summary>
internal sealed class TorchSession : IDisposable
{
    private static readonly SemaphoreSlim Turn = new(1, 1);
    private readonly TorchSharp.DisposeScope scope = NewDisposeScope();

    private TorchSession()
    {
    }

    /// <summary>Waits for its turn.</summary>
    public static TorchSession Enter(int threads, CancellationToken cancellation)
    {
        Turn.Wait(cancellation);
        try
        {
            FreedMemory.Keep();
            set_num_threads(threads);
            return new TorchSession();
        }
        catch
        {
            Turn.Release();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        scope.Dispose();
        FreedMemory.GiveBack();
        Turn.Release();
    }
}
