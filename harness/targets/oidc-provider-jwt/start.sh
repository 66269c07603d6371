#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Runs the target on 127.0.0.1 and the port that is the argument, until it is ended.
cd "$(dirname "$0")/../oidc-provider" && exec ../node_modules/.bin/node server.mjs "$1" jwt
