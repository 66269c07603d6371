#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Runs test files with Node.js, and with Chromium where they open pages; ends with 77, and says why, where one is missing.
# usage: harness/testing/browser/run.sh FILE.mjs
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
node="$here/node_modules/.bin/node"
chromium=${CHROMIUM:-/usr/bin/chromium}
if [ ! -x "$node" ]; then
  echo "skipped: harness/install_npm.sh harness/testing/browser was not run"
  exit 77
fi
if [ ! -x "$chromium" ]; then
  echo "skipped: there is no $chromium; harness/install_packages.sh browser installs it"
  exit 77
fi
exec "$node" "$1"
