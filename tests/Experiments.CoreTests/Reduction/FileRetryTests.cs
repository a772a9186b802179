using Experiments.Reduction.Saving;

namespace Experiments.Tests.Reduction;

public sealed class FileRetryTests
{
    private const int NoSpace = 28;
    private static readonly int HeldByAnother = OperatingSystem.IsWindows() ? unchecked((int)0x80070020) : OperatingSystem.IsMacOS() ? 35 : 11;
    private readonly List<TimeSpan> waits = [];
    private int calls;

    [Fact]
    public void What_passes_is_tried_again_after_longer_and_longer_pauses()
    {
        Assert.Equal("content", FileRetry.Run(() => Fail(3, new IOException("busy", HeldByAnother)), waits.Add));
        Assert.Equal(4, calls);
        Assert.Equal(waits.Order(), waits);
        Assert.InRange(waits.Sum(wait => wait.TotalSeconds), 0.1, 1);
    }

    [Fact]
    public void What_does_not_pass_in_four_attempts_is_thrown()
    {
        Assert.Equal("busy",
            Assert.Throws<IOException>(() => FileRetry.Run(() => Fail(9, new IOException("busy", HeldByAnother)), waits.Add)).Message);
        Assert.Equal((4, 3), (calls, waits.Count));
    }

    [Fact]
    public void The_reason_may_be_wrapped()
    {
        FileRetry.Run(() => Fail(1, new IOException("x.npy cannot be written: busy", new IOException("busy", HeldByAnother))), waits.Add);
        Assert.Equal(2, calls);
    }

    public static TheoryData<Exception> Lasting =>
    [
        new IOException("full", OperatingSystem.IsWindows() ? unchecked((int)0x80070070) : NoSpace),
        new FileNotFoundException("missing"), new DirectoryNotFoundException("missing"), new UnauthorizedAccessException("not yours"),
            new InvalidOperationException("a mistake"),
    ];

    [Theory]
    [MemberData(nameof(Lasting))]
    public void What_never_passes_is_thrown_at_once(Exception fault)
    {
        Assert.Same(fault, Assert.ThrowsAny<Exception>(() => FileRetry.Run(() => Fail(1, fault), waits.Add)));
        Assert.Equal((1, 0), (calls, waits.Count));
    }

    [Theory]
    [InlineData(true, 3)]
    [InlineData(false, 1)]
    public void A_rename_that_Windows_denies_while_a_scanner_looks_is_tried_again(bool isWindows, int expected)
    {
        Exception[] denied = [new UnauthorizedAccessException("denied"), new IOException("denied", unchecked((int)0x80070005))];

        Exception? fault = Record.Exception(() => FileRetry.Rename(() => _ = calls < 2 ? throw denied[calls++] : calls++, waits.Add, isWindows));

        Assert.Equal((expected, isWindows), (calls, fault is null));
    }

    [Fact]
    public void A_file_that_another_program_holds_for_a_moment_is_read()
    {
        using Data.TemporaryFolder folder = new();
        string file = folder.Write("held.txt", "content");
        FileStream holder = new(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        string text = FileRetry.Run(() => File.ReadAllText(file), _ => holder.Dispose());

        Assert.Equal("content", text);
    }

    private string Fail(int times, Exception fault) => calls++ < times ? throw fault : "content";
}
