using Experiments.Data;
using Experiments.Reduction;

namespace Experiments.Results;

/// <summary>A fault in a sweep's configuration or folder that a user can mend, told in one line, or in one line for each problem.</summary>
public sealed class SweepException(string message, Exception? innerException = null) : MendableException(OneLine.OfEach(message), innerException);
