#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# jq's @uri as if it were an OAuth library: one question a process, for --exec.
message=$(cat)
case $message in
  '{"hello":'*)
    version=$(jq --version)
    printf '{"hello":{"protocol":1,"impl":{"name":"jq","version":"%s","language":"sh"},' "${version#jq-}"
    printf '"ops":["oauth1.percent_encode"]}}\n'
    ;;
  *)
    printf '%s\n' "$message" | jq -c '
      if .op != "oauth1.percent_encode" then {id, error: {type: "UnknownOp", message: .op}}
      elif .in.text | type == "string" then {id, out: (.in.text | @uri)}
      else {id, skip: {need: "octets that are no UTF-8"}} end'
    ;;
esac
