# SPDX-License-Identifier: Apache-2.0
"""An adapter that is right but for one habit, its only argument; with none it is right.

It drives urllib.parse as minimal.py of the documentation does. Each habit breaks one check of `oauthspec selfcheck`.
"""
import base64
import json
import os
import re
import sys
import time
import urllib.parse

HABIT = sys.argv[1] if len(sys.argv) > 1 else "none"
CANONICAL = re.compile(rb'\{"id":(\d+),"op":"([^"\\]*)","in":(.*)\}\n', re.DOTALL)
count = 0
buffered = []


def write(text):
    sys.stdout.write(text)
    sys.stdout.flush()


def say(message):
    write(json.dumps(message) + "\n")


def octets_of(value):
    if isinstance(value, dict):
        if HABIT == "no-octets":
            raise TypeError("quote_from_bytes() expected bytes")
        return base64.b64decode(value["b64"])
    return value.encode().decode("latin-1").encode() if HABIT == "latin-1" else value.encode()


def percent_encode(given):
    text = urllib.parse.quote(octets_of(given["text"]), safe="~")
    if HABIT == "encodes-twice":
        text = urllib.parse.quote(text, safe="~")
    if HABIT == "object-for-text":
        return {"out": {"text": text}}
    if HABIT == "remembers" and count > 3:
        return {"out": text.lower()}
    return {"out": text}


OPS = {"oauth1.percent_encode": percent_encode}


def hello():
    impl = {"name": "urllib.parse", "version": "" if HABIT == "no-version" else "3", "language": "python"}
    message = {"protocol": 2 if HABIT == "protocol-2" else 1, "impl": impl, "ops": list(OPS), "features": []}
    if HABIT == "misspelt-op":
        message["ops"].append("sign")
    if HABIT == "op-twice":
        message["ops"] *= 2
    if HABIT == "misspelt-feature":
        message["features"] = ["HMAC_SHA1"]
    if HABIT == "no-ops":
        message["ops"] = []
    if HABIT == "home-is-no-text":
        message["impl"]["home"] = 5
    if HABIT in ("in-flight", "drops"):
        message["max_in_flight"] = 8
    return {"hello": message}


def failure(problem):
    if HABIT == "rejects-everything":
        return {"reject": {"message": str(problem)}}
    return {"error": {"type": type(problem).__name__, "message": str(problem)}}


def answer(message):
    if HABIT == "strict" and set(message) != {"id", "op", "in"}:
        return failure(KeyError("a member that is not known"))
    try:
        return OPS[message["op"]](message["in"])
    except Exception as problem:
        return failure(problem)


def reply(message):
    global count
    count += 1
    told = {"id": count if HABIT == "counts" else message["id"], **answer(message)}
    if HABIT == "dies" and count == 2:
        raise RuntimeError("dies of the second question")
    if HABIT == "hangs" and count == 2:
        time.sleep(600)
    if HABIT == "debugs":
        write("encoding ...\n")
    if HABIT == "empty-lines":
        write("\n")
    if HABIT == "two-verdicts":
        told["reject"] = {}
    if HABIT == "no-line-end":
        write(json.dumps(told))
        return
    if HABIT == "not-flushed":
        buffered.append(told)
        return
    if HABIT == "single-quotes":
        write(str(told) + "\n")
        return
    say(told)
    if HABIT == "answers-twice":
        say(told)


def parse(line):
    """As a parser by hand does it, with that habit."""
    found = CANONICAL.fullmatch(line)
    if HABIT != "by-hand" or b'"hello"' in line:
        return json.loads(line)
    if found:
        return {"id": int(found[1]), "op": found[2].decode(), "in": json.loads(found[3])}
    number = re.search(rb'"id" *: *(\d+)', line)
    return {"id": int(number[1]) if number else 0, "op": "unreadable", "in": {}}


class Input:
    """Lines of standard input, read without Python's buffers, so that a habit can see what is there."""

    held = b""

    def line(self):
        while b"\n" not in self.held:
            if HABIT == "drops":
                time.sleep(0.05)
            more = os.read(0, 1 << 20)
            if not more:
                return b""
            self.held += more
        line, _, self.held = self.held.partition(b"\n")
        while HABIT == "drops" and b"\n" in self.held:
            line, _, self.held = self.held.partition(b"\n")
        if HABIT == "short-lines" and len(line) > 65536:
            line, self.held = line[:65536], line[65536:] + b"\n" + self.held
        return line + b"\n"


def converse():
    lines = Input()
    while line := lines.line():
        if b'"bye"' in line:
            if HABIT == "ignores-bye":
                continue
            if HABIT == "last-words":
                say({"bye": {}})
            return True
        try:
            message = parse(line)
        except ValueError:
            continue
        if "hello" not in message:
            reply(message)
            continue
        if HABIT == "greets":
            write("Welcome!\n")
        say(hello())
    return False


if HABIT == "no-start":
    sys.exit("no such module")
if HABIT == "silent":
    time.sleep(600)
said_bye = converse()
for late in buffered:
    say(late)
if HABIT == "fails-at-the-end":
    sys.exit(2)
if HABIT == "hangs-at-the-end" and not said_bye:
    time.sleep(600)
