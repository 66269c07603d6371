#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The sources that differ from the commit before this line of work: from where it left origin/main, or else from the last
# commit but one. A changed header stands for the source of its name. Adapters are left out: CMake does not compile them, so
# nothing tells clang-tidy how. OAUTHSPEC_BASE names another commit.
set -euo pipefail
cd "$(dirname "$0")/../.."
base=${OAUTHSPEC_BASE:-$(git merge-base HEAD origin/main 2>/dev/null || true)}
if [ -z "$base" ] || [ "$base" = "$(git rev-parse HEAD)" ]; then
  base=$(git rev-parse --verify --quiet HEAD~1 || git rev-parse HEAD)
fi
git diff --name-only --diff-filter=d "$base" -- '*.cpp' '*.h' ':!harness/adapters' | sed 's/\.h$/.cpp/' | sort -u |
  while read -r source; do [ ! -f "$source" ] || echo "$source"; done
