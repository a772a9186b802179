using SkiaSharp;

namespace Experiments.Tests.Cli;

public class DataCommandTests
{
    [Fact]
    public void List_NamesLicencesAndOwnSettings()
    {
        using TemporaryFolder folder = new();
        CommandResult result = CommandLine.Run(folder.Path, "data", "list");
        Assert.Equal(0, result.ExitCode);
        Assert.Matches(@"(?m)^mnist +MNIST +CC BY-SA 3\.0", result.Output);
        Assert.Matches(@"(?m)^moons +Moons +MIT.* size, seed, noise$", result.Output);
        Assert.Contains("All of them: name, split, samples, train_samples.", result.Output);
    }

    [Fact]
    public void Sheet_HasARowForEveryClass()
    {
        using TemporaryFolder folder = new();
        CommandResult result =
            CommandLine.Run(folder.Path, "data", "describe", "glyphs", "--set", "train_size=40", "--set", "test_size=40", "--sheet", "out/g.png");
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        Assert.Matches(@"(?m)^sheet +out/g\.png$", result.Output);
        using SKBitmap sheet = SKBitmap.Decode(folder["out/g.png"]);
        Assert.Equal(16 + 30 + (10 * (56 + 4)) - 4 + 16, sheet.Height);
        for (int row = 0; row < 10; row++)
        {
            SKColor corner = sheet.GetPixel(sheet.Width - 16 - 2, 46 + (row * 60) + 2);
            Assert.True(corner != SKColors.White, $"row {row} has no last picture");
        }
    }

    [Fact]
    public void Sheet_WithoutPictures_IsRefusedAndWritesNothing()
    {
        using TemporaryFolder folder = new();
        CommandResult result = CommandLine.Run(folder.Path, "data", "describe", "moons", "--sheet", "m.png");
        Assert.Equal(1, result.ExitCode);
        Assert.Equal("experiments: Moons has no pictures for --sheet: its samples are rows of 2 features", result.Error.Trim());
        Assert.Equal((string.Empty, false), (result.Output, File.Exists(folder["m.png"])));
    }
}
