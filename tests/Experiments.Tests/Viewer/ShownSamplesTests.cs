using System.Text.Json.Nodes;
using Experiments.Reduction;
using Experiments.Results.Folder;
using Experiments.Tests.Reports;
using Experiments.Viewer;
using Experiments.Viewer.Writing;

namespace Experiments.Tests.Viewer;

public sealed class ShownSamplesTests
{
    private static readonly SyntheticSweep Sweep = new() { Samples = 200, Seeds = 1, Classes = 5, Layers = ["input", "penultimate"] };

    [Fact]
    public void A_part_of_the_samples_keeps_the_shares_of_classes_and_says_how_many_there_are()
    {
        using TemporaryFolder folder = new();
        RenderedViewer written = ViewerRenderer.Render(Sweep.Write(folder.Path), new ViewerWords(), new ViewerRequest { Points = 50 });
        ViewerFile file = new(written.Path);

        Assert.Equal((50, 200), (written.Shown, written.Total));
        Assert.Equal((50, 200), ((int)file.Dataset["samples"]!, (int)file.Dataset["total"]!));
        Assert.All(file.Numbers(file.Dataset["labels"]).GroupBy(label => label), same => Assert.Equal(10, same.Count()));
        Assert.All(file["pictures"], picture => Assert.Equal(100, (int)picture["points"]!["n"]!));
        int[] rows = [.. file.Numbers(file.Dataset["rows"]).Select(row => (int)row)];
        Assert.Equal(StoredSweep.Open(folder.Path).Labels("data0")!.Where((_, i) => rows.Contains(i)).Select(label => (double)label),
            file.Numbers(file.Dataset["labels"]));
    }

    [Fact]
    public void Neighbours_that_are_not_shown_leave_the_others_in_their_order_and_the_rest_is_the_sample_itself()
    {
        using TemporaryFolder folder = new();
        ViewerFile file = ViewerFile.Of(Sweep.Write(folder.Path), points: 50);
        JsonObject layer = file["layers"].Single(layer => layer["neighbors"] is not null);
        NeighborGraph graph = StoredSweep.Open(folder.Path).Neighbors((string)layer["id"]!)!;
        int[] rows = [.. file.Numbers(file.Dataset["rows"]).Select(row => (int)row)];
        double[] ids = file.Numbers(layer["neighbors"]!["ids"]);

        for (int i = 0; i < rows.Length; i++)
        {
            int[] places = [.. graph.IndicesOf(rows[i]).ToArray().Select(id => Array.IndexOf(rows, id))];
            double[] expected = [.. places.Where(place => place >= 0).Select(place => (double)place)];
            Assert.Equal([.. expected, .. Enumerable.Repeat((double)i, graph.K - expected.Length)], ids[(i * graph.K)..((i + 1) * graph.K)]);
        }
    }

    [Fact]
    public void The_sweep_file_says_how_many_where_nobody_else_does()
    {
        using TemporaryFolder folder = new();
        SyntheticSweep sweep = Sweep with { Report = Sweep.Report with { HtmlPoints = 20 } };
        Assert.Equal(20, (int)ViewerFile.Of(sweep.Write(folder.Path)).Dataset["samples"]!);
        Assert.Equal(30, (int)ViewerFile.Of(folder.Path, points: 30).Dataset["samples"]!);
    }
}
