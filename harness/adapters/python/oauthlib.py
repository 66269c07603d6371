# SPDX-License-Identifier: Apache-2.0
"""Adapter for oauthlib (OAuth 1.0): client, server endpoint, and the functions that both are made of."""

import sys

# This file has the library's name: with its own folder last on the path, the library is found.
sys.path.append(sys.path.pop(0))

import types
from urllib.parse import urlsplit

import oauthlib
from oauthlib import oauth1
from oauthlib.oauth1.rfc5849 import endpoints, signature, utils
from oauthlib.oauth1.rfc5849.parameters import prepare_headers

import adapter
from oauthlib_client import FORM, Client, client_options, content_type, is_form, refused, signed


def percent_encode(text):
    return utils.escape(adapter.text(text))


def percent_decode(text):
    return utils.unescape(adapter.text(text))


def normalize_parameters(parameters):
    return signature.normalize_parameters(adapter.pairs(parameters))


def base_string_uri(url, host=None):
    return signature.base_string_uri(url, host)


def sign_request(client, request, realm=None):
    """Signs as an application does: an empty body is none, unless it is declared as a form."""
    headers = adapter.fields(request["headers"])
    body = adapter.text(request["body"])
    if not body and content_type(headers) != FORM:
        body = None
    return client.sign(request["url"], request["method"], body, headers, realm)


def base_string(request, protocol_parameters):
    if protocol_parameters:
        client = Client("unused")
        # Whatever method the parameters name, what is signed is the same string.
        client.protocol_parameters = adapter.pairs(protocol_parameters)
        try:
            sign_request(client, request)
        except ValueError as problem:
            # Client.sign documents that text which reads as a form is to be declared as one.
            if str(problem).startswith("Body contains parameters") and not is_form(adapter.fields(request["headers"])):
                raise adapter.Skip("a body that reads as a form and is none: its caller leaves it out") from None
            raise
        return client.base_string
    received = endpoints.BaseEndpoint(None)._create_request(*received_request(request))
    return signature.signature_base_string(received.http_method, signature.base_string_uri(received.uri),
                                           signature.normalize_parameters(received.params))


def sign(request, client, token, method, nonce, timestamp, version, realm, extra, body_hash=False):
    if body_hash != adds_body_hash(request):
        raise adapter.Skip("a choice about oauth_body_hash: the Content-Type alone decides")
    signing = Client(**client_options(client, token, method, nonce, timestamp, version, extra))
    _, headers, _ = sign_request(signing, request, realm)
    return signed(signing, headers["Authorization"], nonce=nonce, timestamp=timestamp, version=version)


def adds_body_hash(request):
    """Whether oauthlib adds oauth_body_hash, as it does to every request with a body and another Content-Type."""
    declared = content_type(adapter.fields(request["headers"]))
    return bool(request["body"]) and bool(declared) and FORM not in declared


def parse_authorization_header(header):
    found = signature.collect_parameters(headers={"Authorization": adapter.text(header)}, exclude_oauth_signature=False,
                                         with_realm=True)
    return {"parameters": [pair for pair in found if pair[0] != "realm"], "realm": dict(found).get("realm")}


def build_authorization_header(realm, parameters):
    return prepare_headers(adapter.pairs(parameters), realm=realm)["Authorization"]


class Validator(oauth1.RequestValidator):
    """A provider that knows what the case lists, and leaves every other decision to oauthlib."""

    # Any length and any character of identifiers and nonces, which RFC 5849 leaves to the provider.
    check_client_key = check_nonce = check_access_token = lambda self, value: True
    enforce_ssl = False
    dummy_client = dummy_access_token = "dummy"

    def __init__(self, clients, tokens, now, window):
        super().__init__()
        self.clients = {client["key"]: client for client in clients}
        self.tokens = {token["key"]: token for token in tokens}
        self.now = now
        self.window = window
        self.seen = set()

    @property
    def timestamp_lifetime(self):
        return self.window

    def validate_client_key(self, client_key, request):
        return client_key in self.clients

    def validate_access_token(self, client_key, token, request):
        known = self.tokens.get(token)
        return known is not None and known["client"] == client_key and known.get("expires", self.now + 1) > self.now

    def validate_timestamp_and_nonce(self, client_key, timestamp, nonce, request, request_token=None,
                                     access_token=None):
        used = (client_key, timestamp, nonce, access_token)
        fresh = used not in self.seen
        self.seen.add(used)
        return fresh

    def validate_realms(self, *arguments, **named):
        return True

    def get_client_secret(self, client_key, request):
        return self.clients.get(client_key, {}).get("secret", "no such secret")

    def get_access_token_secret(self, client_key, token, request):
        return self.tokens.get(token, {}).get("secret", "no such secret")

    def get_rsa_key(self, client_key, request):
        return adapter.pem(self.clients.get(client_key, {}).get("public_key")) or ""


class Telling:
    """Says on stderr why a request is refused, which the endpoints keep to themselves."""

    def _create_request(self, *received):
        return told(super()._create_request, *received)

    def _check_mandatory_parameters(self, request):
        return told(super()._check_mandatory_parameters, request)


def told(check, *arguments):
    try:
        return check(*arguments)
    except Exception as problem:
        print(problem, file=sys.stderr, flush=True)
        raise


class ResourceEndpoint(Telling, endpoints.ResourceEndpoint):
    pass


class SignatureOnlyEndpoint(Telling, endpoints.SignatureOnlyEndpoint):
    pass


def received_request(request):
    """A request as a web framework hands it to oauthlib: the URI names the host of the Host header field."""
    headers = adapter.fields(request["headers"])
    uri = urlsplit(request["url"])
    host = {name.lower(): value for name, value in headers.items()}.get("host", uri.netloc)
    body = request["body"]
    body = adapter.octets(body) if isinstance(body, dict) else body
    return request["url"].replace(uri.netloc, host, 1), request["method"], body, headers


def verdict(validator, request):
    received = received_request(request)
    everything = " ".join([received[0], str(received[2]), *received[3].values()])
    if "oauth_body_hash" in everything:
        raise adapter.Skip("checking oauth_body_hash: only the client knows it")
    if "PLAINTEXT" in everything and urlsplit(received[0]).scheme == "http":
        raise adapter.Skip("TLS for PLAINTEXT alone: enforce_ssl holds for all methods or none")
    try:
        if "oauth_token=" in everything:
            valid, _ = ResourceEndpoint(validator).validate_protected_resource_request(*received)
        else:
            valid, _ = SignatureOnlyEndpoint(validator).validate_request(*received)
    except Exception as problem:
        if not refused(problem):
            raise
        valid = False
    return {"verdict": "accepted" if valid else "refused"}


def verify(sequence, clients, tokens, now, window):
    endpoints.base.time = types.SimpleNamespace(time=lambda: now)
    validator = Validator(clients, tokens, now, window)
    return [verdict(validator, request) for request in sequence]


adapter.run(
    {"name": "oauthlib", "version": oauthlib.__version__, "language": "python",
     "home": "https://github.com/oauthlib/oauthlib"},
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
    },
    ["HMAC-SHA1", "HMAC-SHA256", "HMAC-SHA512", "RSA-SHA1", "RSA-SHA256", "PLAINTEXT", "oauth_body_hash"],
    refused)
