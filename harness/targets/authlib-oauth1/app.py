# SPDX-License-Identifier: Apache-2.0
"""Authlib's OAuth 1.0 provider on Flask, put together as its documentation shows, with what it keeps in memory."""
import json
import os
import pathlib

from authlib.integrations.flask_oauth1 import (
    AuthorizationServer,
    ResourceProtector,
    create_exists_nonce_func,
    current_credential,
    register_nonce_hooks,
    register_temporary_credential_hooks,
)
from authlib.jose import JsonWebKey
from authlib.oauth1 import ClientMixin, TokenCredentialMixin
from authlib.oauth1.errors import OAuth1Error
from cachelib import SimpleCache
from flask import Flask, jsonify, redirect, render_template, request, url_for
from flask import session as browser

# Plain http, on loopback.
os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"

CONFIGURATION = json.loads((pathlib.Path(__file__).parent / "server.json").read_text("utf-8"))
OWNER = CONFIGURATION["sign_in"]["form"]


class User:
    def get_user_id(self):
        return OWNER["username"]


class Client(ClientMixin):
    def __init__(self, record):
        self.record = record

    def get_default_redirect_uri(self):
        return self.record["callback"]

    def get_client_secret(self):
        return self.record.get("client_secret", "")

    def get_rsa_public_key(self):
        key = JsonWebKey.import_key(self.record["private_key"]["jwk"])
        return key.as_pem(is_private=False).decode()


class TokenCredential(TokenCredentialMixin):
    def __init__(self, token, client_id, user_id):
        self.token, self.client_id, self.user_id = token, client_id, user_id

    def get_oauth_token(self):
        return self.token["oauth_token"]

    def get_oauth_token_secret(self):
        return self.token["oauth_token_secret"]


CLIENTS = {record["client_key"]: Client(record) for record in CONFIGURATION["oauth1"]["clients"].values()}
TOKENS = {}

app = Flask(__name__)
app.config.update(
    SECRET_KEY=os.urandom(16),
    SESSION_COOKIE_SAMESITE="Lax",
    OAUTH1_SUPPORTED_SIGNATURE_METHODS=["HMAC-SHA1", "RSA-SHA1", "PLAINTEXT"],
)
cache = SimpleCache(threshold=100000)
server = AuthorizationServer(app, query_client=CLIENTS.get)
register_nonce_hooks(server, cache)
register_temporary_credential_hooks(server, cache)


def create_token_credential(token, temporary):
    credential = TokenCredential(token, temporary.get_client_id(), temporary.get_user_id())
    TOKENS[credential.client_id, credential.get_oauth_token()] = credential
    return credential


server.register_hook("create_token_credential", create_token_credential)
require_oauth = ResourceProtector(
    app,
    query_client=CLIENTS.get,
    query_token=lambda client_id, oauth_token: TOKENS.get((client_id, oauth_token)),
    exists_nonce=create_exists_nonce_func(cache),
)


@app.after_request
def keep_out_of_frames(response):
    response.headers["X-Frame-Options"] = "DENY"
    return response


@app.route("/sign-in", methods=["GET", "POST"])
def sign_in():
    if request.method == "POST" and all(request.form[name] == OWNER[name] for name in ("username", "password")):
        browser["user"] = OWNER["username"]
        return redirect(request.args["next"])
    return render_template("sign_in.html")


@app.route("/initiate", methods=["POST"])
def initiate():
    return server.create_temporary_credentials_response()


@app.route("/authorize", methods=["GET", "POST"])
def authorize():
    if "user" not in browser:
        return redirect(url_for("sign_in", next=request.full_path))
    try:
        if request.method == "GET":
            client_id = server.check_authorization_request().credential.get_client_id()
            return render_template("consent.html", client=client_id)
        allowed = request.form["answer"] == "allow"
        return server.create_authorization_response(grant_user=User() if allowed else None)
    except OAuth1Error as error:
        return render_template("error.html", error=error.error), 400


@app.route("/token", methods=["POST"])
def token():
    return server.create_token_response()


@app.route("/resource", methods=["GET", "POST"])
@require_oauth()
def resource():
    return jsonify(user=current_credential.user_id)
