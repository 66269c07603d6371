#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Builds oauthspec for a job of continuous integration, unless what an earlier job built fits.
set -euo pipefail

usage() {
  cat <<'END'
usage: harness/action/build.sh [--key]

Builds build/release/bin/oauthspec on Debian 12, and installs what that needs. Where the binary is there already, built of the same
sources on the same system, nothing is built.

  --key   prints key=KEY, which names those sources and that system, and folder=FOLDER, the folder to keep from job to job
END
}

case "$#:${1-}" in
  0: | 1:--key) ;;
  1:-h | 1:--help) usage; exit ;;
  *) usage >&2; exit 2 ;;
esac

root=$(cd "$(dirname "$0")/../.." && pwd)
folder=$root/build/release/bin
binary=$folder/oauthspec

# What the binary is made of; adapters, scripts and vectors are read when they are needed.
key() {
  cd "$root"
  {
    uname -m
    cat /etc/os-release
    find CMakeLists.txt CMakePresets.json harness -path harness/adapters -prune -o -path '*/node_modules' -prune -o -type f -print |
      LC_ALL=C sort | xargs sha256sum
  } | sha256sum | cut -c1-64
}

key=$(key)
if [ "${1-}" = --key ]; then
  printf 'key=oauthspec-%s\nfolder=%s\n' "$key" "$folder"
  exit
fi

if [ -x "$binary" ] && [ "$(cat "$binary.key" 2>/dev/null)" = "$key" ]; then
  # The libraries that it runs with come with those that it is built with.
  "$binary" --version >/dev/null 2>&1 || "$root/harness/install_packages.sh" build
  echo "oauthspec is there already: $("$binary" --version)"
  exit
fi
cd "$root"
harness/install_packages.sh build
cmake --preset release >/dev/null
cmake --build --preset release --target oauthspec
echo "$key" >"$binary.key"
