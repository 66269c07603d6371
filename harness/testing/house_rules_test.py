#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Each rule of house_rules.py finds a planted breach, and nothing in a tree that keeps it."""

import json
import pathlib
import tempfile
import unittest

import house_rules

HEAD = "// SPDX-License-Identifier: Apache-2.0\n"
CODES = "harness/reference/base/error_codes.def"
GOOD = {
    "harness/reference/codec/a.cpp": HEAD + '#include "harness/reference/base/error.h"\n// RFC0001-1-1\n',
    "harness/reference/crypto/b.cpp": HEAD + "#include <openssl/evp.h>\n",
    CODES: 'OAUTHSPEC_ERROR(a_code, "RFC 1 1", "what \\"is\\" wrong")\n',
    "vectors/README.md": '## Reject codes\n| `a_code` | RFC 1 1 | what "is" wrong |\n',
    "vectors/requirements/rfc0001.json": json.dumps({"requirements": [{"id": "RFC0001-1-1"}]}),
}


def complaints(rule, changes):
    """What the rule says of the good tree with these files changed."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for name, text in {**GOOD, **changes}.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        return list(house_rules.RULES[rule](root, house_rules.files_of(root)))


class HouseRules(unittest.TestCase):
    def test_a_good_tree_breaks_none(self):
        for rule in house_rules.RULES:
            self.assertEqual(complaints(rule, {}), [], rule)

    def breach(self, rule, name, text, told):
        found = complaints(rule, {name: text})
        self.assertEqual(len(found), 1, found)
        self.assertIn(told, found[0])

    def test_each_rule_finds_its_breach(self):
        codec = "harness/reference/codec/a.cpp"
        self.breach("layering", codec, HEAD + '#include "harness/reference/oauth1/sign.h"\n', "a.cpp:2: harness/reference/codec may not include")
        self.breach("layering", codec, HEAD + '#include "harness/testing/matchers.h"\n', "may not include")
        self.breach("layering", codec, HEAD + "#include <openssl/evp.h>\n", "openssl may be named only")
        self.breach("layering", "harness/runner/a.cpp", HEAD + "#include <gcrypt.h>\n", "gcrypt.h may be named only")
        self.breach("layering", "harness/runner/a.cpp", HEAD + "#include <botan/hash.h>\n", "botan may be named only")
        self.breach("layering", "harness/runner/a.cpp", HEAD + "#include <boost/asio.hpp>\n", "boost may be named only")
        self.breach("layering", "harness/cli/a.cpp", HEAD + "#include <CLI/CLI.hpp>\n", "CLI may be named only")
        self.breach("layering", "harness/vector/a.cpp", HEAD + '#include "mock_provider/core.h"\n', "may not include")
        self.breach("ascii", codec, HEAD + "// caf\u00e9\n", "a.cpp:2: an octet that is no ASCII")
        self.breach("citations", codec, HEAD + "// RFC0002-1-2\n", "RFC0002-1-2 is in no catalogue")
        self.breach("reject_codes", "vectors/README.md", "## Reject codes\n", "the reject codes lack: | `a_code`")
        self.breach("spdx", codec, "int a;\n", "no SPDX")
        self.breach("paths", codec, HEAD + "// /ho" + "me/somebody/x\n", "a.cpp:2: names a path")

    def test_a_name_has_one_definition(self):
        header = HEAD + "namespace a::b {\n%s\n}  // namespace a::b\n"
        for text in ("struct Share {\n};", "class Share final : public Base {\n};", "enum class Share : int { a };", "inline constexpr auto kShare = 1;",
                     "inline constexpr std::array<int, 2> kShare{1, 2};"):
            both = {"harness/http/c.h": header % text, "harness/http/d.h": header % text}
            found = complaints("definitions", both)
            self.assertEqual(len(found), 1, (text, found))
            self.assertIn("Share is defined in harness/http/c.h:3, too", found[0])
            both["harness/http/d.h"] = both["harness/http/d.h"].replace("a::b", "a::c")
            self.assertEqual(complaints("definitions", both), [])
            both["harness/http/d.h"] = header % ("namespace {\n" + text + "\n}  // namespace")
            self.assertEqual(complaints("definitions", both), [])
        declared = {"harness/http/c.h": header % "struct Share {\n};", "harness/http/d.h": header % "struct Share;"}
        self.assertEqual(complaints("definitions", declared), [])

    def test_a_code_that_is_gone_is_found_in_the_readme(self):
        found = complaints("reject_codes", {CODES: 'OAUTHSPEC_ERROR(b_code, "RFC 1 1", "m")\n'})
        self.assertTrue(any("`a_code` is not that of" in complaint for complaint in found), found)

    def test_a_test_may_include_the_testing_room(self):
        self.assertEqual(complaints("layering", {"harness/reference/codec/a_test.cpp": HEAD + '#include "harness/testing/matchers.h"\n'}), [])


if __name__ == "__main__":
    unittest.main()
