#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""An adapter that does something else with each question, always the same with the same one: mostly what the reference does, and
else it refuses, gives nonsense, raises, skips, or dies.

usage: careless_adapter.py OAUTHSPEC [SECONDS]     SECONDS: how long it thinks about each question
"""

import hashlib
import json
import subprocess
import sys
import time

MISTAKES = {
    0: {"reject": {"message": "not today"}},
    1: {"out": {"nonsense": True}},
    2: {"error": {"type": "IndexError", "message": "list index out of range"}},
    3: {"skip": {"need": "patience"}},
}
KINDS = 20


def mistake(question):
    """Which mistake is made, as a number; larger ones stand for none."""
    octets = json.dumps([question["op"], question["in"]], sort_keys=True).encode()
    digest = hashlib.sha256(octets).digest()
    # One of a hundred and more dies.
    return -1 if digest[1] < 2 else digest[0] % KINDS


def main(arguments):
    seconds = float(arguments[1]) if len(arguments) > 1 else 0
    with subprocess.Popen([arguments[0], "adapter"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as reference:

        def ask(line):
            reference.stdin.write(line)
            reference.stdin.flush()
            return json.loads(reference.stdout.readline())

        for line in sys.stdin:
            message = json.loads(line)
            if "bye" in message:
                reference.stdin.write(line)
                reference.stdin.close()
                break
            if "hello" in message:
                hello = ask(line)
                hello["hello"]["impl"]["name"] = "careless"
                print(json.dumps(hello), flush=True)
                continue
            time.sleep(seconds)
            kind = mistake(message)
            if kind < 0:
                reference.kill()
                sys.exit(3)
            answer = {"id": message["id"], **MISTAKES[kind]} if kind in MISTAKES else ask(line)
            print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
