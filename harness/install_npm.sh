#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs the npm packages of each folder named, as its lock file has them; quick where that was done before.
set -euo pipefail

[ $# -gt 0 ] || exit 0
cd "$(dirname "$0")/.."
# A Node.js from elsewhere brings npm along, and Debian's npm does not go with it.
command -v npm >/dev/null || harness/install_packages.sh npm

for folder in "$@"; do
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
