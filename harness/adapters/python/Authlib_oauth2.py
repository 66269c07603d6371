# SPDX-License-Identifier: Apache-2.0
"""Adapter for Authlib (OAuth 2.0): its session over requests, its servers, and the functions that both are made of."""

import base64
import json
import sys
from urllib.parse import parse_qsl

import authlib
import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.base_client import InvalidTokenError, OAuthError
from authlib.integrations.requests_client import OAuth2Auth, OAuth2Session
from authlib.jose.errors import JoseError
from authlib.oauth2 import ClientAuth, rfc6749
from authlib.oauth2.rfc6749.util import scope_to_list
from authlib.oauth2.rfc6750 import add_bearer_token
from authlib.oauth2.rfc7523 import JWTBearerGrant
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oauth2.rfc8414 import AuthorizationServerMetadata, get_well_known_url

import adapter
import authlib_oauth2_server as server
from answering import answered, recorded
from oauth2_shapes import A_TOKEN, arguments, by_name, sent, token, without_none

TOKEN_ENDPOINT = "https://server.example.com/token"

GRANT_TYPES = {"device_code": "urn:ietf:params:oauth:grant-type:device_code",
               "jwt_bearer": "urn:ietf:params:oauth:grant-type:jwt-bearer",
               "saml2_bearer": "urn:ietf:params:oauth:grant-type:saml2-bearer"}

REFUSALS = (AuthlibBaseError, JoseError,
            # What the session hands on from requests, and from encoding text that has to be ASCII.
            requests.exceptions.RequestException, UnicodeEncodeError)


def refused(problem):
    """Authlib refuses with its own errors and with plain ValueError; subclasses of ValueError are accidents."""
    return isinstance(problem, REFUSALS) or type(problem) is ValueError


def authorization_url(endpoint, response_type, client_id, redirect_uri, scope, state, pkce, extra, resource=()):
    pkce = dict(pkce or {})
    session = OAuth2Session(client_id, code_challenge_method=pkce.get("code_challenge_method"))
    verifier = pkce.pop("code_verifier", None)
    if verifier is None or session.code_challenge_method != "S256":
        # It makes challenges of S256 only; others are the caller's.
        verifier = None
    else:
        pkce = {}
    own = without_none({"redirect_uri": redirect_uri, "scope": scope, **pkce})
    with by_name():
        # Without a state it makes one; an empty one is left out.
        url, _ = session.create_authorization_url(endpoint, state or "", verifier, response_type=response_type,
                                                  **arguments(own, extra))
    return url


def parse_authorization_response(response_type, response_mode, request, redirect_uri, state, issuer, iss_supported):
    """What the session takes from a response, seen in the token request that follows, or in the token itself."""
    if response_mode != ("query" if response_type == "code" else "fragment"):
        raise adapter.Skip("another response mode than the response type's own")
    session = OAuth2Session("client", "secret", state=state)
    requested = recorded(session, A_TOKEN)
    found = session.fetch_token(TOKEN_ENDPOINT, authorization_response=request["url"])
    if not requested:
        return fragment(found)
    form = dict(parse_qsl(requested[0].body, keep_blank_values=True))
    if form["grant_type"] != "authorization_code":
        print(f"it asks for a token by another grant: {form}", file=sys.stderr, flush=True)
    return {"code": form.get("code"), "access_token": None, "error": None}


def fragment(found):
    known = ("access_token", "token_type", "expires_in", "scope", "state", "iss")
    out = {"code": None, "error": None, **{name: found.get(name) for name in known}}
    if str(out["expires_in"]).isdigit():
        # It keeps the text, and makes a number of it where it needs one.
        out["expires_in"] = int(out["expires_in"])
    out["scope"] = out["scope"] and scope_to_list(out["scope"])
    return {**out, "extra": [[name, value] for name, value in found.items() if name not in (*known, "expires_at")]}


def new_session(client, **further):
    method = client["method"]
    if method not in ("none", "client_secret_basic", "client_secret_post"):
        raise adapter.Skip("a ready-made assertion: it makes its own")
    return OAuth2Session(client["client_id"], client.get("client_secret"), token_endpoint_auth_method=method,
                         revocation_endpoint_auth_method=method, **further)


def fetch(session, endpoint, grant, extra):
    """Asks for a token by the session's method for the grant."""
    given = {name: value for name, value in grant.items() if name != "type" and value is not None}
    if grant["type"] == "refresh_token":
        session.refresh_token(endpoint, **arguments(given, extra))
        return
    if grant["type"] == "extension":
        given = adapter.once(grant["parameters"])
    grant_type = GRANT_TYPES.get(grant["type"]) or grant.get("grant_type", grant["type"])
    session.fetch_token(endpoint, **arguments({**given, "grant_type": grant_type}, extra))


def ask(session, endpoint, request, extra):
    given = {"token": request["token"], "token_type_hint": request["token_type_hint"]}
    if request["type"] == "revocation":
        session.revoke_token(endpoint, **arguments(given, extra))
    else:
        session.introspect_token(endpoint, **arguments(given, extra))


def token_request(endpoint, client, scope, resource, extra, grant=None, request=None, dpop_proof=None):
    asked = grant or request
    if asked["type"] == "protected_resource":
        return protected_resource_request(endpoint, request)
    if asked["type"] not in ("authorization_code", "refresh_token", "client_credentials", "password", "extension",
                             "revocation", "introspection", *GRANT_TYPES) or client is None:
        raise adapter.Skip("this request: the session has no method for it")
    session = new_session(client, scope=scope)
    requested = recorded(session, A_TOKEN)
    with by_name():
        if grant:
            fetch(session, endpoint, grant, extra)
        else:
            ask(session, endpoint, request, extra)
    return as_sent(requested[0])


def as_sent(request):
    return sent(request.url, request.headers, request.body, method=request.method)


def protected_resource_request(endpoint, request):
    if request["access_token"] is None:
        raise adapter.Skip("a request without a token")
    placement = {"query": "uri"}.get(request["placement"], request["placement"])
    session = OAuth2Session(token_placement=placement, token={"access_token": request["access_token"],
                                                              "token_type": request["token_type"]})
    requested = recorded(session, A_TOKEN)
    session.request(request["method"], endpoint, headers=adapter.fields(request["headers"]), data=request["body"])
    return as_sent(requested[0])


def parse_token_response(grant, token_types, response):
    session = answered(OAuth2Session("client", "secret"), response)
    found = session.fetch_token(TOKEN_ENDPOINT, grant_type="client_credentials")
    if not isinstance(found, dict):
        # Whatever JSON it is, that is the token.
        return found
    # Further token types are methods of the class; those that it does not know it refuses when the token is used.
    session.token_auth.SIGN_METHODS = {token_type.lower(): add_bearer_token for token_type in token_types}
    try:
        session.token_auth(requests.Request("GET", "https://server.example.com/resource").prepare())
    except InvalidTokenError:
        # It understands the token; that it has expired already is another matter.
        pass
    return token(found, OAuth2Auth.DEFAULT_TOKEN_TYPE, own=["expires_at"])


def parse_error(endpoint, response):
    if endpoint != "token":
        raise adapter.Skip("reading errors of another endpoint than the token endpoint")
    try:
        session = answered(OAuth2Session("client", "secret"), response)
        session.fetch_token(TOKEN_ENDPOINT, grant_type="client_credentials")
    except OAuthError as problem:
        return {"error": problem.error, "error_description": problem.description or None}
    raise ValueError("the response is no error response")


def basic_authorization(client_id, client_secret):
    prepared = ClientAuth(client_id, client_secret, "client_secret_basic").prepare("POST", TOKEN_ENDPOINT, {}, "")
    return prepared[1]["Authorization"]


def parse_scope(text):
    return scope_to_list(adapter.text(text))


def compare_scope(requested, granted):
    if granted is None:
        raise adapter.Skip("a token without scope")
    return {"sufficient": not rfc6749.TokenValidator.scope_insufficient(granted, requested and [requested])}


def pkce_challenge(code_verifier, method):
    if method != "S256":
        raise adapter.Skip("a choice of code challenge methods: its function is for S256")
    return create_s256_code_challenge(code_verifier)


def metadata_url(identifier, suffix):
    return get_well_known_url(identifier, True, suffix)


def parse_metadata(kind, identifier, response, signers, now):
    if kind != "authorization_server":
        raise adapter.Skip("metadata of others than authorization servers")
    document = json_object(response)
    if document.get("issuer", identifier) != identifier:
        raise adapter.Skip("a check of the issuer: it is left to its caller")
    metadata = AuthorizationServerMetadata(document)
    metadata.validate()
    return {name: getattr(metadata, name) for name in metadata.REGISTRY_KEYS}


def json_object(response):
    """The response as JSON, which is left to the caller."""
    try:
        document = json.loads(adapter.octets(response["body"]))
    except ValueError:
        document = None
    if response["status"] != 200 or not isinstance(document, dict):
        raise adapter.Skip("reading a response: it takes the JSON object")
    return document


def client_assertion(alg, key, kid, issuer, subject, audience, exp, iat, nbf, jti, claims):
    header = {"kid": kid} if kid else {}
    signing_key = key.get("jwk") or key.get("secret") or key.get("pem") or ""
    aud = audience[0] if len(audience) == 1 else audience
    further = {**claims, **without_none({"nbf": nbf, "jti": jti})}
    text = JWTBearerGrant.sign(signing_key, issuer, aud, subject, iat, exp, further, header=header, alg=alg).decode()
    payload = text.split(".")[1]
    made = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    return text, {} if iat is not None else {"iat": made["iat"]}


adapter.run(
    {"name": "Authlib-oauth2", "version": authlib.__version__, "language": "python",
     "home": "https://github.com/lepture/authlib"},
    {
        "oauth2.authorization_url": authorization_url,
        "oauth2.parse_authorization_response": parse_authorization_response,
        "oauth2.token_request": token_request,
        "oauth2.parse_token_response": parse_token_response,
        "oauth2.parse_error": parse_error,
        "oauth2.basic_authorization": basic_authorization,
        "oauth2.parse_basic_authorization": server.basic_credentials,
        "oauth2.parse_scope": parse_scope,
        "oauth2.compare_scope": compare_scope,
        "oauth2.bearer_token": server.bearer_token,
        "oauth2.pkce_challenge": pkce_challenge,
        "oauth2.pkce_verify": server.pkce_verify,
        "oauth2.metadata_url": metadata_url,
        "oauth2.parse_metadata": parse_metadata,
        "oauth2.client_assertion": client_assertion,
        "oauth2.verify_client_assertion": server.verify_client_assertion,
    },
    ["implicit_grant", "password_grant", "client_secret_post", "client_secret_jwt", "private_key_jwt", "bearer_body",
     "bearer_query", "pkce_plain", "RS256", "PS256", "ES256", "EdDSA", "HS256", "rfc6750", "rfc7009", "rfc7521",
     "rfc7523", "rfc7636", "rfc7662", "rfc8414"],
    refused)
