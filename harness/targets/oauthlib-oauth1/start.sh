#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# One process, so that what it keeps in memory is the same for all requests.
set -euo pipefail
cd "$(dirname "$0")"
export PYTHONDONTWRITEBYTECODE=1
exec /usr/bin/python3 -m gunicorn --workers 1 --threads 8 --graceful-timeout 1 --bind "127.0.0.1:$1" app:app
