#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Builds the libraries that are fuzzed beside ours, instrumented by clang 19, into build/peers: liboauth of Debian's source package. Boost.URL
# is headers alone, and needs libboost1.81-dev only. Needs no rights, and changes nothing of the system's package lists.
set -euo pipefail

root=$(cd "$(dirname "$0")/../.." && pwd)
work=$root/build/peers
clang=${CC:-clang-19}
flags=(-O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=all)
lists=$work/apt

# apt's own sources, asked for source packages.
apt_sources() {
  cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null | sed -n 's/^deb /deb-src /p' >"$lists/peers.list" || true
  for file in /etc/apt/sources.list.d/debian.sources; do
    [ ! -e "$file" ] || sed 's/^Types:.*/Types: deb-src/' "$file" >"$lists/peers.sources"
  done
}

apt_of_ours() {
  apt-get -q -o Dir::Etc::sourcelist=/dev/null -o Dir::Etc::sourceparts="$lists" -o Dir::State::lists="$lists/lists" \
    -o Dir::Cache="$lists/cache" -o APT::Sandbox::User="$(id -un)" "$@"
}

# Fetches the author's archive of a source package, which apt holds against Debian's signature, and unpacks it.
fetch() {
  mkdir -p "$lists/lists/partial" "$lists/cache/archives/partial"
  apt_sources
  apt_of_ours update
  (cd "$work" && apt_of_ours source --tar-only "$1")
  tar -C "$work" -xf "$work/$1"_*.orig.tar.*
}

# liboauth's parsers, with the hashes that it brings along instead of NSS.
build_liboauth() {
  local source=$work/liboauth-1.0.3/src object=$work/liboauth
  [ -d "$source" ] || fetch liboauth
  mkdir -p "$object"
  for name in oauth hash xmalloc; do
    "$clang" "${flags[@]}" -w -D USE_BUILTIN_HASH -D _GNU_SOURCE -I "$source" -c "$source/$name.c" -o "$object/$name.o"
  done
  rm -f "$object/liboauth.a"
  ar rcs "$object/liboauth.a" "$object"/{oauth,hash,xmalloc}.o
  cp "$source/oauth.h" "$object/"
}

mkdir -p "$work"
build_liboauth
echo "built into build/peers; now: cmake --preset fuzz -D OAUTHSPEC_PEERS=$work"
