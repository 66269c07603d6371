#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs what adapters need, as far as it is missing: Debian packages, npm packages, what has to be compiled.
set -euo pipefail

usage() {
  cat <<'END'
usage: harness/adapters/install.sh NAME... | --all | --list

  NAME     installs what these adapters need
  --all    installs what all of them need
  --list   prints one adapter a line: name, language, library, how to run it
END
}

cd "$(dirname "$0")/../.."
table() { python3 harness/adapters/table.py "$@"; }

case "${1-}" in
  --list) table list; exit ;;
  --all) mapfile -t names < <(table names) ;;
  -h | --help) usage; exit ;;
  '' | -*) usage >&2; exit 2 ;;
  *) names=("$@") ;;
esac

needs=$(table needs "${names[@]}")
mapfile -t packages < <(sed -n 's/^apt //p' <<<"$needs")
mapfile -t makes < <(sed -n 's/^make //p' <<<"$needs")
mapfile -t npms < <(sed -n 's/^npm //p' <<<"$needs")
# A Node.js from elsewhere brings npm along, and Debian's npm does not go with it.
if [ ${#npms[@]} -gt 0 ] && ! command -v npm >/dev/null; then
  packages+=(npm)
fi

harness/install_packages.sh "${packages[@]}"

for made in "${makes[@]}"; do
  make -s -C "$(dirname "$made")" "$(basename "$made")"
done

for folder in "${npms[@]}"; do
  # npm ci starts anew each time: only a lock file that changed is worth it.
  if ! cmp -s "$folder/package-lock.json" "$folder/node_modules/.installed"; then
    echo "== npm ci in $folder"
    (cd "$folder" && npm ci --no-progress --loglevel=error)
    # Debian's npm makes no link to the program of a package whose scripts it may not run.
    for program in "$folder"/node_modules/node-linux-*/bin/node; do
      ln -sf "../${program#"$folder/node_modules/"}" "$folder/node_modules/.bin/node"
    done
    cp "$folder/package-lock.json" "$folder/node_modules/.installed"
  fi
done
