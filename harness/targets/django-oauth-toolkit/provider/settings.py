# SPDX-License-Identifier: Apache-2.0
"""A Django project of nothing but django-oauth-toolkit, and Django's admin site, whose sign-in page it uses."""
import os
import pathlib

from provider.configuration import SERVER

DATA = pathlib.Path(os.environ["TARGET_DATA"])

SECRET_KEY = (DATA / "secret").read_text()
ALLOWED_HOSTS = ["127.0.0.1"]
USE_TZ = True
ROOT_URLCONF = "provider.urls"
LOGIN_URL = "/admin/login/"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": DATA / "django.sqlite"}}
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "oauth2_provider",
    "provider",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

OAUTH2_PROVIDER_APPLICATION_MODEL = "provider.Application"
OAUTH2_PROVIDER = {
    "OIDC_ENABLED": True,
    "OIDC_ISS_ENDPOINT": SERVER["issuer"],
    "OIDC_RSA_PRIVATE_KEY": (DATA / "key.pem").read_text(),
    "SCOPES": {
        "read": "Reading",
        "write": "Writing",
        "introspection": "Introspecting tokens",
        "openid": "OpenID Connect",
    },
    "DEFAULT_SCOPES": ["read", "write"],
}
