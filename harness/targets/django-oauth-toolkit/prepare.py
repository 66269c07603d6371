# SPDX-License-Identifier: Apache-2.0
"""Makes the database, the owner and the clients that server.json names."""
import os
import pathlib
import secrets

import django
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.core.management import call_command

from provider.configuration import SERVER

EVERY_GRANT = "authorization-code implicit password client-credentials"

data = pathlib.Path(os.environ["TARGET_DATA"])
data.joinpath("secret").write_text(secrets.token_hex())
key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
data.joinpath("key.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))

django.setup()
call_command("migrate", run_syncdb=True, verbosity=0)

from django.contrib.auth import get_user_model  # noqa: E402
from provider.models import Application  # noqa: E402

owner = get_user_model().objects.create_superuser(**SERVER["resource_owner_password"])
for role, client in SERVER["clients"].items():
    Application.objects.create(
        user=owner,
        name=client["client_id"],
        client_id=client["client_id"],
        client_secret=client.get("client_secret", ""),
        client_type="confidential" if "client_secret" in client else "public",
        redirect_uris=" ".join(client["redirect_uris"]),
        authorization_grant_type="authorization-code",
        grants="authorization-code" if role == "code_only" else EVERY_GRANT,
    )
