#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""An adapter that gives back what it was asked, wherever there is room for it: as a member of `out`, in the reasons of a refusal, a
skip or an error, on stderr, or in place of a message; "late" gives back what it was asked before, on stderr or in place of a message.

usage: echo_adapter.py SCHEMAS FEATURES {out,text,names,reject,error,skip,garbage,late}
"""

import base64
import json
import pathlib
import sys
import urllib.parse


def say(message):
    print(json.dumps(message), flush=True)


def leaves(value):
    """Every text in a value; Base64 as the octets that it stands for, where those are UTF-8."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict) and list(value) == ["b64"]:
        yield base64.b64decode(value["b64"]).decode(errors="replace")
    elif isinstance(value, (dict, list)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from leaves(part)


def writings(given):
    """Every text, in many ways to write it."""
    for text in leaves(given):
        octets = text.encode()
        once = urllib.parse.quote(octets, safe="")
        decoded = urllib.parse.unquote(text, errors="replace")
        yield from (text, once, urllib.parse.quote(once), urllib.parse.quote_plus(octets), decoded,
                    urllib.parse.unquote_plus(text, errors="replace"), urllib.parse.unquote(decoded, errors="replace"),
                    base64.b64encode(octets).decode(), base64.b64encode(b"a:" + octets).decode(),
                    base64.urlsafe_b64encode(octets).decode(), json.dumps(text), json.dumps(json.dumps(text)))
    yield json.dumps(given)


def answer(how, given):
    texts = list(writings(given))
    both = {"type": texts[0], "code": texts[0], "message": "\n".join(texts)}
    return {
        "out": {"out": given},
        "text": {"out": texts},
        "names": {"out": {text: 1 for text in texts}},
        "reject": {"reject": {"code": both["code"], "message": both["message"]}},
        "error": {"error": {"type": both["type"], "message": both["message"]}},
        "skip": {"skip": {"need": both["message"]}},
    }[how]


def main(arguments):
    schemas, features, how = arguments
    ops = sorted(path.name.removesuffix(".schema.json") for path in pathlib.Path(schemas).glob("oauth*.schema.json"))
    sys.stdin.readline()
    say({"hello": {"protocol": 1, "impl": {"name": "echo", "version": "1", "language": "python"}, "ops": ops,
                   "features": list(json.loads(pathlib.Path(features).read_text(encoding="utf-8"))["features"])}})
    before = "{}"
    for line in sys.stdin:
        message = json.loads(line)
        if "bye" in message:
            break
        given = json.loads(before).get("in", {}) if how == "late" else message["in"]
        print("\n".join(writings(given)), file=sys.stderr, flush=True)
        if how == "late" and message["id"] % 20 < 19:
            say({"id": message["id"], "skip": {"need": "time"}})
            before = line
        elif how in ("garbage", "late"):
            print((line if how == "garbage" else before).rstrip("\n").replace("{", "(", 1), flush=True)
        else:
            say({"id": message["id"], **answer(how, message["in"])})


if __name__ == "__main__":
    main(sys.argv[1:])
