# What run.sh does, for Windows (and any PowerShell from 5.1 on): builds on first use, then runs. run.cmd starts it where scripts are not allowed.
# In a PowerShell prompt write run.cmd: to a script, a,b,c would be three words.
#   run.cmd                  sweep configs/quickstart.yaml
#   run.cmd sweep FILE ...   any command of the program; run.cmd --help lists them
#   run.cmd test [fast] ..., run.cmd bench ..., run.cmd pack ...   as in run.sh
$ErrorActionPreference = 'Stop'
$root = $PSScriptRoot
$program = "$root/src/Experiments.Cli/bin/Release/run/experiments.dll"
$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'
$env:DOTNET_NOLOGO = '1'
if (-not $env:EXPERIMENTS_LAUNCHER -or (Split-Path $env:EXPERIMENTS_LAUNCHER) -ne $root) {
    $env:EXPERIMENTS_LAUNCHER = "$root/run.ps1"
}

# Runs dotnet with words as they were given: older versions drop empty ones and the quotes inside others.
function Invoke-Dotnet([string[]] $words) {
    if ($PSVersionTable.PSVersion -lt [version]'7.3') {
        $words = @($words | ForEach-Object { if ($_ -eq '') { '""' } else { $_ -replace '(\\*)"', '$1$1\"' } })
    }

    & dotnet $words
}

# Ends with a line where there is nothing to build with.
function Assert-Sdk {
    if (-not (Get-Command dotnet -ErrorAction SilentlyContinue) -or -not (& dotnet --list-sdks | Where-Object { $_ -like '10.*' })) {
        [Console]::Error.WriteLine('run: the .NET 10 SDK is needed and was not found on PATH. Get it from ' +
            'https://dotnet.microsoft.com/download/dotnet/10.0 (winget install Microsoft.DotNet.SDK.10), then run this again.')
        exit 127
    }
}

# Has a dotnet command make a file when it is not there, or a source or test is newer than the last build.
function Build([string] $project, [string] $file, [string[]] $command) {
    $stamp = "$root/$project/bin/Release/.built"
    $sources = @("$root/src/*/*")
    if ($project -like 'tests/*') { $sources += "$root/tests/*/*" }
    if ((Test-Path $stamp) -and (Test-Path $file)) {
        $built = (Get-Item $stamp -Force).LastWriteTimeUtc
        $newer = @(Get-ChildItem $sources -Exclude bin, obj | Get-ChildItem -Recurse -File) + @(Get-ChildItem "$root/*.props", "$root/global.json") |
            Where-Object { $_.LastWriteTimeUtc -gt $built } | Select-Object -First 1
        if (-not $newer) { return }
    }

    Assert-Sdk
    [Console]::Error.WriteLine('Building (Release; the first build also restores packages, about 1 GB with libtorch) ...')
    $log = & dotnet $command "$root/$project" -c Release -v quiet '-clp:NoSummary' --disable-build-servers
    if ($LASTEXITCODE -ne 0) {
        $log | ForEach-Object { [Console]::Error.WriteLine($_) }
        [Console]::Error.WriteLine('run: the build failed; the messages above say why.')
        exit 1
    }

    Set-Content $stamp ''
}

function Build-Tests([string] $name) { Build "tests/$name" "$root/tests/$name/bin/Release/net10.0/$name.dll" @('build') }

# From lcov files, which share of each project's lines was run by any of the test programs.
function Show-Coverage([string] $folder) {
    $lines = @{}
    foreach ($line in Get-ChildItem "$folder/*.info" | Get-Content) {
        if ($line.StartsWith('SF:')) { $file = $line.Substring(3) -replace '\\', '/' }
        elseif ($line.StartsWith('DA:')) {
            $number, $hits = $line.Substring(3).Split(',')
            $lines["${file}:$number"] = [bool]$lines["${file}:$number"] -or [long]$hits -gt 0
        }
    }

    $lines.GetEnumerator() | Group-Object { $_.Key -replace '.*/src/([^/]*)/.*', '$1' } | Sort-Object Name | ForEach-Object {
        'line coverage {0,-24} {1,5:F1} % of {2}' -f $_.Name, (100 * @($_.Group | Where-Object { $_.Value }).Count / $_.Count), $_.Count
    }
}

# The test programs: --accept is for approved files, --coverage for the collector, the rest for the runner, as in run.sh.
function Invoke-Tests([string[]] $words) {
    $projects = 'Experiments.CoreTests', 'Experiments.Tests'
    $arguments = @()
    if ($words.Count -gt 0 -and $words[0] -eq 'fast') {
        $projects = @('Experiments.CoreTests')
        $arguments = @('--filter-not-trait', 'speed=slow')
        $words = @($words | Select-Object -Skip 1)
    }

    $projects | Select-Object -Last 1 | ForEach-Object { Build-Tests $_ }
    $reports = $null
    foreach ($word in $words) {
        if ($word -eq '--accept') { $env:EXPERIMENTS_ACCEPT = '1' }
        elseif ($word -eq '--coverage') {
            $reports = Join-Path ([IO.Path]::GetTempPath()) ([IO.Path]::GetRandomFileName())
            $arguments += '--results-directory', $reports, '--coverlet', '--coverlet-output-format', 'lcov', '--coverlet-single-hit',
                '--coverlet-include', '[Experiments.*]*', '--coverlet-include', '[experiments]*', '--coverlet-exclude', '[Experiments.*Tests]*'
            # Assemblies are rewritten while coverage is collected: they are built anew the next time.
            Remove-Item "$root/tests/*/bin/Release/.built" -Force
        }
        else { $arguments += $word }
    }

    $codes = foreach ($project in $projects) {
        Invoke-Dotnet (@("$root/tests/$project/bin/Release/net10.0/$project.dll") + $arguments) | Out-Host
        $LASTEXITCODE
    }
    if ($reports) {
        Show-Coverage $reports | Out-Host
        Remove-Item $reports -Recurse
    }

    # 8 is the runner's own code for a filter that picks nothing: it counts only where nothing is picked anywhere.
    $failed = @($codes | Where-Object { $_ -ne 0 -and $_ -ne 8 })
    if ($failed.Count -gt 0) { return $failed[-1] }
    if (@($codes | Where-Object { $_ -eq 8 }).Count -eq $projects.Count) { return 8 }
    return 0
}

$words = @($args)
$first = if ($words.Count -gt 0) { $words[0] } else { '' }
$rest = @($words | Select-Object -Skip 1)
if ($first -eq 'test') { exit (Invoke-Tests $rest) }
if ($first -eq 'bench' -and $rest.Count -gt 0 -and $rest[0] -in 'fuzz', 'kill') { $name = 'Experiments.Tests' }
elseif ($first -eq 'bench') { $name = 'Experiments.Benchmarks' }
else { $name = $null }
if ($name) {
    Build-Tests $name
    Invoke-Dotnet (@("$root/tests/$name/bin/Release/net10.0/$name.dll") + $rest)
    exit $LASTEXITCODE
}

# Packs one project; its build leaves those of the other commands alone.
function Invoke-Pack([string[]] $words) {
    & dotnet pack "$root/src/$($words[0])" -c Release -v quiet '-clp:NoSummary' --disable-build-servers -o "$root/packages" `
        --artifacts-path "$root/packages/.build" '-p:ContinuousIntegrationBuild=true' @($words | Select-Object -Skip 1)
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
}

if ($first -eq 'pack') {
    if ($rest.Count -eq 0) { $rest = 'linux-x64', 'win-x64', 'osx-arm64' }
    Assert-Sdk
    Remove-Item "$root/packages/Experiments.*"
    Invoke-Pack 'Experiments.Reduction'
    Invoke-Pack 'Experiments.MLNet'
    foreach ($platform in $rest) { Invoke-Pack 'Experiments.Cli', '-r', $platform, "-p:ToolPackageRuntimeIdentifiers=$platform" }
    Invoke-Pack 'Experiments.Cli', "-p:ToolPackageRuntimeIdentifiers=$($rest -join '%3B')", '-p:_InnerToolsPublishAot=true'
    Get-ChildItem "$root/packages/Experiments.*" | ForEach-Object { '{0,9:N0} kB  {1}' -f ($_.Length / 1000), $_.Name }
    exit 0
}

Build 'src/Experiments.Cli' $program @('publish', '-o', (Split-Path $program))
if ($words.Count -eq 0) {
    Set-Location $root
    $words = 'sweep', 'configs/quickstart.yaml'
}

Invoke-Dotnet (@($program) + $words)
exit $LASTEXITCODE
