#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs the libraries whose loops are in peers.json, as the adapters for them have it, and builds the loops that have to be compiled.
set -euo pipefail

cd "$(dirname "$0")/../.."
mapfile -t adapters < <(python3 -c 'import json; [print(one["adapter"]) for one in json.load(open("bench/peers/peers.json"))["peers"] if "adapter" in one]')
harness/adapters/install.sh "${adapters[@]}"
make -s -C bench/peers
