# SPDX-License-Identifier: Apache-2.0
"""The records, made of Authlib's mixins for SQLAlchemy, in a SQLite file of the run."""
import os
import time

from authlib.integrations.sqla_oauth2 import (
    OAuth2AuthorizationCodeMixin,
    OAuth2ClientMixin,
    OAuth2TokenMixin,
)
from authlib.oauth2.rfc8628 import DeviceCredentialMixin
from sqlalchemy import Boolean, Column, Integer, String, Text, create_engine
from sqlalchemy.orm import declarative_base, scoped_session, sessionmaker

Base = declarative_base()
engine = create_engine("sqlite:///" + os.path.join(os.environ["TARGET_DATA"], "authlib.sqlite"))
session = scoped_session(sessionmaker(bind=engine))


class User(Base):
    __tablename__ = "user"
    id = Column(Integer, primary_key=True)
    username = Column(String(40), unique=True)
    password = Column(String(40))

    def get_user_id(self):
        return self.id

    def check_password(self, password):
        return password == self.password


class Client(Base, OAuth2ClientMixin):
    __tablename__ = "client"
    id = Column(Integer, primary_key=True)


class AuthorizationCode(Base, OAuth2AuthorizationCodeMixin):
    __tablename__ = "code"
    id = Column(Integer, primary_key=True)
    user_id = Column(Integer)


class Token(Base, OAuth2TokenMixin):
    __tablename__ = "token"
    id = Column(Integer, primary_key=True)
    user_id = Column(Integer)

    def is_refresh_token_active(self):
        return not self.is_revoked() and self.issued_at + self.expires_in * 2 >= time.time()


class DeviceCredential(Base, DeviceCredentialMixin):
    __tablename__ = "device"
    device_code = Column(String(60), primary_key=True)
    user_code = Column(String(20), unique=True)
    client_id = Column(String(48))
    scope = Column(Text)
    expires_at = Column(Integer)
    interval = Column(Integer)
    asked_at = Column(Integer, default=0)
    user_id = Column(Integer)
    allowed = Column(Boolean)

    def get_client_id(self):
        return self.client_id

    def get_scope(self):
        return self.scope

    def get_user_code(self):
        return self.user_code

    def is_expired(self):
        return self.expires_at < time.time()
