#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Runs a command that keeps its files in the folder TARGET_DATA, which is gone when the command has ended, or is interrupted.
set -uo pipefail

if [ $# -eq 0 ]; then
  echo "usage: harness/targets/in_temporary_folder.sh COMMAND [ARGUMENT...]" >&2
  exit 2
fi
TARGET_DATA=$(mktemp -d) || exit 3
export TARGET_DATA
child=''
trap 'rm -rf "$TARGET_DATA"' EXIT
trap '[ -z "$child" ] || kill -TERM "$child" 2>/dev/null' INT TERM HUP
"$@" &
child=$!
while kill -0 "$child" 2>/dev/null; do
  wait "$child"
done
wait "$child"
