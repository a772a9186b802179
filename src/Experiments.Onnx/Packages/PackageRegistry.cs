using Experiments.Data;
using NuGet.Common;
using NuGet.Configuration;
using NuGet.Protocol;
using NuGet.Protocol.Core.Types;
using NuGet.Versioning;

namespace Experiments.Onnx.Packages;

/// <summary>The registries of packages that the user's NuGet settings name, with their proxies and credentials.</summary>
internal static class PackageRegistry
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    /// <summary>The folder in which NuGet keeps packages unpacked; null where the settings cannot be read.</summary>
    public static string? UnpackedFolder()
    {
        try
        {
            return SettingsUtility.GetGlobalPackagesFolder(Load());
        }
        catch (Exception fault) when (fault is NuGetConfigurationException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Fetches a package from the first registry that has it.</summary>
    /// <exception cref="DataException">No registry gave it; the message says what each did.</exception>
    public static void Fetch(PublishedPackage package, Stream target, DataContext context)
    {
        List<string> problems = [];
        foreach (PackageSource source in Sources(problems))
        {
            try
            {
                target.SetLength(0);
                if (CopyAsync(package, source, target, context).GetAwaiter().GetResult())
                {
                    return;
                }

                problems.Add($"{source.Name} does not have it");
            }
            catch (Exception fault) when (!context.Cancellation.IsCancellationRequested
                && fault is NuGetProtocolException or HttpRequestException or IOException or OperationCanceledException or InvalidOperationException)
            {
                problems.Add($"{source.Name}: {OneLine.Of(Innermost(fault).Message).TrimEnd('.')}");
            }
        }

        context.Cancellation.ThrowIfCancellationRequested();
        throw new DataException(problems.Count == 0 ? "NuGet's settings name no source" : string.Join("; ", problems));
    }

    private static IEnumerable<PackageSource> Sources(List<string> problems)
    {
        try
        {
            return [.. new PackageSourceProvider(Load()).LoadPackageSources().Where(source => source.IsEnabled)];
        }
        catch (NuGetConfigurationException fault)
        {
            problems.Add(OneLine.Of(fault.Message).TrimEnd('.'));
            return [];
        }
    }

    private static async Task<bool> CopyAsync(PublishedPackage package, PackageSource source, Stream target, DataContext context)
    {
        using CancellationTokenSource clock = CancellationTokenSource.CreateLinkedTokenSource(context.Cancellation);
        clock.CancelAfter(Patience);
        SourceRepository repository = Repository.Factory.GetCoreV3(source);
        FindPackageByIdResource packages = await repository.GetResourceAsync<FindPackageByIdResource>(clock.Token).ConfigureAwait(false)
            ?? throw new InvalidOperationException("it hands out no packages");
        using SourceCacheContext cache = new() { DirectDownload = true, NoCache = true };
        using CountingStream counted = new(target, done => context.Progress?.Report((package.FileName, done, package.Bytes)));
        return await packages.CopyNupkgToStreamAsync(
            package.Id, NuGetVersion.Parse(package.Version), counted, cache, NullLogger.Instance, clock.Token).ConfigureAwait(false);
    }

    private static ISettings Load() => Settings.LoadDefaultSettings(Environment.CurrentDirectory);

    private static Exception Innermost(Exception fault) => fault.InnerException is { } inner ? Innermost(inner) : fault;
}
