# SPDX-License-Identifier: Apache-2.0
"""An adapter that puts into its answers what breaks reports, and repeats every secret that it is told.

Of percent_encode, "out:3" asks for the value HOSTILE[3], "error:3", "reject:3" and "stderr:3" for that text in those places, "crash" and
"hang" for what they say. Of sign, the nonce says in what place everything that was sent comes back.
"""
import json
import os
import sys
import time
import urllib.parse

HOSTILE = [
    "\x1b[2J\x07 \x7f \x01\x02\r\t\x0b",
    "a\0b",
    "\ufffe \uffff \x9b \u2028 \u202e",
    "]]> <![CDATA[ & < > \" ' <!-- --> <?x?> &#0; &nbsp;",
    "</failure></testcase></details><script>alert(1)</script><img src=x onerror=alert(1)>",
    "`` ``` ````\n```\n# heading\n| a | b |\n[x](javascript:alert(1)) ![x](http://e/x) @all <b>",
    "\nok 1 - injected\nBail out!\n1..0\n  ...\n  ---\nnot ok 2 # SKIP \\# TODO\n",
    "",
    "x" * (1 << 20),
    "`" * (1 << 20),
]
NAME = "evil`|<b>\x1b]0;x\x07\n# "


def say(message):
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def complain(octets):
    sys.stderr.buffer.write(octets)
    sys.stderr.flush()


def answer_with(way, text):
    if way == "stderr":
        complain(text.encode("utf-8") + b" \xff\xfe\xc3\x28 \xed\xa0\x80\n")
        return {"out": "wrong"}
    if way == "error":
        return {"error": {"type": text[:1000], "message": text}}
    if way == "reject":
        return {"reject": {"code": text[:1000], "message": text}}
    return {"out": text}


def percent_encode(given):
    way, _, number = given["text"].partition(":")
    if way == "crash":
        complain(b"\xff\0 about to die\n")
        os._exit(3)
    if way == "hang":
        time.sleep(600)
    return answer_with(way, HOSTILE[int(number)])


def sign(given):
    """Repeats what was sent, as JSON, percent-encoded, and each text of it on its own."""
    sent = json.dumps(given)
    secrets = [given["client"].get("secret"), (given["token"] or {}).get("secret"), (given["token"] or {}).get("key"),
               (given["client"].get("private_key") or {}).get("pem")]
    everything = " ".join([sent, urllib.parse.quote(sent, safe="")] + [secret for secret in secrets if secret])
    complain(everything.encode("utf-8") + b"\n")
    if given["nonce"] == "out":
        return {"out": {"signature": everything, "base_string": everything}}
    if given["nonce"] == "crash":
        os._exit(3)
    return answer_with(given["nonce"], everything)


def main():
    operations = {"oauth1.percent_encode": percent_encode, "oauth1.sign": sign}
    for line in sys.stdin:
        message = json.loads(line)
        if "bye" in message:
            break
        if "hello" in message:
            say({"hello": {"protocol": 1, "impl": {"name": NAME, "version": NAME, "language": NAME},
                           "ops": list(operations), "features": ["HMAC-SHA1", "RSA-SHA1"]}})
            continue
        say({"id": message["id"], **operations[message["op"]](message["in"])})


if __name__ == "__main__":
    main()
