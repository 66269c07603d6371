# SPDX-License-Identifier: Apache-2.0
"""What server.json says of this server, and the metadata that follows from it."""
import json
import pathlib

from authlib.oauth2.rfc8414 import AuthorizationServerMetadata

SERVER = json.loads((pathlib.Path(__file__).parent / "server.json").read_text("utf-8"))["oauth2"]
ISSUER = SERVER["issuer"]
OWNER = SERVER["resource_owner_password"]
SCOPES = ["read", "write"]

GRANT_TYPES = [
    "authorization_code",
    "implicit",
    "password",
    "client_credentials",
    "refresh_token",
    "urn:ietf:params:oauth:grant-type:device_code",
    "urn:ietf:params:oauth:grant-type:jwt-bearer",
]

METADATA = AuthorizationServerMetadata(
    issuer=ISSUER,
    authorization_endpoint=ISSUER + "/oauth/authorize",
    token_endpoint=ISSUER + "/oauth/token",
    revocation_endpoint=ISSUER + "/oauth/revoke",
    introspection_endpoint=ISSUER + "/oauth/introspect",
    registration_endpoint=ISSUER + "/oauth/register",
    device_authorization_endpoint=ISSUER + "/oauth/device_authorization",
    scopes_supported=SCOPES,
    response_types_supported=["code", "token"],
    response_modes_supported=["query", "fragment"],
    grant_types_supported=GRANT_TYPES,
    token_endpoint_auth_methods_supported=["client_secret_basic", "client_secret_post", "none", "private_key_jwt"],
    token_endpoint_auth_signing_alg_values_supported=["ES256"],
    code_challenge_methods_supported=["plain", "S256"],
)


def public_keys(signer):
    key = {name: value for name, value in signer["key"]["jwk"].items() if name != "d"}
    return {"keys": [{**key, "kid": signer["kid"]}]}


def _registered(client, grant_types):
    method = "client_secret_basic" if "client_secret" in client else "none"
    return {
        "token_endpoint_auth_method": client.get("token_endpoint_auth_method", method),
        "grant_types": grant_types,
        "response_types": ["code", "token"] if "implicit" in grant_types else ["code"],
        "redirect_uris": client.get("redirect_uris", []),
        "client_name": client["client_id"],
        "scope": client["scope"],
    }


def clients():
    """Each as (client_id, client_secret, metadata)."""
    known = SERVER["clients"]
    for role in ("confidential", "second", "public"):
        client = known[role]
        yield client["client_id"], client.get("client_secret", ""), _registered(client, GRANT_TYPES)
    client = known["code_only"]
    yield client["client_id"], client["client_secret"], _registered(client, ["authorization_code"])
    for signer, name in ((known["asserting"], "client_id"), (SERVER["assertion_issuer"], "issuer")):
        yield signer[name], "", {
            "token_endpoint_auth_method": "private_key_jwt",
            "grant_types": GRANT_TYPES,
            "response_types": [],
            "scope": " ".join(SCOPES),
            "jwks": public_keys(signer),
        }
