using Experiments.Data;

namespace Experiments.Reports;

/// <summary>A fault in a sweep's folder or in what was asked of its report that a user can mend; the message says how, in one line.</summary>
public sealed class ReportException : Exception
{
    /// <summary>Creates the fault with a one-line message.</summary>
    public ReportException(string message)
        : base(OneLine.OfEach(message))
    {
    }

    /// <summary>Creates the fault with its cause.</summary>
    public ReportException(string message, Exception innerException)
        : base(OneLine.OfEach(message), innerException)
    {
    }

    /// <summary>Creates an unexplained fault.</summary>
    public ReportException()
    {
    }
}
