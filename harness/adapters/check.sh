#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Checks one adapter: whether it keeps the protocol, or whether its library passes and fails exactly what it is known to.
set -euo pipefail

usage() {
  cat <<'END'
usage: harness/adapters/check.sh selfcheck|vectors NAME|COMMAND [OAUTHSPEC]

  selfcheck   oauthspec selfcheck: the adapter keeps the protocol, and hands over what it is given
  vectors     every vector; fails when the library gets better or worse than its expectations say
  NAME        an adapter of adapters.json; its expectations are <language>/<NAME>.expect.json here
  COMMAND     how to run another one, from the root of the project; nothing may fail then
  OAUTHSPEC   the binary; build/release/bin/oauthspec where left out

The exit status is 77 when the adapter is not installed.
END
}

case "$#:${1-}" in
  1:-h | 1:--help) usage; exit ;;
  [23]:selfcheck | [23]:vectors) ;;
  *) usage >&2; exit 2 ;;
esac

what=$1
adapter=$2
root=$(cd "$(dirname "$0")/../.." && pwd)
oauthspec=$(realpath "${3-$root/build/release/bin/oauthspec}")
cd "$root"

command=$adapter
expectations=()
listed=$("$oauthspec" adapters --tree . | awk -F'\t' -v name="$adapter" '$1 == name')
if [ -n "$listed" ]; then
  IFS=$'\t' read -r name language _ _ state command <<<"$listed"
  if [ "$state" != installed ]; then
    echo "check.sh: $name: $state" >&2
    exit 77
  fi
  file=harness/adapters/$language/$name.expect.json
  [ ! -f "$file" ] || expectations=(--expectations "$file")
fi

if [ "$what" = selfcheck ]; then
  exec "$oauthspec" selfcheck --adapter "$command"
fi
output=$(mktemp)
trap 'rm -f "$output"' EXIT
status=0
"$oauthspec" vectors --adapter "$command" "${expectations[@]}" >"$output" 2>&1 || status=$?
if [ "$status" -ne 0 ]; then
  tail -n 60 "$output" >&2
  echo "check.sh: oauthspec ended with $status: the library is not what ${expectations[1]-its adapter} says" >&2
  exit 1
fi
tail -n 1 "$output"
