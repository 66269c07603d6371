#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs what targets need, as far as it is missing: Debian packages, npm packages.
set -euo pipefail

usage() {
  cat <<'END'
usage: harness/targets/install.sh NAME... | --all | --list | --missing NAME

  NAME             installs what these targets need
  --all            installs what all of them need
  --list           prints the name of each target, one a line
  --missing NAME   prints what the target needs and is not installed, one a line: nothing where all is there
END
}

cd "$(dirname "$0")/../.."
targets=harness/targets

names() { for needs in "$targets"/*/needs; do basename "$(dirname "$needs")"; done; }

# Each line of a file `needs` is "apt PACKAGE" or "npm FOLDER".
needs_of() {
  if [ ! -f "$targets/$1/needs" ]; then
    echo "install.sh: no target is called $1; they are: $(names | paste -sd ' ')" >&2
    exit 2
  fi
  cat "$targets/$1/needs"
}

is_installed() {
  case "$1" in
    apt) [ "$(dpkg-query -W -f '${db:Status-Status}' "$2" 2>/dev/null)" = installed ] ;;
    npm) cmp -s "$2/package-lock.json" "$2/node_modules/.installed" ;;
    *) echo "install.sh: what is the need '$1 $2'?" >&2; exit 2 ;;
  esac
}

case "${1-}" in
  --list) names; exit ;;
  --missing)
    [ $# -eq 2 ] || { usage >&2; exit 2; }
    needs=$(needs_of "$2")
    while read -r kind what; do
      is_installed "$kind" "$what" || echo "$kind $what"
    done <<<"$needs"
    exit ;;
  --all) mapfile -t wanted < <(names) ;;
  -h | --help) usage; exit ;;
  '' | -*) usage >&2; exit 2 ;;
  *) wanted=("$@") ;;
esac

needs=''
for name in "${wanted[@]}"; do
  needs+=$(needs_of "$name")$'\n'
done
mapfile -t packages < <(sed -n 's/^apt //p' <<<"$needs" | sort -u)
mapfile -t npms < <(sed -n 's/^npm //p' <<<"$needs" | sort -u)

[ ${#packages[@]} -eq 0 ] || harness/install_packages.sh "${packages[@]}"
harness/install_npm.sh "${npms[@]}"
