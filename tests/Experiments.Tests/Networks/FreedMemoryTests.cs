using System.Globalization;
using Experiments.Networks.Loading;
using Experiments.Networks.Torch;
using TorchSharp;

namespace Experiments.Tests.Networks;

public class FreedMemoryTests
{
    private const long Pages = (33 << 20) / 4096;

    [Fact]
    public void Memory_that_is_asked_for_again_is_not_mapped_again()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "page faults are counted by Linux");
        LibtorchLoader.EnsureLoaded();
        using TorchSession session = TorchSession.Enter(1, CancellationToken.None);
        Use(rounds: 8);

        // Mapped anew every round it would be 40 times the pages, each time; other tests may take what earlier rounds left, now and then.
        Assert.InRange(Enumerable.Range(0, 3).Min(_ => FaultsOfTwentyRounds()), 0, 6 * Pages);
    }

    private static long FaultsOfTwentyRounds()
    {
        long before = FaultsOfThisThread();
        Use(rounds: 20);
        return FaultsOfThisThread() - before;
    }

    /// <summary>Twice 33 MiB, written to and freed.</summary>
    private static void Use(int rounds)
    {
        for (int round = 0; round < rounds; round++)
        {
            using DisposeScope scope = torch.NewDisposeScope();
            torch.Tensor first = torch.ones(Pages * 1024);
            torch.Tensor second = first.add(1);
            Assert.Equal(2, second[^1].item<float>());
        }
    }

    // The name, in brackets, may hold spaces; minor faults are the tenth field of the line, the eighth after it.
    private static long FaultsOfThisThread() =>
        long.Parse(File.ReadAllText("/proc/thread-self/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[7],
            CultureInfo.InvariantCulture);
}
