# SPDX-License-Identifier: Apache-2.0
"""Lets oauthspec ask signing.py questions."""

import base64
import json
import sys

import signing


class Skip(Exception):
    """What the library cannot express."""


def value(given):
    """Texts as they are; octets that are no UTF-8 in Base64."""
    return base64.b64decode(given["b64"]) if isinstance(given, dict) else given


def percent_encode(text):
    return signing.encode(value(text))


def normalize_parameters(parameters):
    return signing.normalize([(value(name), value(given)) for name, given in parameters])


def sign(request, client, token, method, nonce, timestamp, version, realm, extra, body_hash=False):
    if "?" in request["url"] or request["body"] or request["headers"]:
        raise Skip("parameters of query and body, which its caller has to collect")
    if "secret" not in client:
        raise Skip("a private key")
    chosen = {"oauth_consumer_key": client["key"], "oauth_token": token and token["key"], "oauth_signature_method": method,
              "oauth_nonce": nonce, "oauth_timestamp": timestamp, "oauth_version": version}
    parameters = [pair for pair in chosen.items() if pair[1] is not None] + [tuple(pair) for pair in extra]
    text = signing.base_string(request["method"], request["url"], parameters)
    return {"signature": signing.sign(text, client["secret"], token["secret"] if token else ""), "base_string": text}


OPS = {"oauth1.percent_encode": percent_encode, "oauth1.normalize_parameters": normalize_parameters, "oauth1.sign": sign}
HELLO = {"protocol": 1, "impl": {"name": "signing", "version": "1.0", "language": "python"}, "ops": list(OPS),
         "features": ["HMAC-SHA1"]}


def answer(message):
    try:
        return {"out": OPS[message["op"]](**message["in"])}
    except Skip as need:
        return {"skip": {"need": str(need)}}
    except Exception as problem:
        return {"error": {"type": type(problem).__name__, "message": str(problem)}}


for line in sys.stdin.buffer:
    message = json.loads(line)
    if "bye" in message:
        break
    reply = {"hello": HELLO} if "hello" in message else {"id": message["id"], **answer(message)}
    print(json.dumps(reply), flush=True)
