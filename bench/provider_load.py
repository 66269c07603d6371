#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Measures oauthspec-provider beside npm's oidc-provider: the same client_credentials request by wrk, in turns, no TLS.

usage: provider_load.py PROVIDER [--rounds N] [--seconds S] [--connections C] [--requests N]

Prints a Markdown table of the medians over all rounds: requests a second, and the 50th and 99th percentile of the time to a response.
With --requests nothing is compared: oauthspec-provider alone gets at least so many, and its resident memory is shown at 10 %, 50 % and
100 % of them. Needs wrk, and for oidc-provider that harness/install_npm.sh bench/peers was run.

Exit: 0; 1 where a request failed, or ours is not 8 times as fast, or its 99th percentile is worse.
"""

import argparse
import json
import pathlib
import re
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
PEER = [str(HERE / "peers/node_modules/.bin/node"), str(HERE / "peers/oidc_provider.mjs")]
OURS, THEIRS = "oauthspec-provider", "oidc-provider"
TIMES = 8


class Server:
    """A provider that listens, and says where in a line of JSON; ends with the block."""

    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                        cwd=HERE, env={"NODE_ENV": "production"})
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"provider_load.py: {command[0]} does not start")
        self.token_endpoint = json.loads(line)["origin"] + "/token"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def resident_mib(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024


def load(server, seconds, connections):
    ran = subprocess.run(["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", "client_credentials.lua", server.token_endpoint],
                         stdout=subprocess.PIPE, check=True, cwd=HERE)
    told = json.loads(ran.stdout.splitlines()[-1])
    told["rate"] = told["requests"] * 1e6 / told["microseconds"]
    return told


def compare(servers, options):
    """In turns, so that whatever else the machine does falls on both."""
    for server in servers.values():
        load(server, 1, options.connections)  # warms up what compiles as it runs
    rounds = {name: [] for name in servers}
    for number in range(options.rounds):
        for name, server in servers.items():
            told = load(server, options.seconds, options.connections)
            rounds[name].append(told)
            print(f"round {number + 1}, {name}: {told['rate']:.0f} a second, p99 {told['p99']} us, {told['failed']} failed",
                  file=sys.stderr)
    medians = {name: {key: statistics.median(told[key] for told in all_told) for key in ("rate", "p50", "p99")}
               for name, all_told in rounds.items()}
    print("| provider | requests a second | p50, ms | p99, ms |\n|---|---|---|---|")
    for name, median in medians.items():
        print(f"| {name} | {median['rate']:.0f} | {median['p50'] / 1000:.2f} | {median['p99'] / 1000:.2f} |")
    times = medians[OURS]["rate"] / medians[THEIRS]["rate"]
    print(f"\n{times:.1f} times as many requests a second")
    failed = sum(told["failed"] for all_told in rounds.values() for told in all_told)
    return 0 if not failed and times >= TIMES and medians[OURS]["p99"] <= medians[THEIRS]["p99"] else 1


def watch_memory(server, options):
    done, failed, shares = 0, 0, [0.1, 0.5, 1.0]
    print("| requests | resident, MiB |\n|---|---|")
    print(f"| 0 | {server.resident_mib():.1f} |")
    while shares:
        told = load(server, 1, options.connections)
        done, failed = done + told["requests"], failed + told["failed"]
        while shares and done >= shares[0] * options.requests:
            print(f"| {done} ({shares.pop(0):.0%}) | {server.resident_mib():.1f} |", flush=True)
    return 1 if failed else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("provider", type=lambda path: str(pathlib.Path(path).resolve()))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--requests", type=int, default=0)
    options = parser.parse_args()
    with Server([options.provider, "--port", "0"]) as ours:
        if options.requests:
            return watch_memory(ours, options)
        with Server(PEER) as theirs:
            return compare({OURS: ours, THEIRS: theirs}, options)


if __name__ == "__main__":
    sys.exit(main())
