#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# One run as a job of continuous integration: the adapter is checked and the vectors are put to it, or the checks are put to a
# server; reports are made of the results, whatever they are. Its settings are variables of the environment, of which no shell makes commands.
set -euo pipefail

usage() {
  cat <<'END'
usage: OAUTHSPEC_ADAPTER=COMMAND [OAUTHSPEC_X=...] harness/action/run.sh
       OAUTHSPEC_SERVER=FILE [OAUTHSPEC_X=...] harness/action/run.sh

  OAUTHSPEC_ADAPTER        the command that runs the adapter of a library
  OAUTHSPEC_SERVER         the configuration of a server under test, which is running
  OAUTHSPEC_ALSO           documents that the server does not claim, a name a line, whose checks are run too
  OAUTHSPEC_WAITING        false leaves out the checks of a server that wait until something expires
  OAUTHSPEC_PATTERNS       tests or checks to run, a pattern a line; else all
  OAUTHSPEC_EXPECTATIONS   a file of known failures
  OAUTHSPEC_SHARD          i/n runs the i-th of n parts
  OAUTHSPEC_JOBS           how many adapters run side by side; else 1
  OAUTHSPEC_TIMEOUT        seconds that one question may take; else 10
  OAUTHSPEC_SELFCHECK      false leaves out the check of the adapter
  OAUTHSPEC_RESULTS        the file for the results; else oauthspec/results.jsonl
  OAUTHSPEC_JUNIT, OAUTHSPEC_HTML, OAUTHSPEC_MARKDOWN, OAUTHSPEC_SARIF
                           files for reports; those that are empty are not made
  OAUTHSPEC_FAIL_ON        unexpected, or unusable: to fail only where nothing could be found out
  OAUTHSPEC_BINARY         the oauthspec to use; else the one of this project's release build

The exit status is 0 when all is as expected, 1 on an unexpected result, 2 on a mistake in the settings, 3 when the adapter cannot
be used, or the server not be reached. In a job of GitHub the summary and the outputs exit-code and results are written too.
END
}

root=$(cd "$(dirname "$0")/../.." && pwd)
oauthspec=${OAUTHSPEC_BINARY:-$root/build/release/bin/oauthspec}
adapter=${OAUTHSPEC_ADAPTER:-}
server=${OAUTHSPEC_SERVER:-}
results=${OAUTHSPEC_RESULTS:-oauthspec/results.jsonl}
fail_on=${OAUTHSPEC_FAIL_ON:-unexpected}

if [ "${1-}" = --help ] || [ "${1-}" = -h ]; then
  usage
  exit
elif [ $# -gt 0 ]; then
  usage >&2
  exit 2
fi
mistake() {
  echo "run.sh: $1" >&2
  exit 2
}
[ -n "$adapter$server" ] || mistake "OAUTHSPEC_ADAPTER is empty, the command that runs the adapter, and OAUTHSPEC_SERVER too"
[ -z "$adapter" ] || [ -z "$server" ] || mistake "OAUTHSPEC_ADAPTER and OAUTHSPEC_SERVER are both set"
[[ ${OAUTHSPEC_WAITING:-true} =~ ^(true|false)$ ]] || mistake "OAUTHSPEC_WAITING is true or false, not $OAUTHSPEC_WAITING"
[[ $fail_on =~ ^(unexpected|unusable)$ ]] || mistake "OAUTHSPEC_FAIL_ON is unexpected or unusable, not $fail_on"
[[ ${OAUTHSPEC_SELFCHECK:-true} =~ ^(true|false)$ ]] || mistake "OAUTHSPEC_SELFCHECK is true or false, not $OAUTHSPEC_SELFCHECK"

# What an adapter writes is shown in the log, where a line like ::error:: would be a command to GitHub.
token=$(cat /proc/sys/kernel/random/uuid)
quietened() {
  local status=0
  [ -z "${GITHUB_ACTIONS:-}" ] || echo "::stop-commands::$token"
  "$@" || status=$?
  [ -z "${GITHUB_ACTIONS:-}" ] || echo "::$token::"
  return "$status"
}
# complain TEXT: what stands beside the job, in GitHub's list of what went wrong.
complain() {
  [ -z "${GITHUB_ACTIONS:-}" ] || echo "::error title=oauthspec::$1"
  echo "run.sh: $1" >&2
}

# GitHub reads outputs line by line.
[[ $results != *$'\n'* ]] || mistake "OAUTHSPEC_RESULTS has more than one line"
rm -f "$results"

# patterns: puts what is to be run behind the other words of the command.
patterns() {
  # After "--", so that no pattern is an option.
  words+=(--)
  while IFS= read -r pattern; do
    [ -z "$pattern" ] || words+=("$pattern")
  done <<<"${OAUTHSPEC_PATTERNS:-}"
}

checked=0
if [ -n "$adapter" ] && [ "${OAUTHSPEC_SELFCHECK:-true}" = true ]; then
  quietened "$oauthspec" selfcheck --adapter "$adapter" || checked=$?
  case "$checked" in
    0) ;;
    1) complain "the adapter breaks the protocol; see the self-check above" ;;
    *) complain "the self-check ended with $checked: the adapter cannot be used" ;;
  esac
fi

mkdir -p "$(dirname "$results")"
status=$checked
if [ -n "$server" ]; then
  words=(--config "$server" --results "$results")
  [ -z "${OAUTHSPEC_EXPECTATIONS:-}" ] || words+=(--expectations "$OAUTHSPEC_EXPECTATIONS")
  [ "${OAUTHSPEC_WAITING:-true}" = true ] || words+=(--without-waiting)
  while IFS= read -r document; do
    [ -z "$document" ] || words+=("--also=$document")
  done <<<"${OAUTHSPEC_ALSO:-}"
  patterns
  quietened "$oauthspec" server "${words[@]}" || status=$?
elif [ "$checked" -le 1 ]; then
  words=(--adapter "$adapter" --results "$results" --jobs "${OAUTHSPEC_JOBS:-1}" --timeout "${OAUTHSPEC_TIMEOUT:-10}")
  [ -z "${OAUTHSPEC_EXPECTATIONS:-}" ] || words+=(--expectations "$OAUTHSPEC_EXPECTATIONS")
  [ -z "${OAUTHSPEC_SHARD:-}" ] || words+=(--shard "$OAUTHSPEC_SHARD")
  patterns
  status=0
  quietened "$oauthspec" vectors "${words[@]}" || status=$?
  [ "$status" -gt 0 ] || status=$checked
fi

# report FORMAT FILE: makes one report, where a file for it is named.
report() {
  [ -n "$2" ] || return 0
  mkdir -p "$(dirname "$2")"
  "$oauthspec" report "$results" --format "$1" --output "$2"
}
if [ -s "$results" ]; then
  report junit "${OAUTHSPEC_JUNIT:-}"
  report html "${OAUTHSPEC_HTML:-}"
  report markdown "${OAUTHSPEC_MARKDOWN:-}"
  report sarif "${OAUTHSPEC_SARIF:-}"
  [ -z "${GITHUB_STEP_SUMMARY:-}" ] || "$oauthspec" report "$results" --format markdown >>"$GITHUB_STEP_SUMMARY"
fi
if [ -n "${GITHUB_OUTPUT:-}" ]; then
  printf 'exit-code=%s\nresults=%s\n' "$status" "$results" >>"$GITHUB_OUTPUT"
fi

case "$status" in
  0) ;;
  1)
    complain "not everything is as expected"
    [ "$fail_on" = unexpected ] || exit 0
    ;;
  *) complain "oauthspec ended with $status" ;;
esac
exit "$status"
