# SPDX-License-Identifier: Apache-2.0
"""Adapter for requests-oauthlib (OAuth 2.0): what its session adds to the clients of oauthlib."""

import sys

# A file here has oauthlib's name: with this folder last on the path, the library is found.
sys.path.append(sys.path.pop(0))

import requests
import requests_oauthlib
from oauthlib import oauth2
from requests_oauthlib import OAuth2Session

import adapter
import oauthlib_oauth2_client
from answering import answered, recorded
from oauth2_shapes import A_TOKEN, arguments, by_name, sent, token, without_none
from oauthlib_oauth2_client import understanding

TOKEN_ENDPOINT = "https://server.example.com/token"

CLIENTS = {"authorization_code": oauth2.WebApplicationClient, "refresh_token": oauth2.WebApplicationClient,
           "client_credentials": oauth2.BackendApplicationClient, "password": oauth2.LegacyApplicationClient}


def refused(problem):
    """What requests refuses to send counts, too."""
    return isinstance(problem, requests.exceptions.RequestException) or oauthlib_oauth2_client.refused(problem)


def authentication(client):
    """How the session authenticates a client; the secret in the header field is what it does unasked."""
    if client["method"] == "none":
        return {"include_client_id": True}
    if client["method"] == "client_secret_basic":
        return {"client_secret": client["client_secret"]}
    if client["method"] == "client_secret_post":
        return {"include_client_id": True, "client_secret": client["client_secret"]}
    raise adapter.Skip("this client authentication")


def refresh(session, endpoint, grant, client, extra):
    """A refresh request, whose client authentication is handed on to requests or to the body."""
    own = {"refresh_token": grant["refresh_token"]}
    if client["method"] == "client_secret_basic":
        own["auth"] = requests.auth.HTTPBasicAuth(client["client_id"], client["client_secret"])
    else:
        own.update(without_none({"client_id": client["client_id"], "client_secret": client.get("client_secret")}))
    session.refresh_token(endpoint, **arguments(own, extra))


def token_request(endpoint, client, scope, resource, extra, grant=None, request=None, dpop_proof=None):
    if request and request["type"] == "protected_resource":
        return protected_resource_request(endpoint, request)
    if not grant or grant["type"] not in CLIENTS:
        raise adapter.Skip("this request: the session has no method for it")
    options = authentication(client)
    # A session has the scope that it refreshes with, a client that of its own requests.
    session = OAuth2Session(client=CLIENTS[grant["type"]](client["client_id"], scope=scope), scope=scope,
                            redirect_uri=grant.get("redirect_uri"))
    requested = recorded(session, A_TOKEN)
    own = without_none({name: grant.get(name) for name in ("code", "code_verifier", "username", "password")})
    with by_name():
        if grant["type"] == "refresh_token":
            refresh(session, endpoint, grant, client, extra)
        else:
            session.fetch_token(endpoint, **arguments({**own, **options}, extra))
    return as_sent(requested[0])


def as_sent(request):
    return sent(request.url, request.headers, request.body, method=request.method)


def protected_resource_request(endpoint, request):
    if request["access_token"] is None:
        raise adapter.Skip("a request without a token")
    placement = {"header": "auth_header"}.get(request["placement"], request["placement"])
    client = oauth2.WebApplicationClient("client", default_token_placement=placement)
    session = OAuth2Session(client=client, token={"access_token": request["access_token"],
                                                  "token_type": request["token_type"]})
    requested = recorded(session, A_TOKEN)
    session.request(request["method"], endpoint, data=request["body"], headers=adapter.fields(request["headers"]))
    return as_sent(requested[0])


def parse_token_response(grant, token_types, response):
    client = understanding(token_types)("client")
    session = answered(OAuth2Session(client=client), response)
    found = session.fetch_token(TOKEN_ENDPOINT, code="code", include_client_id=True)
    try:
        # Only here are tokens of another type refused.
        session.get("https://server.example.com/resource")
    except oauth2.TokenExpiredError:
        # It understands the token; that it has expired already is another matter.
        pass
    return token(found, client.token_type, own=["expires_at"])


adapter.run(
    {"name": "requests-oauthlib-oauth2", "version": requests_oauthlib.__version__, "language": "python",
     "home": "https://github.com/requests/requests-oauthlib"},
    {
        "oauth2.token_request": token_request,
        "oauth2.parse_token_response": parse_token_response,
    },
    ["password_grant", "client_secret_post", "bearer_body", "bearer_query", "rfc6750", "rfc7636"],
    refused)
