# SPDX-License-Identifier: Apache-2.0
"""What Authlib's authorization and resource servers do with requests, for the adapter of Authlib."""

import sys
import types
from urllib.parse import urlencode

from authlib.common.errors import AuthlibBaseError
from authlib.jose.rfc7519 import claims as rfc7519_claims
from authlib.oauth2 import OAuth2Request, ResourceProtector, rfc6749
from authlib.oauth2.rfc6750 import BearerTokenValidator
from authlib.oauth2.rfc7523 import JWTBearerClientAssertion, JWTBearerGrant
from authlib.oauth2.rfc7636 import CodeChallenge
from requests.structures import CaseInsensitiveDict

import adapter

TOKEN_ENDPOINT = "https://server.example.com/token"


def basic_credentials(header):
    headers = CaseInsensitiveDict({"Authorization": adapter.text(header)})
    client_id, client_secret = rfc6749.util.extract_basic_authorization(headers)
    if client_id is None or client_secret is None:
        # It refuses by returning nothing in their place.
        raise ValueError("no client credentials")
    return {"client_id": client_id, "client_secret": client_secret}


def refusal(problem, **further):
    return {"verdict": "refused", "error": problem.error, "status": problem.status_code, **further}


class Validator(BearerTokenValidator):
    """A resource server to which every token is good: a case asks about the request's shape alone."""

    def authenticate_token(self, token_string):
        return types.SimpleNamespace(text=token_string, is_expired=lambda: False, is_revoked=lambda: False,
                                     get_scope=lambda: "")


def bearer_token(request, placements, realm, scope):
    if placements != ["header"]:
        raise adapter.Skip("tokens outside the header field: it looks for none")
    protector = ResourceProtector()
    protector.register_token_validator(Validator(realm))
    headers = CaseInsensitiveDict(adapter.fields(request["headers"]))
    try:
        token = protector.validate_request(None, OAuth2Request(request["method"], request["url"], None, headers))
    except AuthlibBaseError as problem:
        challenge = dict(problem.get_headers()).get("WWW-Authenticate")
        return refusal(problem, **({"www_authenticate": challenge} if challenge else {}))
    return {"verdict": "accepted", "token": token.text, "placement": "header"}


def pkce_verify(code_challenge, code_challenge_method, code_verifier, methods, required):
    """Both hooks of the extension, in the order in which the grant calls them for a public client."""
    extension = type("Challenge", (CodeChallenge,), {"SUPPORTED_CODE_CHALLENGE_METHOD": methods})(required)
    asked = {"response_type": "code", "client_id": "client", "code_challenge": code_challenge,
             "code_challenge_method": code_challenge_method}
    query = urlencode({name: value for name, value in asked.items() if value is not None})
    exchanged = {"grant_type": "authorization_code", "code": "code"}
    if code_verifier is not None:
        exchanged["code_verifier"] = code_verifier
    try:
        authorization = OAuth2Request("GET", f"https://server.example.com/authorize?{query}")
        extension.validate_code_challenge(types.SimpleNamespace(request=authorization))
        token = OAuth2Request("POST", TOKEN_ENDPOINT, exchanged)
        token.auth_method = "none"
        token.credential = types.SimpleNamespace(code_challenge=authorization.data.get("code_challenge"),
                                                 code_challenge_method=authorization.data.get("code_challenge_method"))
        extension.validate_code_verifier(types.SimpleNamespace(request=token))
    except AuthlibBaseError as problem:
        return refusal(problem)
    return {"verdict": "accepted"}


class Issuer:
    """A client of the server: its keys, and the algorithms registered for it."""

    def __init__(self, issuer, keys, algs):
        self.issuer = issuer
        self.keys = keys
        self.algs = algs

    def key(self, headers):
        """The key for a JWT, by the algorithm that its header names, as Authlib's documentation has it."""
        if headers.get("alg") not in self.algs:
            raise adapter.Skip("an algorithm that is not registered: it is left to its caller")
        if len(self.keys) == 1:
            key = self.keys[0]
        else:
            key = next((one for one in self.keys if one.get("jwk", {}).get("kid") == headers.get("kid")), None)
            if key is None or headers.get("kid") is None:
                raise adapter.Skip("a choice among several keys: it is left to its caller")
        return key.get("jwk") or key.get("secret") or key.get("pem")

    def check_endpoint_auth_method(self, method, endpoint):
        return True

    def check_grant_type(self, grant_type):
        return True

    def get_allowed_scope(self, scope):
        return scope


class ClientAssertion(JWTBearerClientAssertion):
    def __init__(self, audience):
        super().__init__(audience[0])
        self.audience = audience
        self.seen = set()

    def create_claims_options(self):
        # The server has more than one name; claims options have values for that.
        return {**super().create_claims_options(), "aud": {"essential": True, "values": self.audience}}

    def validate_jti(self, claims, jti):
        fresh = jti not in self.seen
        self.seen.add(jti)
        return fresh

    def resolve_client_public_key(self, client, headers):
        return client.key(headers)


class AssertionGrant(JWTBearerGrant):
    find = None

    def resolve_issuer_client(self, issuer):
        found = self.find(issuer)
        if found is None:
            raise adapter.Skip("an issuer that it does not know: it is left to its caller")
        return found

    def resolve_client_key(self, client, headers, payload):
        return client.key(headers)

    def authenticate_user(self, subject):
        return subject

    def has_granted_permission(self, client, user):
        return True

    def validate_requested_scope(self):
        """Whatever scope is asked for, nobody asks about it here."""


def verify_client_assertion(use, sequence, issuers, audience, now, leeway):
    if leeway:
        raise adapter.Skip("clocks that differ: it has no leeway here")
    rfc7519_claims.time = types.SimpleNamespace(time=lambda: now)
    known = [Issuer(**issuer) for issuer in issuers]
    def find(name):
        return next((issuer for issuer in known if issuer.issuer == name), None)

    if use == "authorization_grant":
        if len(sequence) > 1:
            raise adapter.Skip("a store of jti values for grants")
        return [verdict(lambda request: granted(find, request), parameters) for parameters in sequence]
    authentication = rfc6749.ClientAuthentication(find)
    authentication.register("client_assertion_jwt", ClientAssertion(audience))
    return [verdict(lambda request: authentication(request, ["client_assertion_jwt"]).issuer, parameters)
            for parameters in sequence]


def granted(find, request):
    if not AssertionGrant.check_token_endpoint(request):
        raise rfc6749.UnsupportedGrantTypeError(request.grant_type)
    grant = AssertionGrant(request, None)
    grant.find = find
    grant.validate_token_request()
    return request.user


def verdict(subject_of, parameters):
    try:
        subject = subject_of(OAuth2Request("POST", TOKEN_ENDPOINT, adapter.once(parameters)))
    except AuthlibBaseError as problem:
        # A verdict has no place for the reason.
        print(problem, file=sys.stderr, flush=True)
        return refusal(problem)
    except ValueError as problem:
        # So it refuses keys; subclasses of ValueError are accidents.
        if type(problem) is not ValueError:
            raise
        print(problem, file=sys.stderr, flush=True)
        return {"verdict": "refused"}
    return {"verdict": "accepted", **({"subject": subject} if subject else {})}
