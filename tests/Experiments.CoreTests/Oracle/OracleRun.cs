using System.Diagnostics;
using System.Text.Json;

namespace Experiments.Tests.Oracle;

/// <summary>Fixtures/oracle/oracle.py, run once: its cases, with what it makes of them.</summary>
public sealed class OracleRun : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("oracle-");
    private readonly Lazy<JsonElement> cases;

    public OracleRun() => cases = new(Run);

    /// <summary>Neighbourhood sizes and cases.</summary>
    public JsonElement Cases => cases.Value;

    /// <summary>The path of one of its files.</summary>
    public string PathOf(string name) => Path.Combine(folder.FullName, name);

    public void Dispose() => folder.Delete(recursive: true);

    private JsonElement Run()
    {
        string? python = new[] { "/usr/bin/python3", "python3" }.FirstOrDefault(program =>
            Output(program, "-c", "import numpy, scipy, sklearn").Code == 0);
        Assert.SkipWhen(python is null, "needs python3 with NumPy, SciPy and scikit-learn (Debian: apt-get install python3-sklearn)");
        (int code, string said) = Output(python!, Path.Combine(AppContext.BaseDirectory, "Fixtures", "oracle", "oracle.py"), folder.FullName);
        Assert.True(code == 0, said);
        return JsonDocument.Parse(File.ReadAllBytes(PathOf("cases.json"))).RootElement;
    }

    private static (int Code, string Said) Output(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            string said = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, said);
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            return (127, missing.Message);
        }
    }
}
