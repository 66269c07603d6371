# SPDX-License-Identifier: Apache-2.0
import json, os, subprocess, unittest, urllib.request

class MyClient(unittest.TestCase):
    def setUp(self):
        command = [os.environ.get("OAUTHSPEC_PROVIDER", "oauthspec-provider"), "--port", "0", "--exit-with-parent"]
        self.provider = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.addCleanup(self.provider.communicate)  # closes its stdin, and it ends
        self.at = json.loads(self.provider.stdout.readline())

    def test_gets_a_token(self):
        form = b"grant_type=client_credentials&client_id=client&client_secret=secret&scope=write"
        token = json.load(urllib.request.urlopen(self.at["origin"] + "/token", form))
        self.assertEqual(token["scope"], "write")
        seen = json.load(urllib.request.urlopen(self.at["control"] + "/transcript"))["exchanges"]
        self.assertEqual([(one["endpoint"], one["verdict"]["accepted"]) for one in seen], [("token", True)])

if __name__ == "__main__":
    unittest.main()
