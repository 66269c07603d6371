#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The matrix of all libraries: runs every vector against every adapter that is installed, and shows who conforms.
set -euo pipefail

usage() {
  cat <<'END'
usage: harness/adapters/compare.sh [OAUTHSPEC [FOLDER]]

Runs every vector against each adapter of adapters.json that is installed, with its expectations, and makes of it

  FOLDER/NAME.jsonl              the results of one library
  FOLDER/NAME.txt                every failure of it, explained
  FOLDER/report.html             all of them in one page
  harness/adapters/FINDINGS.md   what each library gets wrong, by section of the RFC

and prints one line for each library. OAUTHSPEC is build/release/bin/oauthspec where left out, FOLDER build/compare.
The exit status is 1 when a library is not what its expectations say.
END
}

case "$#:${1-}" in
  *:-h | *:--help) usage; exit ;;
  [012]:*) ;;
  *) usage >&2; exit 2 ;;
esac

root=$(cd "$(dirname "$0")/../.." && pwd)
oauthspec=$(realpath "${1-$root/build/release/bin/oauthspec}")
folder=${2-$root/build/compare}
mkdir -p "$folder"
folder=$(realpath --relative-to="$root" "$folder")
cd "$root"

compared=()
surprises=()
while IFS=$'\t' read -r name language _ _ state command; do
  if [ "$state" != installed ]; then
    echo "left out: $name: $state" >&2
    continue
  fi
  expectations=()
  file=harness/adapters/$language/$name.expect.json
  [ ! -f "$file" ] || expectations=(--expectations "$file")
  status=0
  "$oauthspec" vectors --adapter "$command" "${expectations[@]}" --results "$folder/$name.jsonl" \
    >"$folder/$name.txt" 2>&1 || status=$?
  if [ "$status" -gt 1 ]; then
    tail -n 20 "$folder/$name.txt" >&2
    echo "compare.sh: oauthspec ended with $status for $name" >&2
    exit 1
  fi
  [ "$status" -eq 0 ] || surprises+=("$name")
  compared+=("$folder/$name.jsonl")
done < <("$oauthspec" adapters --tree .)

if [ ${#compared[@]} -eq 0 ]; then
  echo "compare.sh: no adapter is installed; harness/adapters/install.sh --all installs them" >&2
  exit 1
fi
"$oauthspec" report "${compared[@]}" --format html --output "$folder/report.html"
harness/adapters/findings.py update "${compared[@]}"
harness/adapters/results.py "${compared[@]}"
echo "Every failure, explained: $folder/NAME.txt; all in one page: $folder/report.html; by section of the RFC: harness/adapters/FINDINGS.md"
if [ ${#surprises[@]} -gt 0 ]; then
  echo "compare.sh: not what its expectations say: ${surprises[*]}" >&2
  exit 1
fi
