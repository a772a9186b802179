using System.Runtime.InteropServices;
using Experiments.Results;

namespace Experiments.Networks.Torch;

/// <summary>libtorch tells of memory that it does not get in a page of C++; users are told in a line.</summary>
internal static class TorchMemory
{
    /// <summary>Does something with libtorch.</summary>
    /// <exception cref="SweepException">There is not enough memory for the work.</exception>
    public static T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception fault)
            when (fault is OutOfMemoryException
                || (fault is ExternalException && fault.Message.Contains("memory", StringComparison.OrdinalIgnoreCase)))
        {
            throw new SweepException("the network needs more memory than there is; use smaller layers, images or batch_size", fault);
        }
    }
}
