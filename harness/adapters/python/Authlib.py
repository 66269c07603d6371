# SPDX-License-Identifier: Apache-2.0
"""Adapter for Authlib (OAuth 1.0): its client authentication, its session over requests, and its resource protector."""

import os
import sys
import types

import authlib
from authlib.common.errors import AuthlibBaseError
from authlib.common.urls import extract_params
from authlib.integrations.requests_client import OAuth1Session
from authlib.oauth1 import ClientAuth, ClientMixin, OAuth1Request, ResourceProtector, TokenCredentialMixin
from authlib.oauth1.rfc5849 import base_server, parameters as rfc5849_parameters, signature, util
from requests.structures import CaseInsensitiveDict

import adapter
from answering import answered, credentials

# Authlib takes http only where this is set, for signing too.
os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"

FORM = "application/x-www-form-urlencoded"
NO_TOKEN = 'missing "oauth_token" in parameters'


def refused(problem):
    """Authlib refuses with its own errors and with plain ValueError; subclasses of ValueError are accidents."""
    return isinstance(problem, AuthlibBaseError) or type(problem) is ValueError


def fields(request):
    return CaseInsensitiveDict(adapter.fields(request["headers"]))


def raw(value):
    """Characters or octets as they came: Authlib takes both."""
    return value if isinstance(value, str) else adapter.octets(value)


def percent_encode(text):
    return util.escape(raw(text))


def percent_decode(text):
    return util.unescape(raw(text))


def normalize_parameters(parameters):
    return signature.normalize_parameters([(raw(name), raw(value)) for name, value in parameters])


def base_string_uri(url, host=None):
    return signature.normalize_base_string_uri(url, host)


class Client(ClientAuth):
    """Authlib's client, told its nonce and timestamp, and asked what it signs and which signature it gets."""

    nonce = timestamp = protocol_parameters = None

    def get_oauth_params(self, nonce, timestamp):
        if self.protocol_parameters is not None:
            return [pair for pair in self.protocol_parameters if pair[0] != "oauth_signature"]
        chosen = super().get_oauth_params(nonce if self.nonce is None else self.nonce,
                                          timestamp if self.timestamp is None else self.timestamp)
        self.sent = dict(chosen)
        return chosen


def noting(name, method):
    def sign(client, request):
        # PLAINTEXT signs nothing of the request.
        client.base_string = None if name == "PLAINTEXT" else signature.generate_signature_base_string(request)
        client.signature = method(client, request)
        return client.signature
    return sign


Client.SIGNATURE_METHODS = {name: noting(name, method) for name, method in ClientAuth.SIGNATURE_METHODS.items()}


def sign_request(client, request, body):
    """The header fields of the signed request."""
    given = fields(request)
    _, headers, _ = client.prepare(request["method"], request["url"], given.copy(), body)
    if headers.get("Content-Type") == FORM and not is_form(given):
        raise adapter.Skip("a body that reads as a form and is none: the client declares it as one")
    return headers


def is_form(headers):
    return headers.get("Content-Type", "").partition(";")[0].strip().lower() == FORM


def base_string(request, protocol_parameters):
    if protocol_parameters:
        client = Client("unused")
        # Whatever method the parameters name, what is signed is the same string.
        client.protocol_parameters = adapter.pairs(protocol_parameters)
        sign_request(client, request, raw(request["body"]))
        return client.base_string
    return signature.generate_signature_base_string(OAuth1Request(*received_request(request)))


def sign(request, client, token, method, nonce, timestamp, version, realm, extra, body_hash=False):
    given = dict(extra)
    if given.keys() - {"oauth_callback", "oauth_verifier"} or "" in given.values():
        raise adapter.Skip("protocol parameters other than an oauth_callback or oauth_verifier that is not empty")
    if version not in (None, "1.0"):
        raise adapter.Skip("another oauth_version")
    # With the body comes its oauth_body_hash, without it there is none.
    signing = Client(client["key"], client_secret=client.get("secret"), rsa_key=adapter.pem(client.get("private_key")),
                     token=token and token["key"], token_secret=token and token["secret"],
                     redirect_uri=given.get("oauth_callback"), verifier=given.get("oauth_verifier"),
                     signature_method=method, realm=realm, force_include_body=body_hash)
    signing.nonce, signing.timestamp = nonce, timestamp
    # What is hashed are octets.
    body = adapter.octets(request["body"]) if body_hash else raw(request["body"])
    headers = sign_request(signing, request, body)
    out = {"signature": signing.signature, "header": headers["Authorization"]}
    if signing.base_string is not None:
        out["base_string"] = signing.base_string
    asked = {"nonce": nonce, "timestamp": timestamp, "version": version}
    return out, {name: signing.sent["oauth_" + name] for name, value in asked.items() if value is None}


def parse_authorization_header(header):
    if not header:
        raise adapter.Skip("an empty header field: to Authlib there is none")
    headers = {"Authorization": adapter.text(header)}
    request = OAuth1Request("GET", "https://server.example.com/", None, headers)
    return {"parameters": [pair for pair in request.auth_params if pair[0] != "realm"], "realm": request.realm}


def build_authorization_header(realm, parameters):
    return rfc5849_parameters.prepare_headers(adapter.pairs(parameters), realm=realm)["Authorization"]


def parse_credentials_response(kind, response):
    session = answered(OAuth1Session("client", token="temporary", token_secret="secret"), response)
    if kind == "temporary":
        return credentials(session.fetch_request_token("https://server.example.com/initiate"))
    return credentials(session.fetch_access_token("https://server.example.com/token", verifier="verifier"))


def parse_callback(url, token):
    session = OAuth1Session("client", token=token, token_secret="secret")
    given = session.parse_authorization_response(url)
    # Sessions let a verifier be missing.
    return {"token": given["oauth_token"], "verifier": given.get("oauth_verifier", "")}


def authorization_url(endpoint, token, extra):
    return OAuth1Session("client").create_authorization_url(endpoint, token, **adapter.once(extra))


class KnownClient(ClientMixin):
    def __init__(self, given):
        self.given = given

    def get_client_secret(self):
        return self.given.get("secret")

    def get_rsa_public_key(self):
        return adapter.pem(self.given.get("public_key"))


class KnownToken(TokenCredentialMixin):
    def __init__(self, given):
        self.given = given

    def get_oauth_token_secret(self):
        return self.given["secret"]


class Protector(ResourceProtector):
    """A server that knows what the case lists, and leaves every other decision to Authlib."""

    SUPPORTED_SIGNATURE_METHODS = list(ResourceProtector.SIGNATURE_METHODS)

    def __init__(self, clients, tokens, now, window):
        self.clients = {client["key"]: KnownClient(client) for client in clients}
        self.tokens = {token["key"]: KnownToken(token) for token in tokens}
        self.now = now
        self.EXPIRY_TIME = window
        self.seen = set()

    def get_client_by_id(self, client_id):
        return self.clients.get(client_id)

    def get_token_credential(self, request):
        token = self.tokens.get(request.token)
        if token is None or token.given["client"] != request.client_id:
            return None
        return token if token.given.get("expires", self.now + 1) > self.now else None

    def exists_nonce(self, nonce, request):
        used = (request.client_id, request.timestamp, nonce, request.token)
        known = used in self.seen
        self.seen.add(used)
        return known


def received_request(request):
    """A request as a web framework hands it to Authlib: the body only where it is a form."""
    headers = fields(request)
    body = raw(request["body"])
    if not is_form(headers) and extract_params(body):
        raise adapter.Skip("telling a form from another body: the framework does")
    return request["method"], request["url"], body if is_form(headers) else None, headers


def verdict(protector, request):
    method, uri, body, headers = received = received_request(request)
    everything = " ".join([uri, str(body), *headers.values()])
    if "oauth_body_hash" in everything:
        raise adapter.Skip("checking oauth_body_hash: only the client knows it")
    if "PLAINTEXT" in everything and uri.startswith("http:"):
        raise adapter.Skip("TLS for PLAINTEXT alone: AUTHLIB_INSECURE_TRANSPORT holds for all methods or none")
    try:
        protector.validate_request(method, uri, body, headers)
    except Exception as problem:
        if not refused(problem):
            raise
        if NO_TOKEN in str(problem):
            raise adapter.Skip("requests of a client alone: the resource protector demands a token") from None
        # A verdict has no place for the reason.
        print(problem, file=sys.stderr, flush=True)
        return {"verdict": "refused"}
    return {"verdict": "accepted"}


def verify(sequence, clients, tokens, now, window):
    base_server.time = types.SimpleNamespace(time=lambda: now)
    protector = Protector(clients, tokens, now, window)
    return [verdict(protector, request) for request in sequence]


adapter.run(
    {"name": "Authlib", "version": authlib.__version__, "language": "python",
     "home": "https://github.com/lepture/authlib"},
    {
        "oauth1.percent_encode": percent_encode,
        "oauth1.percent_decode": percent_decode,
        "oauth1.normalize_parameters": normalize_parameters,
        "oauth1.base_string_uri": base_string_uri,
        "oauth1.base_string": base_string,
        "oauth1.sign": sign,
        "oauth1.verify": verify,
        "oauth1.parse_authorization_header": parse_authorization_header,
        "oauth1.build_authorization_header": build_authorization_header,
        "oauth1.parse_credentials_response": parse_credentials_response,
        "oauth1.parse_callback": parse_callback,
        "oauth1.authorization_url": authorization_url,
    },
    ["HMAC-SHA1", "RSA-SHA1", "PLAINTEXT", "oauth_body_hash"],
    refused)
