# SPDX-License-Identifier: Apache-2.0
"""The Flask application: sign-in and consent pages, and Authlib's endpoints."""
import os

from authlib.integrations.flask_oauth2 import current_token
from authlib.oauth2 import OAuth2Error
from flask import Flask, jsonify, redirect, render_template, request, url_for
from flask import session as browser

import configuration
import server
from models import Base, Client, DeviceCredential, User, engine, session
from server import authorization, require_oauth

# Plain http, on loopback.
os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"

app = Flask(__name__)
app.config.update(
    SECRET_KEY=os.urandom(16),
    SESSION_COOKIE_SAMESITE="Lax",
    OAUTH2_REFRESH_TOKEN_GENERATOR=True,
    OAUTH2_SCOPES_SUPPORTED=configuration.SCOPES,
)
server.init(app)

Base.metadata.create_all(engine)
session.add(User(**configuration.OWNER))
for client_id, secret, metadata in configuration.clients():
    client = Client(client_id=client_id, client_secret=secret)
    client.set_client_metadata(metadata)
    session.add(client)
session.commit()
session.remove()


@app.after_request
def keep_out_of_frames(response):
    response.headers["X-Frame-Options"] = "DENY"
    return response


@app.teardown_appcontext
def end_session(_error):
    session.remove()


def signed_in():
    return session.get(User, browser["user"]) if "user" in browser else None


@app.route("/sign-in", methods=["GET", "POST"])
def sign_in():
    if request.method == "POST":
        user = server.user_named(request.form["username"])
        if user and user.check_password(request.form["password"]):
            browser["user"] = user.id
            return redirect(request.args["next"])
    return render_template("sign_in.html")


def to_sign_in():
    return redirect(url_for("sign_in", next=request.full_path))


@app.route("/oauth/authorize", methods=["GET", "POST"])
def authorize():
    user = signed_in()
    if request.method == "POST" and user:
        allowed = request.form.get("answer") == "allow"
        return authorization.create_authorization_response(grant_user=user if allowed else None)
    try:
        grant = authorization.get_consent_grant(end_user=user)
    except OAuth2Error as error:
        return authorization.handle_error_response(request, error)
    if not user:
        return to_sign_in()
    scope = grant.client.get_allowed_scope(grant.request.scope)
    return render_template("consent.html", client=grant.client.client_name, scope=scope)


def as_issued(user_code):
    """A user code as Authlib writes it, however it was typed: RFC 8628 section 6.1."""
    letters = "".join(filter(str.isalpha, user_code)).upper()
    return letters[:4] + "-" + letters[4:]


@app.route("/activate", methods=["GET", "POST"])
def activate():
    user = signed_in()
    if not user:
        return to_sign_in()
    code = as_issued(request.values.get("user_code", ""))
    item = session.query(DeviceCredential).filter_by(user_code=code, allowed=None).first()
    if not item or item.is_expired():
        return render_template("user_code.html", code=code)
    if request.method == "POST" and "answer" in request.form:
        item.user_id, item.allowed = user.id, request.form["answer"] == "allow"
        session.commit()
        return render_template("activated.html")
    return render_template("consent.html", client=item.client_id, scope=item.scope, user_code=code)


@app.route("/oauth/token", methods=["POST"])
def token():
    return authorization.create_token_response()


def endpoint(name):
    return lambda: authorization.create_endpoint_response(name)


for path, name in (
    ("revoke", "revocation"),
    ("introspect", "introspection"),
    ("device_authorization", "device_authorization"),
):
    app.add_url_rule("/oauth/" + path, name, endpoint(name), methods=["POST"])


@app.route("/oauth/register", methods=["POST"])
def register():
    return authorization.create_endpoint_response("client_registration")


@app.route("/.well-known/oauth-authorization-server")
def metadata():
    return jsonify(configuration.METADATA)


@app.route("/api/me", methods=["GET", "POST"])
@require_oauth("read")
def me():
    return jsonify(client_id=current_token.client_id, scope=current_token.scope)
