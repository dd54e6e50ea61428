#!/usr/bin/env bash
# bootstrap, on a machine made of stand-ins: nothing is installed, built or fetched.
# Usage: bootstrap_test.sh [ROOT], or AGGLOMERA_SOURCE in the environment.
set -u
root=${1:-${AGGLOMERA_SOURCE:-$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)}}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
project=$scratch/project tools=$scratch/tools
mkdir -p "$project/build" "$project/build-dev" "$tools"
cp "$root/bootstrap" "$project/"
echo '{}' >"$project/CMakePresets.json"
wrong=0

# tool NAME BODY: a stand-in on the PATH; every call is noted in calls.
tool() {
  printf '#!%s\necho "%s $*" >>"%s"\n%s\n' "$BASH" "$1" "$scratch/calls" "$2" >"$tools/$1"
  chmod +x "$tools/$1"
}
mkdir -p "$project/output/report/web/node_modules"
echo '{}' >"$project/output/report/web/package-lock.json"
for name in cksum dirname env grep mkdir nproc tail tee true; do ln -s "$(type -P "$name")" "$tools/$name"; done

bootstrap() {
  : >"$scratch/calls"
  output=$(PATH=$tools "$BASH" "$project/bootstrap" "$@" 2>&1)
  code=$?
  calls=$(<"$scratch/calls")
}

# expect SENTENCE CODE [PATTERN found in the output and the calls]…
expect() {
  local sentence=$1 good=1 pattern
  [ "$code" -eq "$2" ] || good=0
  shift 2
  for pattern in "$@"; do [[ $output$'\n'$calls =~ $pattern ]] || good=0; done
  if [ $good -eq 1 ]; then echo "ok      $sentence"; return; fi
  wrong=$((wrong + 1))
  printf 'WRONG   %s (exit %s)\n%s\n%s\n' "$sentence" "$code" "$output" "$calls"
}
last_line() { printf '%s' "${output##*$'\n'}"; }

output=$("$BASH" -n "$root/bootstrap" 2>&1) code=$? calls=''
expect 'the script can be parsed' 0
[ -x "$root/bootstrap" ] && [ -x "$root/.ci/run" ]; code=$?
expect 'both scripts can be called' 0

bootstrap
expect 'no word shows the usage' 2 'usage: ./bootstrap run'
for words in everything --help 'run --fast' 'test build' 'build --gpu'; do
  # shellcheck disable=SC2086
  bootstrap $words
  expect "'$words' shows the usage" 2 'usage: ./bootstrap run'
done

bootstrap build
expect 'without apt-get the packages are named' 2 'no apt-get' libboost-graph-dev nlohmann-json3-dev
[[ $output != *netcdf-bin* ]]; code=$?
expect 'building alone does not ask for what only the tests need' 0
bootstrap test
expect 'testing asks for what the tests need as well' 2 'no apt-get' libboost-graph-dev netcdf-bin openmpi-bin slurmctld furo zsh
bootstrap docs
[[ $output != *slurm* && $output != *netcdf* ]] || code=9
expect 'the documentation asks for what makes it' 2 'no apt-get' libboost-graph-dev furo python3-myst-parser
bootstrap build --mpi
[[ $output != *hdf5-openmpi* && $output != *slurm* ]] || code=9
expect 'the build for several machines asks for MPI as well, and for no other HDF5' 2 libopenmpi-dev libhdf5-dev

bootstrap python
expect 'the Python package asks for what it needs as well' 2 'no apt-get' libboost-graph-dev pybind11-dev python3-xarray

tool npm ''
tool apt-cache ''
tool chromium ''
tool dpkg-query '[[ $* == *h5py* || $* == *ninja* ]] || printf "install ok installed"'
tool apt-get ''
tool id 'echo 0'
for name in cmake ninja g++; do tool "$name" ''; done

bootstrap build
expect 'only what is missing is installed' 0 'packages to install: ninja-build'$'\n' \
  'apt-get [^'$'\n'']*update' 'apt-get [^'$'\n'']*install --no-install-recommends ninja-build'$'\n' \
  'cmake --preset release' 'cmake --build build --target agglomera'

tool id 'echo 1000'
bootstrap build
expect 'without root and without sudo it stops' 1 'needs root or sudo' 'failed: reading the lists'
tool sudo 'exit 1'
bootstrap build
expect 'sudo that wants a password is not waited for' 1 'sudo -v' 'sudo -n'
tool sudo 'shift; exec "$@"'
bootstrap build
expect 'sudo is used where there is no root' 0 'sudo -n env DEBIAN_FRONTEND=noninteractive apt-get'

tool dpkg-query 'printf "install ok installed"'
bootstrap build
[[ $calls != *apt-get* && $calls != *sudo* ]] || code=9
expect 'nothing is fetched where everything is there' 0 'all packages are there'

bootstrap build --mpi
expect 'the build for several machines has a folder of its own' 0 'cmake --preset release-mpi' \
  'cmake --build build-mpi --target agglomera' 'the program is build-mpi/agglomera'

bootstrap python
expect "the Python package is built for Debian's Python, and how to import it is said" 0 \
  'cmake --preset release [^'$'\n'']*-DAGGLOMERA_PYTHON=ON' 'cmake --build build --target agglomera_package' \
  'PYTHONPATH=[^'$'\n'']*build/python /usr/bin/python3'
bootstrap build
expect 'building alone leaves it out' 0 '-DAGGLOMERA_PYTHON=OFF'
bootstrap docs
expect 'the documentation is built with the program' 0 'cmake --build build --target docs' 'open build/docs/html/index.html'

stamp=$project/output/report/web/node_modules/.installed
rm "$stamp"
bootstrap build
expect "the report page's libraries are fetched, without what only tests need" 0 \
  'npm ci --prefix output/report/web [^'$'\n'']*--omit=dev'
bootstrap run
[[ $calls != *npm* ]] || code=9
expect 'a second call does not fetch them again' 1 "the report page's libraries are there"
bootstrap test
[[ $calls == *'npm ci'* && $calls != *--omit=dev* ]] || code=9
expect 'testing fetches all of them' 1 'fetching the report'
bootstrap build
[[ $calls != *npm* ]] || code=9
expect 'what the tests need serves building too' 0 "the report page's libraries are there"
echo '{"changed": 1}' >"$project/output/report/web/package-lock.json"
tool npm 'exit 1'
bootstrap build
expect 'libraries that can not be fetched are an error, and another lock file fetches anew' 1 \
  "failed: fetching the report page's libraries"
tool npm ''
rm "$tools/npm"
tool apt-get 'printf "#!'"$BASH"'\n" >"'"$tools"'/npm"; : >>"'"$tools"'/npm"; "'"$(type -P chmod)"'" +x "'"$tools"'/npm"'
tool dpkg-query '[[ $* == *" npm" ]] || printf "install ok installed"'
bootstrap build
expect 'npm is installed where there is none' 0 'packages to install: npm'
tool apt-get ''
tool npm ''
rm "$tools/chromium"
tool dpkg-query '[[ $* == *" chromium" ]] || printf "install ok installed"'
bootstrap test
expect 'a browser is installed for the tests' 1 'packages to install: chromium'
tool apt-cache 'exit 100'
bootstrap test
expect 'a system without one is told' 1 'the tests of the page in a browser will be skipped'
tool dpkg-query 'printf "install ok installed"'

tool cmake '[[ $* != --build* ]]'
bootstrap run
expect 'a step that fails is named' 1 'failed: building build/'

tool cmake ''
printf '#!%s\necho "agglomera $*" >>"%s"\nwhile [ "$1" != -o ] && shift; do :; done; [ -z "${2:-}" ] || echo x >"$2"\n' \
  "$BASH" "$scratch/calls" >"$project/build/agglomera"
chmod +x "$project/build/agglomera"
bootstrap run
expect 'running makes the baseline, the comparison and the policy' 0 \
  'agglomera run scenarios/digital-media/baseline.toml -o results/run.h5' 'agglomera compare results/run.h5' \
  'agglomera policy scenarios/digital-media/policies/strengthen-bsgs-radiation.toml -o results/strengthen-bsgs-radiation.h5' \
  'agglomera report results/strengthen-bsgs-radiation.h5 results/run.h5 scenarios/digital-media/posterior.h5 -o results/report.html' \
  'Left in results/: report.html run.h5 strengthen-bsgs-radiation.h5'
[ "$(last_line)" = 'Open results/report.html in a browser.' ]; code=$?
expect 'the last line of a run says what to look at' 0

tool ctest 'echo "100% tests passed, 0 tests failed out of 7"; [[ $* != *build-dev* ]] || printf "\t  3 - a (Skipped)\n"'
bootstrap test
[[ $calls == *'--preset release '*PYTHON=ON*'--preset dev '*PYTHON=OFF* ]] || code=9
expect 'the Python package is tested in the build without sanitizers' 0
[ "$(last_line)" = '13 passed, 0 failed' ] || code=9
expect 'the closing line adds up both test runs without what was skipped' 0 '1 tests of build-dev/ were skipped'
tool ctest '[[ $* == *build-dev* ]] && { echo "100% tests passed, 0 tests failed out of 7"; exit 0; }
echo "71% tests passed, 2 tests failed out of 7"; exit 8'
bootstrap test
[ "$(last_line)" = '12 passed, 2 failed' ] || code=9
expect 'tests that fail are counted and end the call with an error' 1 'cmake --preset dev'
tool ctest 'echo "No tests were found!!!"'
bootstrap test
expect 'no test at all is an error' 1 'ctest ran no test'
tool ctest 'echo "100% tests passed, 0 tests failed out of 7"; exit 5'
bootstrap test
expect 'a test run that breaks is an error' 1 'ctest ended with 5'

[ "$wrong" -eq 0 ]
