# SPDX-License-Identifier: Apache-2.0
"""oauthlib's OAuth 1.0 provider on Flask, with its views as oauthlib's documentation has them."""
import json
import os
import pathlib

from flask import Flask, Response, abort, jsonify, redirect, render_template, request, url_for
from flask import session as browser
from oauthlib.oauth1 import WebApplicationServer
from oauthlib.oauth1.rfc5849.errors import OAuth1Error

from validator import Validator

CONFIGURATION = json.loads((pathlib.Path(__file__).parent / "server.json").read_text("utf-8"))
OWNER = CONFIGURATION["sign_in"]["form"]
provider = WebApplicationServer(Validator(CONFIGURATION["oauth1"]["clients"].values()))

app = Flask(__name__)
app.config.update(SECRET_KEY=os.urandom(16), SESSION_COOKIE_SAMESITE="Lax")


def as_sent():
    """The request as oauthlib takes it: the URL octet by octet, as gunicorn has it of the wire; Flask would decode some."""
    return {
        "uri": request.host_url.rstrip("/") + request.environ["RAW_URI"],
        "http_method": request.method,
        "body": request.get_data(as_text=True),
        "headers": dict(request.headers),
    }


def answer(headers, body, status):
    return Response(body, status, headers)


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
    return answer(*provider.create_request_token_response(**as_sent()))


@app.route("/authorize", methods=["GET", "POST"])
def authorize():
    if "user" not in browser:
        return redirect(url_for("sign_in", next=request.full_path))
    try:
        if request.method == "GET":
            _, credentials = provider.get_realms_and_credentials(**as_sent())
            record = provider.request_validator.temporary[credentials["resource_owner_key"]]
            return render_template("consent.html", client=record["client_key"])
        if request.form["answer"] == "allow":
            return answer(*provider.create_authorization_response(**as_sent()))
        return render_template("error.html", error="access denied")
    except OAuth1Error as error:
        return render_template("error.html", error=error.error), error.status_code


@app.route("/token", methods=["POST"])
def token():
    return answer(*provider.create_access_token_response(**as_sent()))


@app.route("/resource", methods=["GET", "POST"])
def resource():
    valid, _ = provider.validate_protected_resource_request(**as_sent())
    if not valid:
        # oauthlib does not tell what is wrong, so there is one status for all.
        abort(401)
    return jsonify(user=OWNER["username"])
