#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Looks that the configurations that README.md shows can be read, and that the documents that it names are those that checks are of.

usage: readme_test.py OAUTHSPEC
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

OAUTHSPEC = ""
README = (pathlib.Path(__file__).parent / "README.md").read_text(encoding="utf-8")
SAMPLES = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", README, re.DOTALL)]
# Nobody listens there.
NOWHERE = "http://127.0.0.1:1"


class Samples(unittest.TestCase):
    def doctor(self, configuration):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "as.json"
            file.write_text(json.dumps(configuration).replace("https://as.example", NOWHERE).replace("https://api.example", NOWHERE))
            environment = {**os.environ, "SECRET": "s", "SECRET2": "t", "PASSWORD": "p"}
            return subprocess.run([OAUTHSPEC, "doctor", "--config", str(file)], capture_output=True, text=True, timeout=60, check=False,
                                  env=environment)

    def without_metadata(self):
        whole, members = json.loads(json.dumps(SAMPLES))
        del whole["oauth2"]["issuer"]
        whole["oauth2"].update(members)
        whole["documents"].remove("rfc8414")
        return whole

    def test_with_metadata(self):
        ended = self.doctor(SAMPLES[0])
        self.assertEqual(ended.returncode, 3, ended.stdout + ended.stderr)  # 2 is for a file that cannot be read.
        self.assertIn("the metadata: " + NOWHERE, ended.stderr)

    def test_without_metadata(self):
        ended = self.doctor(self.without_metadata())
        self.assertEqual(ended.returncode, 3, ended.stdout + ended.stderr)
        self.assertIn("unreachable " + NOWHERE, ended.stdout)
        self.assertNotIn("note", ended.stdout, "every name is one that checks know")

    def test_the_documents(self):
        configuration = self.without_metadata()
        configuration["documents"].append("rfc0000")
        told = re.search(r"There are checks of ([^.]*)\.", self.doctor(configuration).stdout)
        self.assertIsNotNone(told)
        named = re.search(r"There are checks of (.*?);", README, re.DOTALL)
        self.assertEqual(re.findall(r"`([a-z0-9]+)`", named.group(1)), told.group(1).split(", "))


if __name__ == "__main__":
    OAUTHSPEC = sys.argv.pop(1)
    unittest.main()
