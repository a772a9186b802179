using System.Security.Cryptography;
using Experiments.Reduction.Saving;

namespace Experiments.Data.Sources;

/// <summary>
/// Fetches a published file: every address in order, into a ".part" beside the target, renamed only once the checksum is right.
/// </summary>
internal static class Download
{
    /// <summary>No published file is larger (CIFAR's are 170 MB); a server that sends more sends something else.</summary>
    private const long MostBytes = 256L << 20;

    private static readonly TimeSpan StallLimit = TimeSpan.FromSeconds(60);

    private static readonly HttpClient Client = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(15) })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Downloads <paramref name="file"/> into <paramref name="folder"/> and returns its path.</summary>
    /// <exception cref="DataException">No address gave the published bytes; the message says what each did and how to mend it.</exception>
    public static string Fetch(PublishedFile file, string folder, DataContext context)
    {
        string target = Path.Combine(folder, file.Name);
        List<string> problems = [];
        foreach (string address in context.AllowDownload ? file.Addresses : [])
        {
            try
            {
                FetchAsync(file, new Uri(address), target, context).GetAwaiter().GetResult();
                return target;
            }
            catch (Exception fault) when (!context.Cancellation.IsCancellationRequested
                && fault is HttpRequestException or IOException or InvalidDataException or OperationCanceledException
                    or UnauthorizedAccessException or NotSupportedException or UriFormatException)
            {
                problems.Add($"{address}: {Reason(fault)}");
            }
        }

        string why = problems.Count == 0 ? "downloads are switched off" : string.Join("; ", problems);
        throw new DataException(
            $"{file.Name} is not on this machine and could not be downloaded ({why}). Download {file.Addresses[0]} and put it into {folder}"
            + ", or into the folder given by --data (EXPERIMENTS_DATA).");
    }

    private static async Task FetchAsync(PublishedFile file, Uri address, string target, DataContext context)
    {
        string temporary = AtomicFile.TemporaryFor(target);
        AtomicFile.RemoveAbandoned(Path.GetDirectoryName(target)!, name => name == Path.GetFileName(target));
        try
        {
            string sha256 = await TransferAsync(file.Name, address, temporary, context).ConfigureAwait(false);
            if (sha256 != file.Sha256)
            {
                throw new InvalidDataException($"wrong checksum: SHA-256 {sha256}, expected {file.Sha256}");
            }

            FileRetry.Rename(() => File.Move(temporary, target, overwrite: true));
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Streams the address to disk and returns the SHA-256 of what came; gives up when nothing comes for a minute.</summary>
    private static async Task<string> TransferAsync(string name, Uri address, string temporary, DataContext context)
    {
        using CancellationTokenSource stall = CancellationTokenSource.CreateLinkedTokenSource(context.Cancellation);
        stall.CancelAfter(StallLimit);
        using HttpResponseMessage response = await Client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, stall.Token)
            .ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        long? total = response.Content.Headers.ContentLength;
        RefuseTooMany(total ?? 0);
        using Stream source = await response.Content.ReadAsStreamAsync(stall.Token).ConfigureAwait(false);
        using FileStream sink = new(temporary, FileMode.CreateNew, FileAccess.Write);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[1 << 17];
        long done = 0;
        int read;
        while ((read = await source.ReadAsync(buffer, stall.Token).ConfigureAwait(false)) > 0)
        {
            stall.CancelAfter(StallLimit);
            hash.AppendData(buffer, 0, read);
            await sink.WriteAsync(buffer.AsMemory(0, read), stall.Token).ConfigureAwait(false);
            done += read;
            RefuseTooMany(done);
            context.Progress?.Report((name, done, total));
        }

        sink.Flush(flushToDisk: true);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void RefuseTooMany(long bytes)
    {
        if (bytes > MostBytes)
        {
            throw new InvalidDataException($"it sends more than {MostBytes >> 20} MB, which the published file has not");
        }
    }

    private static string Reason(Exception fault) => fault switch
    {
        NotSupportedException or UriFormatException => "it leads to an address that is neither http nor https",
        OperationCanceledException => "nothing came for a minute",
        HttpRequestException { StatusCode: { } status } => $"the server answered {(int)status} {status}",
        _ => fault.Message.ReplaceLineEndings(" ").TrimEnd('.'),
    };
}
