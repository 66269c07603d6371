# SPDX-License-Identifier: Apache-2.0
"""Sets a fresh Glewlwyd up by its administration API, as its administration page would: scopes, the OpenID Connect plugin, the owner
and the clients that server.json names."""
import json
import pathlib
import sys
import time
import urllib.error
import urllib.request
from http.cookiejar import CookieJar

from jwcrypto import jwk

API = sys.argv[1] + "/api"
SERVER = json.loads((pathlib.Path(__file__).parent / "server.json").read_text("utf-8"))["oauth2"]
OWNER = SERVER["resource_owner_password"]
SCOPES = ["read", "write"]
RESOURCES = ["https://resource.example/api", "https://other.example/api"]
EVERY_GRANT = [
    "code",
    "token",
    "id_token",
    "password",
    "client_credentials",
    "refresh_token",
    "device_authorization",
]

browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))


def send(method, path, body):
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(API + path, json.dumps(body).encode(), headers, method=method)
    try:
        return browser.open(request).read()
    except urllib.error.HTTPError as error:
        raise SystemExit(f"{method} {path}: {error.code} {error.read()}")


def wait_until_it_answers():
    for _ in range(100):
        try:
            urllib.request.urlopen(sys.argv[1] + "/config")
            return
        except urllib.error.URLError:
            time.sleep(0.1)
    raise SystemExit("Glewlwyd does not start")


def signing_keys():
    key = jwk.JWK.generate(kty="RSA", size=2048, kid="server-1", alg="RS256", use="sig")
    return json.dumps({"keys": [key.export(as_dict=True)]})


def add_plugin():
    send(
        "POST",
        "/mod/plugin/",
        {
            "module": "oidc",
            "name": "oidc",
            "display_name": "OpenID Connect",
            "parameters": {
                "iss": SERVER["issuer"],
                "jwks-private": signing_keys(),
                "default-kid": "server-1",
                "jwks-show": True,
                "access-token-duration": 3600,
                "refresh-token-duration": 1209600,
                "code-duration": 600,
                "refresh-token-rolling": True,
                "refresh-token-one-use": "always",
                "allow-non-oidc": True,
                "auth-type-code-enabled": True,
                "auth-type-code-revoke-replayed": True,
                "auth-type-token-enabled": True,
                "auth-type-id-token-enabled": True,
                "auth-type-none-enabled": True,
                "auth-type-password-enabled": True,
                "auth-type-client-enabled": True,
                "auth-type-device-enabled": True,
                "auth-type-refresh-enabled": True,
                "device-authorization-expiration": 600,
                "device-authorization-interval": 5,
                "allowed-scope": ["openid", *SCOPES],
                "pkce-allowed": True,
                "pkce-method-plain-allowed": True,
                "introspection-revocation-allowed": True,
                "introspection-revocation-allow-target-client": True,
                "introspection-revocation-auth-scope": [],
                "register-client-allowed": True,
                "register-client-auth-scope": [],
                "register-client-credentials-scope": SCOPES,
                "register-client-management-allowed": True,
                "request-parameter-allow": True,
                "request-uri-allow-https-non-secure": False,
                "oauth-dpop-allowed": True,
                "oauth-dpop-iat-duration": 60,
                "oauth-par-allowed": True,
                "oauth-par-required": False,
                "oauth-par-duration": 90,
                "oauth-par-request_uri-prefix": "urn:ietf:params:oauth:request_uri:",
                "resource-allowed": True,
                "resource-scope": {scope: RESOURCES for scope in SCOPES},
                "resource-client-property": "resource",
                "resource-scope-and-client-property": False,
                "client-jwks-parameter": "jwks",
                "client-pubkey-parameter": "pubkey",
                "client-jwks_uri-parameter": "jwks_uri",
                "subject-type": "public",
                "oauth-as-iss-id": True,
            },
        },
    )


def add_client(client_id, grants, redirect_uris, **authentication):
    send(
        "POST",
        "/client/",
        {
            "client_id": client_id,
            "name": client_id,
            "enabled": True,
            "confidential": bool(authentication),
            "authorization_type": grants,
            "redirect_uri": redirect_uris,
            "scope": SCOPES,
            **authentication,
        },
    )


def add_clients():
    clients = SERVER["clients"]
    for role in ("confidential", "second", "public", "code_only"):
        client = clients[role]
        grants = ["code"] if role == "code_only" else EVERY_GRANT
        secret = {"client_secret": client["client_secret"]} if "client_secret" in client else {}
        method = {"token_endpoint_auth_method": ["client_secret_basic", "client_secret_post"]} if secret else {}
        add_client(client["client_id"], grants, client["redirect_uris"], **secret, **method)
    signer = clients["asserting"]
    key = {name: value for name, value in signer["key"]["jwk"].items() if name != "d"}
    key.update(kid=signer["kid"], alg=signer["alg"])
    add_client(
        signer["client_id"],
        EVERY_GRANT,
        [],
        token_endpoint_auth_method=["private_key_jwt"],
        jwks={"keys": [key]},
    )


wait_until_it_answers()
send("POST", "/auth/", {"username": "admin", "password": "password"})
for scope in SCOPES:
    send("POST", "/scope/", {"name": scope, "display_name": scope, "password_required": True, "scheme": {}})
add_plugin()
send("POST", "/user/", {**OWNER, "name": "Alice", "scope": ["openid", *SCOPES], "enabled": True})
add_clients()
