using Experiments.Onnx.Running;
using Experiments.Tests.Fuzz;
using Experiments.Tests.Killing;
using Xunit.MicrosoftTestingPlatform;

namespace Experiments.Tests;

/// <summary>
/// Runs the tests; or, as <c>fuzz …</c>, the readers on as many damaged files as wanted (<c>./run.sh bench fuzz</c>); or, as <c>kill …</c>, a sweep
/// that is killed as often as wanted (<c>./run.sh bench kill</c>).
/// </summary>
internal static class EntryPoint
{
    public static Task<int> Main(string[] args) => args switch
    {
        ["fuzz", .. string[] options] => FuzzCommand.Create().Parse(options).InvokeAsync(),
        [RuntimeServer.Command] => Task.FromResult(RuntimeServer.Serve()),
        ["kill", .. string[] options] => KillCommand.Create().Parse(options).InvokeAsync(),
        _ => TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
    };
}
