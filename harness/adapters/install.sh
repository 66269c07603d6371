#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs what adapters need, as far as it is missing: Debian packages, npm packages, what has to be compiled.
set -euo pipefail

usage() {
  cat <<'END'
usage: harness/adapters/install.sh NAME... | --all | --all-but NAME... | --list

  NAME     installs what these adapters need
  --all    installs what all of them need; --all-but leaves some out
  --list   prints one adapter a line: name, language, library, how to run it
END
}

cd "$(dirname "$0")/../.."
table() { python3 harness/adapters/table.py "$@"; }

case "${1-}" in
  --list) table list; exit ;;
  --all) mapfile -t names < <(table names) ;;
  --all-but)
    shift
    table needs "$@" >/dev/null # Says which name it does not know.
    mapfile -t names < <(table names | grep -vxF "$(printf '%s\n' "$@")")
    ;;
  -h | --help) usage; exit ;;
  '' | -*) usage >&2; exit 2 ;;
  *) names=("$@") ;;
esac

needs=$(table needs "${names[@]}")
mapfile -t packages < <(sed -n 's/^apt //p' <<<"$needs")
mapfile -t makes < <(sed -n 's/^make //p' <<<"$needs")
mapfile -t npms < <(sed -n 's/^npm //p' <<<"$needs")

harness/install_packages.sh "${packages[@]}"

for made in "${makes[@]}"; do
  make -s -C "$(dirname "$made")" "$(basename "$made")"
done

harness/install_npm.sh "${npms[@]}"
