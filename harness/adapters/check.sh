#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Runs every vector against one adapter and tells whether it runs to the end without breaking the protocol. Whether the
# library passes is another question: failures of a library do not fail this check.
set -euo pipefail

usage() {
  cat <<'END'
usage: harness/adapters/check.sh NAME|COMMAND [OAUTHSPEC]

  NAME        an adapter of adapters.json
  COMMAND     how to run another one, from the root of the project
  OAUTHSPEC   the binary; build/release/bin/oauthspec where left out

The exit status is 77 when the adapter is not installed.
END
}

case "$#:${1-}" in
  1:-h | 1:--help) usage; exit ;;
  [12]:?*) ;;
  *) usage >&2; exit 2 ;;
esac

root=$(dirname "$0")/../..
adapter=$1
oauthspec=$(realpath "${2-$root/build/release/bin/oauthspec}")
cd "$root"
if command=$(python3 harness/adapters/table.py command "$adapter" 2>/dev/null); then
  missing=$(python3 harness/adapters/table.py missing "$adapter")
  if [ -n "$missing" ]; then
    echo "check.sh: not installed: ${missing//$'\n'/ }" >&2
    exit 77
  fi
else
  command=$adapter
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
status=0
"$oauthspec" vectors --adapter "$command" --results "$folder/results.jsonl" >"$folder/output" 2>&1 || status=$?
if [ "$status" -gt 1 ]; then
  tail -n 40 "$folder/output" >&2
  echo "check.sh: oauthspec ended with $status" >&2
  exit 1
fi
python3 harness/adapters/results.py check "$adapter" "$folder/results.jsonl"
