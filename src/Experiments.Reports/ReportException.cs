using Experiments.Data;
using Experiments.Reduction;

namespace Experiments.Reports;

/// <summary>A fault in a sweep's folder, or in what was asked of its report, that a user can mend; one line, or one line for each problem.</summary>
public sealed class ReportException(string message, Exception? innerException = null) : MendableException(OneLine.OfEach(message), innerException);
