namespace Experiments.Reduction;

/// <summary>
/// A fault that a user can mend: in a file, in settings, in what was asked. The message is one line, or one line for each problem, that says what was
/// expected and how to mend it; programs show the message alone, without a stack trace.
/// </summary>
/// <param name="message">What was wrong, what was expected and what to do.</param>
/// <param name="innerException">The cause, where another fault was.</param>
public abstract class MendableException(string message, Exception? innerException = null) : Exception(message, innerException);
