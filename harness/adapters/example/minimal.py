#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
import base64, json, sys, urllib.parse

def say(message):
    print(json.dumps(message), flush=True)

def percent_encode(given):
    text = given["text"]
    octets = base64.b64decode(text["b64"]) if isinstance(text, dict) else text.encode()
    return {"out": urllib.parse.quote(octets, safe="~")}

OPS = {"oauth1.percent_encode": percent_encode}

for line in sys.stdin:
    message = json.loads(line)
    if "bye" in message:
        break
    if "hello" in message:
        impl = {"name": "urllib.parse", "version": sys.version.split()[0], "language": "python"}
        say({"hello": {"protocol": 1, "impl": impl, "ops": list(OPS)}})
        continue
    try:
        answer = OPS[message["op"]](message["in"])
    except Exception as problem:
        answer = {"error": {"type": type(problem).__name__, "message": str(problem)}}
    say({"id": message["id"], **answer})
