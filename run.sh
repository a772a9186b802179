#!/usr/bin/env bash
# Builds Experiments on first use (Release), then runs it with the arguments given. With none: the quickstart sweep.
#   ./run.sh                 sweep configs/quickstart.yaml
#   ./run.sh sweep FILE …    any command of the program; ./run.sh --help lists them
#   ./run.sh test [ARG …]    the whole test suite (arguments go to the test runner); --accept replaces approved files by what came out,
#                            --coverage ends with a line a project; test fast: only what needs neither libtorch nor the program, nor seconds for a test
#   ./run.sh bench [ARG …]   BenchmarkDotNet suites; bench peers: side by side with the libraries installed here; bench fuzz: damaged files;
#                            bench kill: killed sweeps; bench growth: seconds against the number of samples; bench jobs: what stages side by side gain;
#                            bench viewer: report.html side by side with other libraries' pages in Chromium
#   ./run.sh pack [RID …]    NuGet packages into packages/: the two libraries, and the program as a .NET tool for each platform named
#                            (linux-x64 win-x64 osx-arm64, unless told)
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# .NET maps its own code as a file of 2 GB, which a limit on file sizes would not let it make.
[ "$(ulimit -f)" = unlimited ] || export DOTNET_EnableWriteXorExecute=0

program=$root/src/Experiments.Cli/bin/Release/run/experiments.dll

# need_sdk: ends with a line where there is nothing to build with. Asked before a build only, for it takes longer than --version.
need_sdk() {
  if ! command -v dotnet >/dev/null 2>&1 || ! dotnet --list-sdks 2>/dev/null | grep -q '^10\.'; then
    echo "run.sh: the .NET 10 SDK is needed and was not found on PATH. Get it from https://dotnet.microsoft.com/download/dotnet/10.0" \
         "(Debian/Ubuntu: apt-get install dotnet-sdk-10.0; macOS: brew install dotnet), then run this again." >&2
    exit 127
  fi
}

# build PROJECT_DIR FILE COMMAND…: has a dotnet command make a file when it is not there, or a source or test is newer than the last build.
build() {
  local project=$root/$1 file=$2 log
  local stamp=$project/bin/Release/.built sources=("$root/src" "$root"/*.props "$root/global.json")
  shift 2
  case $project in */tests/*) sources+=("$root/tests") ;; esac
  if [ -f "$stamp" ] && [ -f "$file" ] &&
    [ -z "$(find "${sources[@]}" \( -name bin -o -name obj \) -prune -o -type f -newer "$stamp" -print -quit)" ]; then
    return
  fi
  need_sdk
  echo "Building (Release; the first build also restores packages, about 1 GB with libtorch) …" >&2
  log=$(mktemp)
  if ! dotnet "$@" "$project" -c Release -v quiet -clp:NoSummary --disable-build-servers >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    echo "run.sh: the build failed; the messages above say why." >&2
    exit 1
  fi
  rm -f "$log"
  touch "$stamp"
}

# build_tests NAME: builds a project of tests.
build_tests() { build "tests/$1" "$root/tests/$1/bin/Release/net10.0/$1.dll" build; }

# coverage FILE …: from lcov files, which share of each project's lines was run by any of the test programs.
coverage() {
  awk '/^SF:/ { file = substr($0, 4); project = file; sub(/.*\/src\//, "", project); sub(/\/.*/, "", project) }
       /^DA:/ { split(substr($0, 4), line, ","); at = file ":" line[1]; if (!(at in lines)) { lines[at]; all[project]++ }
                if (line[2] > 0 && !(at in run)) { run[at]; hit[project]++ } }
       END { for (project in all) printf "line coverage %-24s %5.1f %% of %d\n", project, 100 * hit[project] / all[project], all[project] }' "$@" | sort
}

# run_tests [fast] ARG …: --accept is for the tests' approved files, --coverage for the collector, the rest for the test runner. Ends with the code of what failed last; with 8, the
# runner's own for a filter that picks nothing, only where nothing is picked anywhere.
run_tests() {
  local argument arguments=() projects=(Experiments.CoreTests Experiments.Tests) project code empty=0 result=0 reports=''
  if [ "${1:-}" = fast ]; then
    shift
    projects=(Experiments.CoreTests)
    arguments=(--filter-not-trait speed=slow)
    build_tests Experiments.CoreTests
  else
    build_tests Experiments.Tests
  fi
  for argument in "$@"; do
    case $argument in
      --accept) export EXPERIMENTS_ACCEPT=1 ;;
      --coverage)
        reports=$(mktemp -d)
        arguments+=(--results-directory "$reports" --coverlet --coverlet-output-format lcov --coverlet-single-hit
          --coverlet-include '[Experiments.*]*' --coverlet-include '[experiments]*' --coverlet-exclude '[Experiments.*Tests]*') ;;
      *) arguments+=("$argument") ;;
    esac
  done
  # Assemblies are rewritten while coverage is collected: a run that is killed then has them built anew.
  if [ -n "$reports" ]; then rm -f "$root"/tests/*/bin/Release/.built; fi
  trap 'exit 130' INT
  for project in "${projects[@]}"; do
    code=0
    dotnet "$root/tests/$project/bin/Release/net10.0/$project.dll" ${arguments[@]+"${arguments[@]}"} || code=$?
    if [ "$code" = 8 ]; then empty=$((empty + 1)); elif [ "$code" != 0 ]; then result=$code; fi
  done
  if [ "$empty" = "${#projects[@]}" ]; then result=8; fi
  if [ -n "$reports" ]; then
    coverage "$reports"/*.info
    rm -rf "$reports"
    for project in "${projects[@]}"; do touch "$root/tests/$project/bin/Release/.built"; done
  fi
  exit "$result"
}

if [ "${1:-}" = test ]; then
  shift
  run_tests "$@"
fi

if [ "${1:-} ${2:-}" = "bench fuzz" ] || [ "${1:-} ${2:-}" = "bench kill" ]; then
  shift
  build_tests Experiments.Tests
  exec dotnet "$root/tests/Experiments.Tests/bin/Release/net10.0/Experiments.Tests.dll" "$@"
fi

if [ "${1:-}" = bench ]; then
  shift
  build_tests Experiments.Benchmarks
  exec dotnet "$root/tests/Experiments.Benchmarks/bin/Release/net10.0/Experiments.Benchmarks.dll" "$@"
fi

# pack_project PROJECT [OPTION …]: packs one project; its build leaves those of the other commands alone.
pack_project() {
  local project=$1
  shift
  dotnet pack "$root/src/$project" -c Release -v quiet -clp:NoSummary --disable-build-servers -o "$root/packages" \
    --artifacts-path "$root/packages/.build" -p:ContinuousIntegrationBuild=true "$@"
}

if [ "${1:-}" = pack ]; then
  shift
  [ $# -gt 0 ] || set -- linux-x64 win-x64 osx-arm64
  need_sdk
  rm -f "$root"/packages/Experiments.*
  pack_project Experiments.Reduction
  pack_project Experiments.MLNet
  for platform in "$@"; do pack_project Experiments.Cli -r "$platform" "-p:ToolPackageRuntimeIdentifiers=$platform"; done
  # The package that picks among those, without packing them again.
  platforms=$(IFS=%; echo "$*")
  pack_project Experiments.Cli "-p:ToolPackageRuntimeIdentifiers=${platforms//%/%3B}" -p:_InnerToolsPublishAot=true
  du -h "$root"/packages/Experiments.*
  exit
fi

# Compiled ahead: it starts in half the time of what the tests run.
build src/Experiments.Cli "$program" publish -o "${program%/*}"
export EXPERIMENTS_LAUNCHER="$root/run.sh"
[ $# -gt 0 ] || { cd "$root"; set -- sweep configs/quickstart.yaml; }
exec dotnet "$program" "$@"
