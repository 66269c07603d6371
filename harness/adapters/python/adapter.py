# SPDX-License-Identifier: Apache-2.0
"""The adapter protocol over stdin and stdout, for adapters in Python. See README.md beside this folder."""

import base64
import json
import sys


class Skip(Exception):
    """The library cannot express this case; the argument says what it lacks."""


def text(value):
    """The characters of a value that may be octets; skips octets that are no UTF-8."""
    if isinstance(value, dict):
        raise Skip("octets that are no UTF-8")
    return value


def octets(value):
    """The octets of a value that may come as characters."""
    return base64.b64decode(value["b64"]) if isinstance(value, dict) else value.encode()


def bytes_out(data):
    """Octets as the protocol writes them: a string where they are UTF-8, Base64 where not."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return {"b64": base64.b64encode(data).decode()}


def pairs(parameters):
    """Parameters as a list of tuples of characters."""
    return [(text(name), text(value)) for name, value in parameters]


def once(parameters):
    """Parameters as a mapping; skips a name that comes twice."""
    mapping = dict(pairs(parameters))
    if len(mapping) < len(parameters):
        raise Skip("a name that comes twice: parameters are a mapping")
    return mapping


def fields(headers):
    """Header fields as a mapping of characters; skips a field that comes twice."""
    names = [name.lower() for name, _ in headers]
    if len(set(names)) < len(names):
        raise Skip("a header field that comes twice: header fields are a mapping")
    return {name: text(value) for name, value in headers}


def pem(key):
    """The PEM text of a key, None where there is no key; skips keys in another form."""
    if key and "jwk" in key:
        raise Skip("keys as JWK")
    return key and key["pem"]


def answer(ops, refused, op, arguments):
    """What `op` says to `arguments`: a value, or (value, what the library chose itself)."""
    try:
        result = ops[op](**arguments)
    except Skip as reason:
        return {"skip": {"need": str(reason)}}
    except Exception as problem:
        if refused(problem):
            return {"reject": {"message": str(problem)}}
        return {"error": {"type": type(problem).__name__, "message": str(problem)}}
    out, actual = result if isinstance(result, tuple) else (result, {})
    return {"out": out, "actual": actual} if actual else {"out": out}


def run(impl, ops, features, refused):
    """Serves `ops`, a function for each op that takes the members of `in` by name, until bye or the end of input.

    `refused(exception)` tells whether the library raised it to refuse the input; anything else it raises is an error.
    """
    for line in sys.stdin.buffer:
        message = json.loads(line)
        if "bye" in message:
            break
        if "hello" in message:
            reply = {"hello": {"protocol": 1, "impl": impl, "ops": list(ops), "features": features}}
        else:
            reply = {"id": message["id"], **answer(ops, refused, message["op"], message["in"])}
        # A lone surrogate has no UTF-8; the escapes of JSON carry it.
        sys.stdout.buffer.write(json.dumps(reply).encode() + b"\n")
        sys.stdout.buffer.flush()
