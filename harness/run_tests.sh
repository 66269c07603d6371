#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs, builds and runs every test. Sanitizer builds come first and stop the run when they fail; the last output is
# the summary of ctest over the release build.
set -euo pipefail

usage() {
  cat <<'END'
usage: harness/run_tests.sh [--all]

  --all   also installs every adapter, runs clang-tidy on every file (not only on those that differ from the main branch's
          last commit), measures coverage, fuzzes with AFL++ and builds the fuzz targets as services for fuzzing do
END
}

all=no
for argument in "$@"; do
  case "$argument" in
    --all) all=yes ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
done

cd "$(dirname "$0")/.."
jobs=$(nproc)
started=$SECONDS
step() { printf '== %4d s  %s\n' "$((SECONDS - started))" "$*"; }

# quietly LINES COMMAND...: the last lines of what it prints, or many of them where it fails.
quietly() {
  local lines=$1 log
  shift
  log=$(mktemp)
  if ! "$@" >"$log" 2>&1; then
    tail -n 120 "$log"
    rm -f "$log"
    exit 1
  fi
  tail -n "$lines" "$log"
  rm -f "$log"
}

# Real servers that are quick to install, and answer the same each time.
targets=(oidc-provider oidc-provider-jwt node-oauth2-server oauth2-mock-server oauthlib-oauth1)

# What only the tests of the release build need comes while the sanitizers' builds are compiled.
install_the_rest() {
  harness/install_packages.sh browser
  harness/install_npm.sh harness/testing/browser
  if [ "$all" = yes ]; then
    harness/install_packages.sh fuzzing
    harness/adapters/install.sh --all
    harness/targets/install.sh --all
  else
    harness/adapters/install.sh --all-but oauth2-rs
    harness/targets/install.sh "${targets[@]}"
  fi
}

step "looking for packages"
harness/install_packages.sh build tests crypto
[ "$all" = yes ] || echo "Left out without --all: the adapter oauth2-rs, for Rust's compiler and 300 packages take minutes."
[ "$all" = yes ] || echo "Left out without --all: the servers Authlib, django-oauth-toolkit and Glewlwyd, whose answers differ under load."
installing=$(mktemp)
install_the_rest >"$installing" 2>&1 &
installer=$!
building=$(mktemp)
builder=''
# Whoever stops here leaves no package half installed, and no compiler at work.
trap '[ -z "$builder" ] || kill "$builder" 2>/dev/null || true; wait "$installer" || true; rm -f "$installing" "$building"' EXIT

step "house rules and format"
python3 harness/testing/house_rules.py
git ls-files '*.h' '*.cpp' | xargs clang-format-19 --dry-run -Werror

step "AddressSanitizer and UndefinedBehaviorSanitizer (clang 19)"
cmake --preset asan-ubsan >/dev/null
quietly 1 cmake --build --preset asan-ubsan -j "$jobs"
# Its tests wait much of their time; ThreadSanitizer's build takes what they leave.
cmake --preset tsan >/dev/null
nice -n 19 cmake --build --preset tsan -j "$jobs" --target thread_tests >"$building" 2>&1 &
builder=$!
# What scripts, forty adapters, real servers, the Action's steps and 1,717 defects make the command do, its own tests make it do, too.
echo "Left out of the sanitizers' tests: house, adapters, action, selftest, targets, browser, cli.resume, cli.secrets, report.formats."
quietly 4 ctest --no-tests=error --preset asan-ubsan -j "$((jobs + 1))" --label-exclude 'house|adapters|action|selftest|targets'

step "ThreadSanitizer (clang 19), where there are threads"
if ! wait "$builder"; then
  builder=''
  tail -n 120 "$building"
  exit 1
fi
builder=''
tail -n 1 "$building"
echo "Left out of ThreadSanitizer: the command, whose only thread of its own waits for signals, and selfcheck, which has none."
# These tests wait for deadlines much of their time.
quietly 4 ctest --no-tests=error --preset tsan -j "$((2 * jobs))" --label-regex threads

step "clang-tidy"
if [ "$all" = yes ]; then
  sources=$(git ls-files '*.cpp' ':!harness/adapters')
else
  sources=$(harness/testing/changed_sources.sh)
fi
if [ -n "$sources" ]; then
  cmake --preset tidy >/dev/null
  quietly 1 xargs -P "$jobs" -n 4 clang-tidy-19 --quiet -p build/tidy <<<"$sources"
fi

if [ "$all" = yes ]; then
  step "coverage"
  harness/testing/coverage.sh
else
  echo "Left out without --all: clang-tidy on unchanged files, coverage; AFL++, and fuzz targets built as OSS-Fuzz builds them, for half an hour."
fi

step "waiting for the libraries that adapters drive, and for the browser"
if ! wait "$installer"; then
  tail -n 120 "$installing"
  exit 1
fi

if [ "$all" = yes ]; then
  step "AFL++ with our mutators"
  quietly 6 fuzz/engine/afl_test.py
  step "fuzz targets built as OSS-Fuzz builds them"
  quietly 1 fuzz/oss-fuzz/build_test.py
fi

step "release (g++)"
cmake --preset release >/dev/null
quietly 1 cmake --build --preset release -j "$jobs"
step "every test of the release build"
# One more than there are processors: some of them wait for a deadline, a child process or a browser.
quietly 30 ctest --no-tests=error --preset release -j "$((jobs + 1))"
