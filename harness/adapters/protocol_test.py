#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks one adapter against the protocol with nothing but Python's standard library: no runner, no verdicts.

usage: protocol_test.py NAME|COMMAND     (a name of adapters.json, or how to run another adapter)

Run from the root of the project. The exit status is 1 when something is wrong, 77 when the adapter is not installed.
"""

import json
import select
import shlex
import subprocess
import sys

import table

HELLO = {"hello": {"protocol": 1, "suite": "0.1.0"}}
PATIENCE = 30  # seconds


class Wrong(Exception):
    """What the adapter does against the protocol."""


def require(holds, what):
    if not holds:
        raise Wrong(what)


class Adapter:
    def __init__(self, command):
        self.process = subprocess.Popen(shlex.split(command), cwd=table.ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def ask(self, message):
        self.process.stdin.write(json.dumps(message, ensure_ascii=False).encode() + b"\n")
        self.process.stdin.flush()
        # One line is all there is to read: nothing is left in a buffer when select looks.
        require(select.select([self.process.stdout], [], [], PATIENCE)[0], f"no answer to {message}")
        line = self.process.stdout.readline()
        require(line.endswith(b"\n"), f"the adapter ended over {message}")
        return json.loads(line.decode("utf-8"))

    def end(self, last=None):
        rest, _ = self.process.communicate(json.dumps(last).encode() + b"\n" if last else b"", timeout=PATIENCE)
        require(rest == b"", f"something was written after the last answer: {rest!r}")
        require(self.process.returncode == 0, f"the exit status is {self.process.returncode}")


def check_hello(hello):
    require(hello["protocol"] == 1, "protocol is not 1")
    require(all(isinstance(hello["impl"].get(member), str) and hello["impl"][member]
                for member in ("name", "version", "language")), "impl lacks name, version or language")
    known = {path.name.removesuffix(".schema.json") for path in (table.ROOT / "vectors/schema").glob("oauth?.*.json")}
    require(hello["ops"] and set(hello["ops"]) <= known, f"unknown ops: {set(hello['ops']) - known}")
    features = json.loads((table.ROOT / "vectors/features.json").read_text(encoding="utf-8"))["features"]
    require(set(hello.get("features", [])) <= set(features), "unknown features")


def check_answer(answer, number):
    require(answer["id"] == number, f"question {number} was answered as {answer['id']}")
    kinds = [kind for kind in ("out", "reject", "skip", "error") if kind in answer]
    require(len(kinds) == 1, f"an answer has one of out, reject, skip, error: {answer}")
    if kinds == ["skip"]:
        require(bool(answer["skip"].get("need")), f"a skip says what is missing: {answer}")


def first_tests(ops):
    """The first tests of each suite whose op is among `ops`."""
    for path in sorted((table.ROOT / "vectors").glob("oauth?/*.json")):
        suite = json.loads(path.read_text(encoding="utf-8"))
        if suite["op"] in ops:
            for test in suite["tests"][:3]:
                yield suite["op"], test["in"]


def check_adapter(command):
    adapter = Adapter(command)
    hello = adapter.ask(HELLO)["hello"]
    check_hello(hello)
    questions = list(first_tests(hello["ops"]))
    require(bool(questions), "no vector asks for any of its ops")
    for number, (op, given) in enumerate(questions):
        check_answer(adapter.ask({"id": number, "op": op, "in": given}), number)
    unknown = adapter.ask({"id": 1000, "op": "oauth1.no_such_op", "in": {}})
    require(unknown["id"] == 1000 and "error" in unknown, "an op that it does not know is an error")
    if "oauth1.percent_encode" in hello["ops"]:
        encoded = adapter.ask({"id": 1001, "op": "oauth1.percent_encode", "in": {"text": "caf\u00e9 \U0001f600"}})
        require(encoded.get("out") == "caf%C3%A9%20%F0%9F%98%80", f"UTF-8 does not come through: {encoded}")
    adapter.end({"bye": {}})
    silent = Adapter(command)
    silent.ask(HELLO)
    silent.end()
    print(f"{hello['impl']['name']} {hello['impl']['version']}: {len(questions)} questions answered, ended by bye and by "
          "the end of input")


def main(arguments):
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    named = next((one for one in table.read() if one["name"] == arguments[0]), None)
    if named and table.missing(named):
        print(f"not installed: {' '.join(table.missing(named))}")
        return 77
    command = named["command"] if named else arguments[0]
    try:
        check_adapter(command)
    except (Wrong, KeyError, TypeError, ValueError, OSError, subprocess.TimeoutExpired) as problem:
        print(f"{type(problem).__name__}: {problem}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
