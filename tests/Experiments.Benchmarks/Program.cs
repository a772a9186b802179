using System.CommandLine;
using BenchmarkDotNet.Running;
using Experiments.Benchmarks;

// bench [BenchmarkDotNet arguments]   the suites
// bench peers …                       side by side with other libraries
// bench growth …                      seconds against the number of samples
// bench jobs …                        sweeps with one job and with several
// bench viewer …                      report.html side by side with other libraries' pages
if (args is not ["peers" or "growth" or "jobs" or "viewer" or "worker", ..])
{
    string[] arguments = args.Length == 0 ? ["--filter", "*"] : args;
    BenchmarkSwitcher.FromAssembly(typeof(SuiteConfiguration).Assembly).Run(arguments, new SuiteConfiguration());
    return 0;
}

RootCommand root = new("Measures Experiments against itself and its peers.")
{
    PeersCommand.Create(), GrowthCommand.Create(), JobsCommand.Create(), ViewerCommand.Create(), Worker.Command(),
};
return await root.Parse(args).InvokeAsync();
