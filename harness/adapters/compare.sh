#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Runs every vector against every adapter of adapters.json, prints one line for each: how many passed, failed, ..., and
# makes an HTML page of all results.
set -euo pipefail

if [ $# -ne 2 ]; then
  echo "usage: harness/adapters/compare.sh OAUTHSPEC FOLDER   (results: FOLDER/NAME.jsonl, FOLDER/report.html)" >&2
  exit 2
fi
oauthspec=$(realpath "$1")
mkdir -p "$2"
folder=$(realpath "$2")
cd "$(dirname "$0")/../.."

mapfile -t names < <(python3 harness/adapters/table.py names)
for name in "${names[@]}"; do
  status=0
  "$oauthspec" vectors --adapter "$(python3 harness/adapters/table.py command "$name")" \
    --results "$folder/$name.jsonl" >"$folder/$name.txt" 2>&1 || status=$?
  if [ "$status" -gt 1 ]; then
    tail -n 20 "$folder/$name.txt" >&2
    echo "compare.sh: oauthspec ended with $status for $name" >&2
    exit 1
  fi
done
python3 harness/adapters/results.py compare "${names[@]/#/$folder/}"

files=("${names[@]/#/$folder/}")
"$oauthspec" report "${files[@]/%/.jsonl}" --html "$folder/report.html"
echo "All of them side by side, with every detail: $folder/report.html"
