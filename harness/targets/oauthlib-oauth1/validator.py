# SPDX-License-Identifier: Apache-2.0
"""What oauthlib asks of a provider, answered from memory. Each method has the name and meaning that oauthlib gives it."""
import json

from jwt.algorithms import RSAAlgorithm
from cryptography.hazmat.primitives import serialization
from oauthlib.common import safe_string_equals
from oauthlib.oauth1 import RequestValidator


def public_pem(jwk):
    key = RSAAlgorithm.from_jwk(json.dumps(jwk)).public_key()
    encoding, form = serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    return key.public_bytes(encoding, form).decode()


class Validator(RequestValidator):
    # Plain http, on loopback.
    enforce_ssl = False
    # oauthlib's own limit for nonces is 20 to 30 octets, which RFC 5849 section 3.3 does not have.
    nonce_length = 1, 100

    dummy_client = "dummy-client"
    dummy_request_token = dummy_access_token = "dummy-token"

    def __init__(self, clients):
        super().__init__()
        self.clients = {client["client_key"]: client for client in clients}
        signing = next(client for client in clients if "private_key" in client)
        self.rsa_keys = {signing["client_key"]: public_pem(signing["private_key"]["jwk"])}
        self.seen = set()
        self.temporary = {}
        self.tokens = {}

    # What the two kinds of credentials are: {"secret", "client_key"}, and of temporary ones "callback", "verifier", "user".

    def get_client_secret(self, client_key, request):
        return self.clients.get(client_key, {}).get("client_secret", "")

    def get_rsa_key(self, client_key, request):
        return self.rsa_keys.get(client_key, next(iter(self.rsa_keys.values())))

    def get_request_token_secret(self, client_key, token, request):
        return self.temporary.get(token, {}).get("secret", "")

    def get_access_token_secret(self, client_key, token, request):
        return self.tokens.get(token, {}).get("secret", "")

    def validate_client_key(self, client_key, request):
        return client_key in self.clients

    def validate_request_token(self, client_key, token, request):
        return self.temporary.get(token, {}).get("client_key") == client_key

    def validate_access_token(self, client_key, token, request):
        return self.tokens.get(token, {}).get("client_key") == client_key

    def validate_timestamp_and_nonce(
        self, client_key, timestamp, nonce, request, request_token=None, access_token=None
    ):
        use = client_key, timestamp, nonce, request_token or access_token
        is_new = use not in self.seen
        self.seen.add(use)
        return is_new

    def validate_redirect_uri(self, client_key, redirect_uri, request):
        return redirect_uri in ("oob", self.clients.get(client_key, {}).get("callback"))

    def validate_verifier(self, client_key, token, verifier, request):
        known = self.temporary.get(token, {})
        return "verifier" in known and safe_string_equals(verifier, known["verifier"])

    def verify_request_token(self, token, request):
        return token in self.temporary

    def get_redirect_uri(self, token, request):
        return self.temporary[token]["callback"]

    def invalidate_request_token(self, client_key, request_token, request):
        del self.temporary[request_token]

    def save_request_token(self, token, request):
        self.temporary[token["oauth_token"]] = {
            "secret": token["oauth_token_secret"],
            "client_key": request.client_key,
            "callback": request.redirect_uri,
        }

    def save_verifier(self, token, verifier, request):
        self.temporary[token]["verifier"] = verifier["oauth_verifier"]

    def save_access_token(self, token, request):
        self.tokens[token["oauth_token"]] = {
            "secret": token["oauth_token_secret"],
            "client_key": request.client_key,
        }

    # There are no realms: whichever is sent is ignored, as RFC 5849 section 3.5.1 leaves it to the server.

    def check_realms(self, realms):
        return True

    def get_default_realms(self, client_key, request):
        return []

    def get_realms(self, token, request):
        return []

    def validate_requested_realms(self, client_key, realms, request):
        return True

    def validate_realms(self, client_key, token, request, uri=None, realms=None):
        return True

    def verify_realms(self, token, realms, request):
        return True
