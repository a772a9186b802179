using Experiments.Data;

namespace Experiments.Results;

/// <summary>A fault a user can mend, told in one line (or one line a problem); shown without a stack trace.</summary>
public sealed class SweepException : Exception
{
    /// <summary>Creates the fault with its message.</summary>
    public SweepException(string message)
        : base(OneLine.OfEach(message))
    {
    }

    /// <summary>Creates the fault with its cause.</summary>
    public SweepException(string message, Exception innerException)
        : base(OneLine.OfEach(message), innerException)
    {
    }

    /// <summary>Creates an unexplained fault.</summary>
    public SweepException()
    {
    }
}
