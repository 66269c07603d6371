# SPDX-License-Identifier: Apache-2.0
"""Authlib's authorization server, put together as its documentation shows: every grant and endpoint that it has."""
import time

from authlib.integrations.flask_oauth2 import AuthorizationServer, ResourceProtector
from authlib.integrations.sqla_oauth2 import (
    create_bearer_token_validator,
    create_query_client_func,
    create_query_token_func,
    create_revocation_endpoint,
    create_save_token_func,
)
from authlib.jose import JsonWebKey
from authlib.oauth2.rfc6749 import InvalidClientError, InvalidGrantError, grants
from authlib.oauth2.rfc7523 import JWTBearerClientAssertion, JWTBearerGrant
from authlib.oauth2.rfc7591 import ClientRegistrationEndpoint
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oauth2.rfc7662 import IntrospectionEndpoint
from authlib.oauth2.rfc8628 import DeviceAuthorizationEndpoint, DeviceCodeGrant

from configuration import ISSUER, METADATA
from models import AuthorizationCode, Client, DeviceCredential, Token, User, session

ANY_METHOD = ["client_secret_basic", "client_secret_post", "none", "private_key_jwt"]

authorization = AuthorizationServer()
require_oauth = ResourceProtector()
query_client = create_query_client_func(session, Client)
query_any_token = create_query_token_func(session, Token)


def user_named(name):
    return session.query(User).filter_by(username=name).first()


def key_of(client, headers):
    """The public key that a JWT names, or None."""
    if not client or not client.jwks:
        return None
    keys = JsonWebKey.import_key_set(client.jwks).keys
    return next((key for key in keys if key.kid == headers.get("kid")), None)


class AuthorizationCodeGrant(grants.AuthorizationCodeGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = ANY_METHOD

    def save_authorization_code(self, code, request):
        session.add(
            AuthorizationCode(
                code=code,
                client_id=request.client.client_id,
                redirect_uri=request.redirect_uri,
                scope=request.scope,
                user_id=request.user.id,
                code_challenge=request.data.get("code_challenge"),
                code_challenge_method=request.data.get("code_challenge_method"),
            )
        )
        session.commit()

    def query_authorization_code(self, code, client):
        item = session.query(AuthorizationCode).filter_by(code=code, client_id=client.client_id).first()
        if item and not item.is_expired():
            return item

    def delete_authorization_code(self, authorization_code):
        session.delete(authorization_code)
        session.commit()

    def authenticate_user(self, authorization_code):
        return session.get(User, authorization_code.user_id)


class PasswordGrant(grants.ResourceOwnerPasswordCredentialsGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = ANY_METHOD

    def authenticate_user(self, username, password):
        user = user_named(username)
        if user and user.check_password(password):
            return user


class ClientCredentialsGrant(grants.ClientCredentialsGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_basic", "client_secret_post", "private_key_jwt"]


class RefreshTokenGrant(grants.RefreshTokenGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = ANY_METHOD
    INCLUDE_NEW_REFRESH_TOKEN = True

    def authenticate_refresh_token(self, refresh_token):
        item = session.query(Token).filter_by(refresh_token=refresh_token).first()
        if item and item.is_refresh_token_active():
            return item

    def authenticate_user(self, credential):
        return session.get(User, credential.user_id)

    def revoke_old_credential(self, credential):
        credential.refresh_token_revoked_at = int(time.time())
        session.commit()


class DeviceGrant(DeviceCodeGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = ANY_METHOD

    def query_device_credential(self, device_code):
        return session.get(DeviceCredential, device_code)

    def query_user_grant(self, user_code):
        item = session.query(DeviceCredential).filter_by(user_code=user_code).first()
        return None if item.allowed is None else (session.get(User, item.user_id), item.allowed)

    def should_slow_down(self, credential):
        before, credential.asked_at = credential.asked_at, int(time.time())
        soon = credential.asked_at - before < credential.interval
        if soon:
            credential.interval += 5
        session.commit()
        return soon


class AssertionGrant(JWTBearerGrant):
    """RFC 7523 section 2.1. Authlib takes the issuer of an assertion for the client."""

    CLAIMS_OPTIONS = {**JWTBearerGrant.CLAIMS_OPTIONS, "aud": {"essential": True, "value": METADATA["token_endpoint"]}}

    def resolve_issuer_client(self, issuer):
        return query_client(issuer)

    def resolve_client_key(self, client, headers, payload):
        key = key_of(client, headers)
        if not key:
            raise InvalidGrantError("The issuer or its key is not known.")
        return key

    def authenticate_user(self, subject):
        return user_named(subject)

    def has_granted_permission(self, client, user):
        return True


class ClientAssertion(JWTBearerClientAssertion):
    """RFC 7523 section 2.2."""

    CLIENT_AUTH_METHOD = "private_key_jwt"
    used = set()

    def validate_jti(self, claims, jti):
        known = (claims["sub"], jti) in self.used
        self.used.add((claims["sub"], jti))
        return not known

    def resolve_client_public_key(self, client, headers):
        key = key_of(client, headers)
        if not key:
            raise InvalidClientError()
        return key


class Introspection(IntrospectionEndpoint):
    CLIENT_AUTH_METHODS = ["client_secret_basic", "client_secret_post", "private_key_jwt"]

    def query_token(self, token_string, token_type_hint):
        return query_any_token(token_string, token_type_hint)

    def check_permission(self, token, client, request):
        return True

    def introspect_token(self, token):
        user = session.get(User, token.user_id) if token.user_id else None
        return {
            "active": True,
            "client_id": token.client_id,
            "token_type": token.token_type,
            "scope": token.get_scope(),
            "iss": ISSUER,
            "iat": token.issued_at,
            "exp": token.issued_at + token.expires_in,
            **({"username": user.username, "sub": str(user.id)} if user else {}),
        }


class Revocation(create_revocation_endpoint(session, Token)):
    CLIENT_AUTH_METHODS = ANY_METHOD


class DeviceAuthorization(DeviceAuthorizationEndpoint):
    def authenticate_client(self, request):
        client = super().authenticate_client(request)
        # Authlib 1.2.0 binds the device code to the parameter client_id, which a client that authenticates by Basic does not send.
        request.data.setdefault("client_id", client.client_id)
        return client

    def get_verification_uri(self):
        return ISSUER + "/activate"

    def save_device_credential(self, client_id, scope, data):
        session.add(
            DeviceCredential(
                device_code=data["device_code"],
                user_code=data["user_code"],
                client_id=client_id,
                scope=scope,
                expires_at=int(time.time()) + data["expires_in"],
                interval=data["interval"],
            )
        )
        session.commit()


class Registration(ClientRegistrationEndpoint):
    def authenticate_token(self, request):
        return "open to everybody"

    def get_server_metadata(self):
        return METADATA

    def extract_client_metadata(self, request):
        # RFC 7591 section 2 has these defaults; without them Authlib 1.2.0 answers 500.
        if isinstance(request.data, dict):
            request.data.setdefault("grant_types", ["authorization_code"])
            request.data.setdefault("response_types", ["code"])
        return super().extract_client_metadata(request)

    def save_client(self, client_info, client_metadata, request):
        client = Client(**client_info)
        client.set_client_metadata(client_metadata)
        session.add(client)
        session.commit()
        return client


def init(app):
    authorization.init_app(app, query_client=query_client, save_token=create_save_token_func(session, Token))
    authorization.register_grant(AuthorizationCodeGrant, [CodeChallenge(required=True)])
    for grant in (
        grants.ImplicitGrant,
        PasswordGrant,
        ClientCredentialsGrant,
        RefreshTokenGrant,
        DeviceGrant,
        AssertionGrant,
    ):
        authorization.register_grant(grant)
    authorization.register_client_auth_method(
        ClientAssertion.CLIENT_AUTH_METHOD, ClientAssertion(METADATA["token_endpoint"])
    )
    for endpoint in (Revocation, Introspection, DeviceAuthorization, Registration):
        authorization.register_endpoint(endpoint)
    require_oauth.register_token_validator(create_bearer_token_validator(session, Token)())
