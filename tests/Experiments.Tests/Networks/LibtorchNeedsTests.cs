using Experiments.Networks.Loading;

namespace Experiments.Tests.Networks;

public sealed class LibtorchNeedsTests
{
    [Fact]
    public void This_machine_has_what_the_other_tests_need() => Assert.Null(LibtorchNeeds.Lacking);

    [Theory]
    [InlineData("osx-x64")]
    [InlineData("linux-arm64")]
    [InlineData("linux-musl-x64")]
    public void A_platform_without_libtorch_is_named_with_what_works_there(string platform)
    {
        string? reason = LibtorchNeeds.Missing(platform, isWindows: false, hasLibtorch: false, _ => true);

        Assert.Contains($"not beside the program on {platform}", reason, StringComparison.Ordinal);
        Assert.Contains("Everything that trains nothing works", reason, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', reason!);
    }

    [Theory]
    [InlineData("win-x64", "msvcp140.dll", "vc_redist.x64.exe")]
    [InlineData("win-arm64", "vcruntime140_1.dll", "vc_redist.arm64.exe")]
    public void Windows_without_the_runtime_of_Visual_Cpp_is_told_where_to_get_it(string platform, string missing, string installer)
    {
        string? reason = LibtorchNeeds.Missing(platform, isWindows: true, hasLibtorch: true, name => name != missing);

        Assert.Contains($"{missing} is missing", reason, StringComparison.Ordinal);
        Assert.EndsWith(installer, reason, StringComparison.Ordinal);
        Assert.Null(LibtorchNeeds.Missing(platform, isWindows: true, hasLibtorch: true, _ => true));
    }
}
