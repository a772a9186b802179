namespace Experiments.Reduction;

/// <summary>A fault in samples or settings of a reduction; the message says in one line how to mend it.</summary>
/// <param name="message">What was wrong, what was expected and what to do.</param>
/// <param name="innerException">The cause, where another fault was.</param>
public sealed class ReductionException(string message, Exception? innerException = null) : MendableException(message, innerException);
