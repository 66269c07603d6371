#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Starts a target on loopback, checks it, and stops it, whatever happens.
set -uo pipefail

usage() {
  cat <<'END'
usage: harness/targets/run.sh OAUTHSPEC NAME [ARGUMENT...]
       harness/targets/run.sh --serve NAME

  OAUTHSPEC   the binary, such as build/release/bin/oauthspec
  NAME        a target: harness/targets/install.sh --list
  ARGUMENT    of `oauthspec server`, after --config and --expectations, which are those of the target
  --serve     only starts the target, for a look at it: until it is interrupted, with its log on the terminal

The exit status is that of `oauthspec server`; 77 when the target is not installed, 3 when it does not start.
END
}

case "$#:${1-}" in
  1:-h | 1:--help) usage; exit ;;
  0:* | 1:*) usage >&2; exit 2 ;;
esac

here=$(cd "$(dirname "$0")" && pwd)
name=$2
folder=$here/$name
missing=$("$here/install.sh" --missing "$name") || exit 2
if [ -n "$missing" ]; then
  echo "run.sh: $name needs $(paste -sd ',' <<<"$missing"): harness/targets/install.sh $name" >&2
  exit 77
fi

# The configuration alone says where the target is to listen.
origin=$(grep -om1 'http://127\.0\.0\.1:[0-9]*' "$folder/server.json")
port=${origin##*:}
if [ "$1" = --serve ]; then
  exec "$folder/start.sh" "$port"
fi
oauthspec=$(realpath "$1")
if (: <>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
  echo "run.sh: port $port, which $name is to listen on, is in use" >&2
  exit 3
fi

log=$(mktemp)
# A group of its own, so that nothing that the target starts is left over.
setsid "$folder/start.sh" "$port" >"$log" 2>&1 </dev/null &
server=$!
checker=''
stop() {
  kill -TERM -- "-$server" 2>/dev/null
  for _ in $(seq 50); do
    kill -0 -- "-$server" 2>/dev/null || break
    sleep 0.1
  done
  kill -KILL -- "-$server" 2>/dev/null
  rm -f "$log"
}
trap stop EXIT
# The command keeps its results when it is interrupted, and ends by itself. In the background it hears no SIGINT.
interrupted() {
  if [ -n "$checker" ]; then kill -TERM "$checker" 2>/dev/null; else exit 130; fi
}
trap interrupted INT TERM HUP

tries=0
until curl -s -o /dev/null --max-time 5 "$origin/"; do
  tries=$((tries + 1))
  if [ "$tries" -gt 300 ] || ! kill -0 "$server" 2>/dev/null; then
    echo "run.sh: $name does not answer at $origin/" >&2
    tail -n 40 "$log" >&2
    exit 3
  fi
  sleep 0.1
done

"$oauthspec" server --config "$folder/server.json" --expectations "$folder/expect.json" "${@:3}" &
checker=$!
# `wait` ends with each signal that a trap takes, before the command has ended.
while kill -0 "$checker" 2>/dev/null; do
  wait "$checker"
done
wait "$checker"
status=$?
if ! kill -0 "$server" 2>/dev/null; then
  echo "run.sh: $name has ended before it was stopped:" >&2
  tail -n 40 "$log" >&2
  [ "$status" -ne 0 ] || status=3 # Whoever answered was not this one.
fi
exit "$status"
