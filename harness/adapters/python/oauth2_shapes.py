# SPDX-License-Identifier: Apache-2.0
"""What the adapters for OAuth 2.0 have in common: the shapes of the ops on one side, mappings on the other."""

import contextlib
import json

import adapter

TOKEN_MEMBERS = ("access_token", "token_type", "expires_in", "refresh_token", "scope", "issued_token_type")

# What a library over HTTP answers with where nobody reads the answer.
A_TOKEN = {"status": 200, "headers": [["Content-Type", "application/json"]],
           "body": '{"access_token":"2YotnFZFEjr1zCsicMWpAA","token_type":"Bearer"}'}


def arguments(own, extra):
    """The library's own arguments and the caller's parameters, all given by name."""
    further = adapter.once(extra)
    if own.keys() & further.keys():
        raise adapter.Skip("a parameter of the caller that has the name of one of the library's arguments")
    return {**own, **further}


@contextlib.contextmanager
def by_name():
    """For calls that take the caller's parameters as arguments by name, of which Python has each once."""
    try:
        yield
    except TypeError as problem:
        if "got multiple values for" in str(problem):
            raise adapter.Skip(f"a parameter of the caller beside one of its own: {problem}") from None
        raise


def without_none(given):
    return {name: value for name, value in given.items() if value is not None}


def token(given, token_type=None, own=()):
    """A token response as parse_token_response has it; `own` names what the library adds itself."""
    out = {name: given.get(name) for name in TOKEN_MEMBERS}
    out["token_type"] = given.get("token_type", token_type)
    if isinstance(out["scope"], str):
        # The library leaves the list of scope tokens to its caller, who can tell a clean one only.
        scope = out.pop("scope").split(" ")
        out.update({"scope": scope} if all(scope) else {})
    return out | shown({name: value for name, value in given.items() if name not in (*TOKEN_MEMBERS, *own)})


def shown(extra):
    """The member extra; none where it holds numbers such as NaN, which Python reads and JSON cannot write."""
    try:
        json.dumps(extra, allow_nan=False)
    except ValueError:
        return {}
    return {"extra": extra}


def sent(url, headers, body, **further):
    """A request as token_request has it, from a mapping of header fields."""
    fields = {name.lower(): value for name, value in (headers or {}).items()}
    fields = {name: value.decode("latin-1") if isinstance(value, bytes) else value for name, value in fields.items()}
    if isinstance(body, bytes):
        body = adapter.bytes_out(body)
    return {"url": url, "authorization": fields.get("authorization"), "content_type": fields.get("content-type"),
            "dpop": fields.get("dpop"), "cache_control": fields.get("cache-control"), "body": body or "", **further}


def only_status_200(response, value):
    """The value that a library made of a response's body, unless the case turns on the status that it never sees."""
    if response["status"] != 200:
        raise adapter.Skip("a check of the status: it takes the body alone")
    return value
