using Xunit.v3;

namespace Experiments.Tests;

/// <summary>Marks tests that take seconds: <c>./run.sh test fast</c> leaves them out.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class SlowAttribute : Attribute, ITraitAttribute
{
    /// <inheritdoc/>
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [KeyValuePair.Create("speed", "slow")];
}
