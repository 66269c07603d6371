# SPDX-License-Identifier: Apache-2.0
"""oauthlib's clients for OAuth 2.0, for the adapters of oauthlib and of what is built on it."""

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
