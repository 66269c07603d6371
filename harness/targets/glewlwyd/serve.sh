#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Glewlwyd is set up by its own API, so it runs twice: first on any free port, to be set up, then on the one that is asked for.
set -euo pipefail

run_on() {
  sed -e "s,PORT,$1,g" -e "s,DATABASE,$TARGET_DATA/glewlwyd.sqlite," glewlwyd.conf >"$TARGET_DATA/glewlwyd.conf"
  exec glewlwyd --config-file="$TARGET_DATA/glewlwyd.conf"
}

zcat /usr/share/doc/glewlwyd/database/init.sqlite3.sql.gz | sqlite3 "$TARGET_DATA/glewlwyd.sqlite"
free_port=$(/usr/bin/python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
(run_on "$free_port") &
first=$!
trap 'kill -TERM "$first" 2>/dev/null' EXIT
/usr/bin/python3 prepare.py "http://127.0.0.1:$free_port"
kill -TERM "$first"
wait "$first" || true
run_on "$1"
