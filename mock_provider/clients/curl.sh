#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Nothing but curl and jq: client credentials, code with PKCE, device, introspection. usage: curl.sh ORIGIN [CA]
set -euo pipefail
origin=$1
ask=(curl --silent --show-error --fail-with-body)
[ $# -lt 2 ] || ask+=(--cacert "$2")
basic=(--user client:secret)

resource() { "${ask[@]}" --oauth2-bearer "$1" "$origin/resource" >/dev/null; }

token=$("${ask[@]}" "${basic[@]}" -d grant_type=client_credentials -d scope=read "$origin/token" | jq -r .access_token)
resource "$token"
echo "ok client_credentials"

verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk # RFC 7636, appendix B, with its challenge.
challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM
location=$("${ask[@]}" -o /dev/null -w '%{redirect_url}' -G "$origin/authorize" -d response_type=code -d client_id=client \
  --data-urlencode redirect_uri=https://client.example/callback -d scope=read -d state=abc -d code_challenge=$challenge -d code_challenge_method=S256)
code=$(sed -E 's/.*[?&]code=([^&]*).*/\1/' <<<"$location")
token=$("${ask[@]}" "${basic[@]}" -d grant_type=authorization_code -d "code=$code" -d code_verifier=$verifier \
  --data-urlencode redirect_uri=https://client.example/callback "$origin/token" | jq -r .access_token)
resource "$token"
echo "ok authorization_code"

device=$("${ask[@]}" "${basic[@]}" -d scope=read "$origin/device_authorization")
"${ask[@]}" -H 'Content-Type: application/json' -d "{\"user_code\": $(jq .user_code <<<"$device"), \"user\": \"alice\"}" "$origin/_control/approve" >/dev/null
token=$("${ask[@]}" "${basic[@]}" -d grant_type=urn:ietf:params:oauth:grant-type:device_code \
  --data-urlencode "device_code=$(jq -r .device_code <<<"$device")" "$origin/token" | jq -r .access_token)
resource "$token"
echo "ok device_code"

"${ask[@]}" "${basic[@]}" -d "token=$token" "$origin/introspect" | jq -e .active >/dev/null
echo "ok introspection"
