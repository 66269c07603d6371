# SPDX-License-Identifier: Apache-2.0
"""Adapter for oauthlib (OAuth 2.0): its clients, its server's endpoints, and the functions that both are made of."""

import sys

# A file here has the library's name: with this folder last on the path, the library is found.
sys.path.append(sys.path.pop(0))

import json
from urllib.parse import parse_qs, urlencode, urlsplit

import oauthlib
from oauthlib import oauth2
from oauthlib.oauth2.rfc6749.tokens import OAuth2Token
from oauthlib.oauth2.rfc6749.utils import scope_to_list

import adapter
from oauth2_shapes import arguments, by_name, only_status_200, sent, token, without_none
from oauthlib_oauth2_client import authorization_response, error_response, new_client, refused, token_response

SERVER = "https://server.example.com"


def authorization_url(endpoint, response_type, client_id, redirect_uri, scope, state, pkce, extra, resource=()):
    own = without_none({"redirect_uri": redirect_uri, "scope": scope, "state": state, **(pkce or {})})
    own.pop("code_verifier", None)
    with by_name():
        return new_client(response_type, client_id).prepare_request_uri(endpoint, **arguments(own, extra))


def parse_authorization_response(response_type, response_mode, request, redirect_uri, state, issuer, iss_supported):
    def parse():
        return new_client(response_type, "client").parse_request_uri_response(request["url"], state=state)
    return authorization_response(parse, response_type, response_mode, request["url"])


def credentials(client):
    """How a client names itself in a body; what stands in header fields is the HTTP library's."""
    if client["method"] == "none":
        return {"include_client_id": True}
    if client["method"] == "client_secret_post":
        return {"include_client_id": True, "client_secret": client["client_secret"]}
    raise adapter.Skip("client authentication outside the body: it is left to the HTTP library")


def authorization_code_request(endpoint, client, grant, scope, options):
    return oauth2.WebApplicationClient(client["client_id"]).prepare_token_request(
        endpoint, code=grant["code"], redirect_url=grant["redirect_uri"],
        **without_none({"code_verifier": grant["code_verifier"], "scope": scope}), **options)


def refresh_token_request(endpoint, client, grant, scope, options):
    return oauth2.WebApplicationClient(client["client_id"]).prepare_refresh_token_request(
        endpoint, grant["refresh_token"], scope=scope, client_id=client["client_id"], **options)


def client_credentials_request(endpoint, client, grant, scope, options):
    return oauth2.BackendApplicationClient(client["client_id"]).prepare_token_request(endpoint, scope=scope, **options)


def password_request(endpoint, client, grant, scope, options):
    return oauth2.LegacyApplicationClient(client["client_id"]).prepare_token_request(
        endpoint, username=grant["username"], password=grant["password"], scope=scope, **options)


def device_code_request(endpoint, client, grant, scope, options):
    return oauth2.DeviceClient(client["client_id"]).prepare_token_request(
        endpoint, device_code=grant["device_code"], scope=scope, **options)


def revocation_request(endpoint, client, request, scope, options):
    options.pop("include_client_id")
    return oauth2.WebApplicationClient(client["client_id"]).prepare_token_revocation_request(
        endpoint, request["token"], token_type_hint=request["token_type_hint"], client_id=client["client_id"],
        **options)


REQUESTS = {"authorization_code": authorization_code_request, "refresh_token": refresh_token_request,
            "client_credentials": client_credentials_request, "password": password_request,
            "device_code": device_code_request, "revocation": revocation_request}


def token_request(endpoint, client, scope, resource, extra, grant=None, request=None, dpop_proof=None):
    asked = grant or request
    if asked["type"] == "protected_resource":
        return protected_resource_request(endpoint, request)
    if asked["type"] not in REQUESTS:
        raise adapter.Skip("this request: there is no client for it")
    options = arguments(credentials(client), extra)
    with by_name():
        return sent(*REQUESTS[asked["type"]](endpoint, client, asked, scope, options))


def protected_resource_request(endpoint, request):
    if request["access_token"] is None:
        raise adapter.Skip("a request without a token")
    placement = {"header": "auth_header"}.get(request["placement"], request["placement"])
    client = oauth2.WebApplicationClient("client", access_token=request["access_token"],
                                         token_type=request["token_type"])
    changed = client.add_token(endpoint, request["method"], adapter.text(request["body"]),
                               adapter.fields(request["headers"]), token_placement=placement)
    return sent(*changed)


def parse_token_response(grant, token_types, response):
    client, found = token_response(token_types, adapter.text(response["body"]))
    return only_status_200(response, token(found, client.token_type, own=["expires_at"]))


def parse_error(endpoint, response):
    if endpoint != "token":
        raise adapter.Skip("reading errors of another endpoint than the token endpoint")
    try:
        token_response(["Bearer"], adapter.text(response["body"]))
    except oauth2.OAuth2Error as problem:
        return error_response(problem)
    raise ValueError("the response is no error response")


def parse_scope(text):
    return scope_to_list(adapter.text(text))


def compare_scope(requested, granted):
    if requested is None:
        raise adapter.Skip("an authorization request without scope: nothing is compared then")
    given = OAuth2Token({} if granted is None else {"scope": granted}, old_scope=requested)
    return {"changed": given.scope_changed, "sufficient": not given.missing_scopes, "missing": given.missing_scopes,
            "additional": given.additional_scopes}


def pkce_challenge(code_verifier, method):
    challenge = oauth2.WebApplicationClient("client").create_code_challenge(code_verifier, method)
    if challenge is None:
        # It refuses a method by returning nothing.
        raise ValueError("no code challenge")
    return challenge


class Validator(oauth2.RequestValidator):
    """A provider that grants everything, stores what belongs to the code, and leaves every decision to oauthlib."""

    code_challenge = code_challenge_method = token = None
    validate_client_id = validate_redirect_uri = validate_response_type = lambda self, *given: True
    validate_scopes = validate_grant_type = validate_code = lambda self, *given: True
    confirm_redirect_uri = lambda self, *given: True
    save_bearer_token = invalidate_authorization_code = lambda self, *given: None
    get_default_scopes = lambda self, *given: ["default"]
    get_default_redirect_uri = lambda self, *given: "https://client.example.com/cb"

    def __init__(self, pkce_required=False):
        super().__init__()
        self.pkce_required = pkce_required

    def is_pkce_required(self, client_id, request):
        return self.pkce_required

    def authenticate_client(self, request):
        request.client = self
        self.client_id = "client"
        return True

    def save_authorization_code(self, client_id, code, request):
        self.code_challenge = request.code_challenge
        self.code_challenge_method = request.code_challenge_method

    def get_code_challenge(self, code, request):
        return self.code_challenge

    def get_code_challenge_method(self, code, request):
        return self.code_challenge_method

    def validate_bearer_token(self, token, scopes, request):
        self.token = token
        return bool(token)


def pkce_verify(code_challenge, code_challenge_method, code_verifier, methods, required):
    if (code_challenge_method or "plain") in {"S256", "plain"}.difference(methods):
        raise adapter.Skip("a choice of code challenge methods")
    server = oauth2.WebApplicationServer(Validator(required))
    asked = {"response_type": "code", "client_id": "client", "code_challenge": code_challenge,
             "code_challenge_method": code_challenge_method}
    headers, _, _ = server.create_authorization_response(f"{SERVER}/authorize?{urlencode(without_none(asked))}",
                                                         scopes=["read"])
    response = parse_qs(urlsplit(headers["Location"]).query)
    if "error" in response:
        return {"verdict": "refused", "error": response["error"][0]}
    exchanged = {"grant_type": "authorization_code", "code": response["code"][0], "code_verifier": code_verifier}
    _, body, status = server.create_token_response(f"{SERVER}/token", "POST", urlencode(without_none(exchanged)))
    if status == 200:
        return {"verdict": "accepted"}
    return {"verdict": "refused", "status": status, "error": json.loads(body)["error"]}


def bearer_token(request, placements, realm, scope):
    looked_for = {"query": urlsplit(request["url"]).query, "body": adapter.text(request["body"])}
    if any("access_token" in text for place, text in looked_for.items() if place not in placements):
        raise adapter.Skip("a choice of places: it looks into all three")
    validator = Validator()
    try:
        valid, _ = oauth2.WebApplicationServer(validator).verify_request(
            request["url"], request["method"], request["body"], adapter.fields(request["headers"]), scopes=[])
    except Exception as problem:
        if not refused(problem):
            raise
        # A verdict has no place for the reason.
        print(problem, file=sys.stderr, flush=True)
        valid = False
    return {"verdict": "accepted", "token": validator.token} if valid else {"verdict": "refused"}


adapter.run(
    {"name": "oauthlib-oauth2", "version": oauthlib.__version__, "language": "python",
     "home": "https://github.com/oauthlib/oauthlib"},
    {
        "oauth2.authorization_url": authorization_url,
        "oauth2.parse_authorization_response": parse_authorization_response,
        "oauth2.token_request": token_request,
        "oauth2.parse_token_response": parse_token_response,
        "oauth2.parse_error": parse_error,
        "oauth2.parse_scope": parse_scope,
        "oauth2.compare_scope": compare_scope,
        "oauth2.pkce_challenge": pkce_challenge,
        "oauth2.pkce_verify": pkce_verify,
        "oauth2.bearer_token": bearer_token,
    },
    ["implicit_grant", "password_grant", "client_secret_post", "bearer_body", "bearer_query", "pkce_plain", "rfc6750",
     "rfc7009", "rfc7636", "rfc8628"],
    refused)
