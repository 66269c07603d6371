#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Builds with coverage, runs every test, and prints the lines covered by folder. The HTML is in build/coverage/html/.
set -euo pipefail
cd "$(dirname "$0")/../.."
cmake --preset coverage >/dev/null
cmake --build --preset coverage | tail -n 1
raw=$PWD/build/coverage/raw
rm -rf "$raw"
mkdir -p "$raw"
LLVM_PROFILE_FILE="$raw/%p-%m.profraw" ctest --preset coverage -j "$(nproc)" --label-exclude house | tail -n 4
llvm-profdata-19 merge -sparse "$raw"/*.profraw -o build/coverage/merged.profdata
objects=()
for binary in build/coverage/bin/*; do objects+=(-object "$binary"); done
ignored='(_test\.cpp|/testing/|^/usr/)'
llvm-cov-19 show "${objects[@]}" -instr-profile build/coverage/merged.profdata -ignore-filename-regex "$ignored" \
  -format html -output-dir build/coverage/html
llvm-cov-19 report "${objects[@]}" -instr-profile build/coverage/merged.profdata -ignore-filename-regex "$ignored"
