# SPDX-License-Identifier: Apache-2.0
"""What server.json says of this server."""
import json
import pathlib

SERVER = json.loads((pathlib.Path(__file__).parent.parent / "server.json").read_text("utf-8"))["oauth2"]
