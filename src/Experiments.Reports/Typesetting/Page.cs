namespace Experiments.Reports.Typesetting;

/// <summary>
/// A kind of page: the title people search for, what it shows in a line, whether a model has anything to show on it, and how it is set.
/// </summary>
internal abstract record Page<TModel>(string Title, string Shows, Func<TModel, bool> Applies, Action<TModel, PageComposer> Compose);
