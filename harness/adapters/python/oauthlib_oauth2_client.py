# SPDX-License-Identifier: Apache-2.0
"""oauthlib's clients for OAuth 2.0, for the adapters of oauthlib and of what is built on it."""

import contextlib
import os

from oauthlib import oauth2
from oauthlib.oauth2.rfc6749 import errors

import adapter

CLIENTS = {"code": oauth2.WebApplicationClient, "token": oauth2.MobileApplicationClient}

# What oauthlib itself finds wrong with a response; all its other errors are those that the response reports.
FOUND_WRONG = (errors.InsecureTransportError, errors.MismatchingStateError, errors.MissingCodeError,
               errors.MissingTokenError, errors.MissingTokenTypeError)


def refused(problem):
    """oauthlib refuses with its own errors, with plain ValueError, and by encoding what has to be ASCII as such."""
    return isinstance(problem, oauth2.OAuth2Error) or type(problem) in (ValueError, UnicodeEncodeError)


def new_client(response_type, client_id):
    if response_type not in CLIENTS:
        raise adapter.Skip("another response_type than code and token")
    return CLIENTS[response_type](client_id)


def error_response(problem):
    """An error response, from what oauthlib raises for it; raises again what it raises on its own account."""
    if isinstance(problem, FOUND_WRONG):
        raise problem
    return {"error": problem.error, "error_description": problem.description or None, "error_uri": problem.uri}


@contextlib.contextmanager
def redirected_to(uri):
    """Redirection URIs other than https are read where the environment says so, as its documentation has it."""
    if not uri.startswith("https:"):
        os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"
    try:
        yield
    finally:
        os.environ.pop("OAUTHLIB_INSECURE_TRANSPORT", None)


def authorization_response(parse, response_type, response_mode, url):
    """What `parse` reads from a response to the authorization request, or the error that it raises for it."""
    if response_mode != ("query" if response_type == "code" else "fragment"):
        raise adapter.Skip("another response mode than the response type's own")
    try:
        with redirected_to(url):
            found = parse()
    except oauth2.OAuth2Error as problem:
        return {"code": None, "access_token": None, **error_response(problem)}
    known = ("code", "access_token", "token_type", "expires_in", "scope", "state", "iss")
    return {"error": None, **{name: found.get(name) for name in known},
            "extra": [[name, value] for name, value in found.items() if name not in (*known, "expires_at")]}


def understanding(token_types):
    """The class of a client that understands these token types, by the property that its documentation names."""
    def supported(client):
        return {token_type: client._add_bearer_token for token_type in token_types}
    return type("Client", (oauth2.WebApplicationClient,), {"token_types": property(supported)})


def token_response(token_types, body):
    """A client and the token response that it has read, once it has taken the token for use."""
    client = understanding(token_types)("client")
    found = client.parse_request_body_response(body)
    try:
        # Only here are tokens of another type refused.
        client.add_token("https://server.example.com/resource")
    except oauth2.TokenExpiredError:
        # It understands the token; that it has expired already is another matter.
        pass
    return client, found
