#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Sources are grouped where none minds the other, and apart where a name of one means something else to the other."""

import pathlib
import tempfile
import unittest

import group_sources

LONER = "namespace oauth {\nnamespace {\n\n%s\n\n}  // namespace\n%s\n}  // namespace oauth\n"


class GroupSources(unittest.TestCase):
    def groups(self, texts, headers=()):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            self.addCleanup(setattr, group_sources, "ROOT", group_sources.ROOT)
            group_sources.ROOT = root
            group_sources.words_of_header.cache_clear()
            for name, text in [*texts.items(), *dict(headers).items()]:
                (root / name).write_text(text, encoding="utf-8")
            groups = group_sources.group([group_sources.Source(root / name) for name in texts])
            return [[source.path.name for source in sharers] for sharers in groups]

    def together(self, one, other, headers=()):
        return self.groups({"one.cpp": one, "other.cpp": other}, headers) == [["one.cpp", "other.cpp"]]

    def test_what_shares_no_name_stands_together(self):
        self.assertTrue(self.together(LONER % ("int first() {\n  return 1;\n}", ""), LONER % ("int second() {\n  return 2;\n}", "")))

    def test_a_name_that_both_keep_to_themselves_sets_them_apart(self):
        for own in ("int helper() {\n  return 1;\n}", "constexpr int helper = 1;", "const char* helper[] = {};", "struct helper {\n};",
                    "enum class helper { a };", "template <class T>\nconstexpr auto helper = T();", "class helper final {\n};",
                    "std::vector<int> helper(int a,\n                        int b) {\n}", "MATCHER_P(helper, a, \"\") {\n}"):
            self.assertFalse(self.together(LONER % (own, ""), LONER % (own, "")), own)

    def test_a_name_that_the_other_takes_from_elsewhere_sets_them_apart(self):
        own = LONER % ("int helper(int a) {\n  return a;\n}", "")
        self.assertFalse(self.together(own, LONER % ("", "int sum() {\n  return helper(1L);\n}")))
        self.assertTrue(self.together(own, LONER % ("", "int sum() {\n  // helper\n  return text(\"helper\");\n}")))

    def test_a_type_that_a_header_of_the_other_has_sets_them_apart(self):
        own = LONER % ("struct Reading {\n};", "")
        headers = {"far.h": "struct Reading;\n", "near.h": '#include "far.h"\n'}
        self.assertFalse(self.together(own, '#include "near.h"\n', headers))

    def test_a_name_for_what_belongs_to_a_type_sets_apart_who_reads_of_another(self):
        own = LONER % ("using Kind = Reading::Kind;", "")
        self.assertFalse(self.together(own, '#include "kinds.h"\n', {"kinds.h": "enum class Kind { a };\n"}))
        self.assertTrue(self.together(own, '#include "kinds.h"\n', {"kinds.h": "enum class Sort { a };\n"}))

    def test_what_both_take_from_the_same_place_leaves_them_together(self):
        self.assertTrue(self.together(LONER % ("using std::string;", ""), LONER % ("using std::string;", "")))
        self.assertFalse(self.together(LONER % ("using std::string;", ""), LONER % ("using ours::string;", "")))
        self.assertFalse(self.together(LONER % ("using std::string;", ""), LONER % ("int string;", "")))
        self.assertTrue(self.together(LONER % ("using Text = string;", ""), LONER % ("using Text = string;", "")))
        self.assertFalse(self.together(LONER % ("using Text = string;", ""), LONER % ("using Text = int;", "")))

    def test_a_function_that_all_may_call_bothers_nobody(self):
        self.assertTrue(self.together(LONER % ("", "int open() {\n  return 1;\n}"), LONER % ("", "int sum() {\n  return open();\n}")))

    def test_a_group_has_an_end(self):
        most = group_sources.MOST_SOURCES
        groups = self.groups({f"{number:02}.cpp": "int a;\n" for number in range(most + 1)})
        self.assertEqual([len(sharers) for sharers in groups], [most, 1])
        long = "\n" * (group_sources.MOST_LINES // 2 + 1)
        self.assertFalse(self.together(long, long))


if __name__ == "__main__":
    unittest.main()
