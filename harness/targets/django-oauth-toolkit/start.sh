#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
set -euo pipefail
cd "$(dirname "$0")"
export PYTHONDONTWRITEBYTECODE=1 DJANGO_SETTINGS_MODULE=provider.settings
exec ../in_temporary_folder.sh bash -c '
  /usr/bin/python3 prepare.py &&
  exec /usr/bin/python3 -m gunicorn --workers 1 --threads 8 --graceful-timeout 1 --bind "127.0.0.1:$0" django.core.wsgi:get_wsgi_application\(\)' "$1"
