using System.Net;
using System.Net.Sockets;
using Experiments.Data;
using Experiments.Data.Formats;
using Experiments.Data.Mnist;
using Experiments.Data.Sources;

namespace Experiments.Tests.Data;

public sealed class DownloadTests : IDisposable
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * 7))];
    private readonly HttpListener server = new();
    private readonly TemporaryFolder folder = new();
    private readonly string address;

    public DownloadTests()
    {
        using (TcpListener probe = new(IPAddress.Loopback, 0))
        {
            probe.Start();
            address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
        }

        server.Prefixes.Add(address);
        server.Start();
        _ = ServeAsync();
    }

    [Fact]
    public void Goes_on_to_the_next_address_until_the_checksum_is_right()
    {
        List<(string File, long Done, long? Total)> progress = [];
        DataContext context = Online() with { Progress = new Recorder(progress) };
        folder.Write($"cache/.a.bin.{Guid.NewGuid():N}.part", "what a killed download left");
        string path = Download.Fetch(Published("missing", "damaged", "cut", "good"), folder.At("cache"), context);
        Assert.Equal(folder.At("cache", "a.bin"), path);
        Assert.Equal(Content, File.ReadAllBytes(path));
        Assert.Equal(("a.bin", (long)Content.Length, (long?)Content.Length), progress[^1]);
        Assert.Equal([path], Directory.GetFiles(folder.At("cache")));
    }

    [Fact]
    public void Says_in_one_line_what_every_address_did_and_leaves_nothing_behind()
    {
        string message = Assert.Throws<DataException>(() => Download.Fetch(Published("missing", "damaged"), folder.At("cache"), Online())).Message;
        Assert.Contains($"{address}missing: the server answered 404 NotFound", message, StringComparison.Ordinal);
        Assert.Contains($"{address}damaged: wrong checksum", message, StringComparison.Ordinal);
        Assert.Contains($"put it into {folder.At("cache")}", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
        Assert.Empty(Directory.GetFiles(folder.At("cache")));
    }

    /// <summary>
    /// Neither what a server declares nor what it sends without declaring may fill the disk, and no address leads into this machine's own files.
    /// </summary>
    [Fact]
    public void A_server_that_sends_too_much_or_leads_elsewhere_is_left()
    {
        string message = Fault(Published("huge", "endless", "inward"), Online());
        Assert.Contains($"{address}huge: it sends more than 256 MB", message, StringComparison.Ordinal);
        Assert.Contains($"{address}endless: it sends more than 256 MB", message, StringComparison.Ordinal);
        Assert.Contains($"{address}inward: it leads to an address that is neither http nor https", message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.At("cache")));
    }

    [Fact]
    public void Encrypted_addresses_come_first() => Assert.All(
        new[] { MnistFamily.Mnist, MnistFamily.Fashion, MnistFamily.Kuzushiji },
        family => Assert.StartsWith("https://", family.Mirrors[0], StringComparison.Ordinal));

    [Fact]
    public void Nobody_there_is_said_too()
    {
        PublishedFile file = new("a.bin", "00", ["http://127.0.0.1:1/a.bin"]);
        Assert.Contains("http://127.0.0.1:1/a.bin: Connection refused", Fault(file, Online()), StringComparison.Ordinal);
        Assert.Contains("downloads are switched off", Fault(file, Online() with { AllowDownload = false }), StringComparison.Ordinal);
    }

    [Fact]
    public void Can_be_stopped()
    {
        DataContext context = Online() with { Cancellation = new CancellationToken(canceled: true) };
        Assert.ThrowsAny<OperationCanceledException>(() => Download.Fetch(Published("good"), folder.At("cache"), context));
        Assert.Empty(Directory.GetFiles(folder.At("cache")));
    }

    public void Dispose()
    {
        server.Close();
        folder.Dispose();
    }

    private string Fault(PublishedFile file, DataContext context) =>
        Assert.Throws<DataException>(() => Download.Fetch(file, folder.At("cache"), context)).Message;

    private DataContext Online() => new() { CacheDirectory = folder.At("cache") };

    private PublishedFile Published(params string[] names) => new("a.bin", ContentHash.Of(Content), [.. names.Select(name => address + name)]);

    private async Task ServeAsync()
    {
        while (server.IsListening)
        {
            try
            {
                Answer(await server.GetContextAsync());
            }
            catch (Exception fault) when (fault is HttpListenerException or ObjectDisposedException or IOException)
            {
                // The test is over, or the client went away.
            }
        }
    }

    private static void Answer(HttpListenerContext context)
    {
        string what = context.Request.Url!.AbsolutePath;
        byte[] content = what == "/damaged" ? [.. Content.Reverse()] : Content;
        context.Response.StatusCode = what == "/missing" ? 404 : what == "/inward" ? 302 : 200;
        if (what == "/inward")
        {
            context.Response.RedirectLocation = "file:///etc/hostname";
            context.Response.Close();
            return;
        }

        if (what is "/huge" or "/endless")
        {
            SendWithoutEnd(context.Response, declare: what == "/huge");
            return;
        }

        context.Response.ContentLength64 = content.Length;
        if (what == "/cut")
        {
            context.Response.OutputStream.Write(content, 0, content.Length / 2);
            context.Response.Abort();
            return;
        }

        context.Response.Close(content, willBlock: true);
    }

    private static void SendWithoutEnd(HttpListenerResponse response, bool declare)
    {
        response.SendChunked = !declare;
        if (declare)
        {
            response.ContentLength64 = 1L << 40;
        }

        byte[] zeros = new byte[1 << 20];
        while (true)
        {
            response.OutputStream.Write(zeros);
        }
    }

    private sealed class Recorder(List<(string File, long Done, long? Total)> seen) : IProgress<(string File, long Done, long? Total)>
    {
        public void Report((string File, long Done, long? Total) value) => seen.Add(value);
    }
}
