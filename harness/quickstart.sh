#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# From nothing to a first report: installs what is missing, builds a release, runs the vectors, and puts the server checks to the mock
# provider.
set -euo pipefail

usage() {
  cat <<'END'
usage: harness/quickstart.sh [--with-libraries]

Installs the packages that are missing (with apt; elsewhere it lists them), builds build/release/bin/oauthspec and the mock provider, runs every
vector against the reference implementation, and puts the server checks to the mock provider. Results are kept in build/quickstart/, one
JSON Lines file a run, and HTML pages to look at.

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

echo "== putting the server checks to the mock provider"
coproc provider { exec build/release/bin/oauthspec-provider --port 0 --exit-with-parent; }
read -r started <&"${provider[0]}"
# Where it listens is known only now.
origin=$(sed 's/^{"origin":"\([^"]*\)".*/\1/' <<<"$started")
sed -e "s|http://127.0.0.1:8801|$origin|; s|\"keys/|\"$PWD/mock_provider/keys/|" mock_provider/server.json >"$results/provider.json"
"$oauthspec" server --config "$results/provider.json" --without-waiting --results "$results/provider.jsonl" --html "$results/provider.html"
echo "Results: $results/provider.jsonl, and to look at $results/provider.html"
exec {provider[1]}>&-

if [ "$with_libraries" = yes ]; then
  echo "== installing real libraries"
  harness/adapters/install.sh --all
  harness/adapters/compare.sh "$oauthspec" "$results"
fi
