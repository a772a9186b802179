using Experiments.Reports.SweepReport;
using UglyToad.PdfPig;

namespace Experiments.Tests.Reports;

/// <summary>A folder that goes away with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("experiments-report-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);

    /// <summary>Writes a synthetic sweep here and prints it.</summary>
    public PdfDocument Print(SyntheticSweep sweep, ReportRequest? request = null)
    {
        sweep.Write(Path);
        return PdfDocument.Open(ReportRenderer.Render(Path, request).Path);
    }
}
