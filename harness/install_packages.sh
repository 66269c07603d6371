#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs Debian packages as far as they are missing: those of the groups named (build, tests, crypto, browser, fuzzing), and every other word
# as a package of that name. Where there is no apt, or no right to use it, prints what to install instead, and fails.
set -euo pipefail

packages_of() {
  case "$1" in
    # What the binary and its GoogleTest programs are built with.
    build) echo "g++ cmake ninja-build libssl-dev nlohmann-json3-dev libvalijson-dev libfmt-dev libcli11-dev" \
      "libboost1.81-dev libpugixml-dev libgumbo-dev libhwy-dev libkainjow-mustache-dev pkg-config libgtest-dev libgmock-dev librapidcheck-dev" ;;
    # What run_tests.sh needs beyond that: sanitizers, linkers that take less time, linters, the programs that recompute the vectors, those of bench/, what counts their
    # instructions, an example's jq.
    tests) echo "clang-19 libclang-rt-19-dev llvm-19 lld lld-19 clang-format-19 clang-tidy-19 ccache curl git jq libbenchmark-dev libxml2-utils nodejs openssl perl python3 python3-cryptography python3-yaml valgrind" ;;
    # What the fuzz targets are built for beside libFuzzer: AFL++, and services with another standard library.
    fuzzing) echo "afl++ libc++-19-dev libc++abi-19-dev" ;;
    # The crypto libraries beside OpenSSL that the reference can run on; CMake leaves out what is missing.
    crypto) echo "libbotan-2-dev nettle-dev libgmp-dev libgcrypt20-dev libmbedtls-dev libgnutls28-dev libsodium-dev libipsec-mb-dev" ;;
    # What shows pages to the browser tests.
    browser) echo "chromium fonts-dejavu-core" ;;
    *) echo "$1" ;;
  esac
}

wanted=()
for word in "$@"; do
  read -r -a of_group <<<"$(packages_of "$word")"
  wanted+=("${of_group[@]}")
done

missing=()
for package in "${wanted[@]}"; do
  state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) || state=absent
  [ "$state" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

if ! command -v apt-get >/dev/null; then
  echo "Please install what Debian 12 calls: ${wanted[*]}" >&2
  exit 1
fi
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null; then
    echo "Please install as root: apt-get install ${missing[*]}" >&2
    exit 1
  fi
  as_root=(sudo)
fi
echo "== installing ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! { "${as_root[@]}" apt-get -q update && "${as_root[@]}" apt-get -q install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
  tail -n 30 "$log" >&2
  exit 1
fi
