#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# From nothing to a first report: installs what is missing, builds a release, and runs the vectors.
set -euo pipefail

usage() {
  cat <<'END'
usage: harness/quickstart.sh [--with-libraries]

Installs the packages that are missing (with apt; elsewhere it lists them), builds build/release/bin/oauthspec and the mock provider, and runs every
vector against the reference implementation. Results are kept in build/quickstart/, one JSON Lines file a run,
and HTML pages to look at.

  --with-libraries   also installs real OAuth libraries, runs the same vectors against each, and
                     prints who conforms and who does not
END
}

with_libraries=no
for argument in "$@"; do
  case "$argument" in
    --with-libraries) with_libraries=yes ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
done

cd "$(dirname "$0")/.."
echo "== oauthspec: looking for the packages to build with"
harness/install_packages.sh build

echo "== building build/release/bin/oauthspec and oauthspec-provider (the first time takes a few minutes)"
[ -f build/release/build.ninja ] || cmake --preset release >/dev/null
cmake --build --preset release --target oauthspec oauthspec-provider | tail -n 1

results=build/quickstart
mkdir -p "$results"
oauthspec=build/release/bin/oauthspec
echo "== running the vectors against the reference implementation"
"$oauthspec" vectors --results "$results/reference.jsonl" --html "$results/reference.html"
echo "Results: $results/reference.jsonl, and to look at $results/reference.html"

if [ "$with_libraries" = yes ]; then
  echo "== installing real libraries"
  harness/adapters/install.sh --all
  harness/adapters/compare.sh "$oauthspec" "$results"
fi
