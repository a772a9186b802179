using Experiments.Tests.Fuzz;
using Xunit.MicrosoftTestingPlatform;

namespace Experiments.Tests;

/// <summary>Runs the tests; or, as <c>fuzz …</c>, the readers on as many damaged files as wanted (<c>./run.sh bench fuzz</c>).</summary>
internal static class EntryPoint
{
    public static Task<int> Main(string[] args) => args is ["fuzz", .. string[] options]
        ? FuzzCommand.Create().Parse(options).InvokeAsync()
        : TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
}
