// SPDX-License-Identifier: Apache-2.0
#include "harness/report/junit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <pugixml.hpp>

#include "harness/reference/codec/utf8.h"
#include "harness/report/testing/samples.h"
#include "harness/report/xml.h"

namespace oauthspec::report {
namespace {

using result::Status;
using samples::failure;
using samples::report_of;
using samples::result_of;
using samples::some_library;
using testing::HasSubstr;
using testing::StartsWith;

pugi::xml_document parsed(const std::string& text) {
  pugi::xml_document document;
  const auto outcome = document.load_buffer(text.data(), text.size(), pugi::parse_full);
  EXPECT_TRUE(outcome) << outcome.description() << " at octet " << outcome.offset;
  return document;
}

/// What of the whole document an XPath names, as text.
std::string at(const pugi::xml_document& document, const std::string& path) {
  return pugi::xpath_query(("string(" + path + ")").c_str()).evaluate_string(document);
}

TEST(Junit, TellsWhatFailed) {
  const auto document = parsed(junit(report_of({failure()})));
  EXPECT_EQ(at(document, "/testsuite/@name"), "oauthspec: oauthlib 3.2.2");
  const std::string test = "/testsuite/testcase";
  EXPECT_EQ(at(document, test + "/@name"), "default-port");
  EXPECT_EQ(at(document, test + "/@classname"), "oauth1/base_string_uri");
  EXPECT_EQ(at(document, test + "/@group"), "RFC5849-3.4.1.2-5");
  EXPECT_EQ(at(document, test + "/@time"), "0.001");
  EXPECT_EQ(at(document, test + "/failure/@type"), "fail");
  EXPECT_EQ(at(document, test + "/failure/@message"),
            "fail: octet 19: \":\" where \"/\" is expected");
  EXPECT_THAT(
      at(document, test + "/failure"),
      HasSubstr("replay       oauthspec vectors --adapter a oauth1/base_string_uri/default-port"));
  EXPECT_THAT(at(document, test + "/system-out"),
              HasSubstr("requirement RFC5849-3.4.1.2-5 (RFC 5849, section 3.4.1.2, MUST)"));
  EXPECT_THAT(at(document, test + "/system-out"),
              HasSubstr("vector vectors/oauth1/base_string_uri.json:17\n"));
  EXPECT_EQ(at(document, test + "/system-err"), "one\ntwo\n");
}

struct Expected {
  Status status;
  const char* element;  ///< Null: the test passes.
};

class JunitTells : public testing::TestWithParam<Expected> {};

TEST_P(JunitTells, FailureErrorAndSkippedApart) {
  const auto [status, element] = GetParam();
  for (const auto& write : {junit, junit_extended}) {
    const auto document = parsed(write(report_of({result_of("s/a/1", status)})));
    for (const std::string name : {"failure", "error", "skipped"}) {
      EXPECT_EQ(document.select_nodes(("//testcase/" + name).c_str()).size(),
                element != nullptr && name == element ? 1U : 0U)
          << name;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    , JunitTells,
    testing::Values(Expected{Status::pass, nullptr}, Expected{Status::warn, nullptr},
                    Expected{Status::fail, "failure"}, Expected{Status::vacuous, "failure"},
                    Expected{Status::xpass, "failure"}, Expected{Status::crash, "error"},
                    Expected{Status::timeout, "error"}, Expected{Status::error, "error"},
                    Expected{Status::skip, "skipped"}, Expected{Status::unsupported, "skipped"},
                    Expected{Status::xfail, "skipped"}, Expected{Status::flaky, "skipped"},
                    Expected{Status::inconclusive, "skipped"},
                    Expected{Status::not_run, "skipped"}));

// Each suite's counts are those of its tests.
void check_counts(const pugi::xml_document& document) {
  ASSERT_FALSE(document.select_nodes("//testsuite").empty());
  for (const auto& found : document.select_nodes("//testsuite | /testsuites")) {
    const pugi::xml_node suite = found.node();
    const auto count = [&](const char* path) { return suite.select_nodes(path).size(); };
    EXPECT_EQ(suite.attribute("tests").as_ullong(), count(".//testcase"));
    EXPECT_EQ(suite.attribute("failures").as_ullong(), count(".//testcase/failure"));
    EXPECT_EQ(suite.attribute("errors").as_ullong(), count(".//testcase/error"));
    EXPECT_EQ(suite.attribute("skipped").as_ullong(), count(".//testcase/skipped"));
  }
}

TEST(Junit, CountsWhatItHolds) {
  const Report report = assemble(
      {samples::file_of(samples::one_of_each()), samples::killed({failure()})}, some_library());
  check_counts(parsed(junit(report)));
  check_counts(parsed(junit_extended(report)));
}

TEST(Junit, TellsOfARunInTrouble) {
  const Report report = assemble({samples::killed({})}, some_library());
  const auto document = parsed(junit(report));
  EXPECT_EQ(at(document, "//testcase/@classname"), "oauthspec");
  EXPECT_EQ(at(document, "//testcase/error/@message"),
            "killed: its results file ends after 0 results");
  EXPECT_EQ(at(parsed(junit_extended(report)), "//testcase/error/@message"),
            "killed: its results file ends after 0 results");
}

TEST(Junit, TellsRunsApart) {
  const Report report =
      assemble({samples::file_of({failure()}), samples::file_of({failure()})}, some_library());
  const auto document = parsed(junit(report));
  EXPECT_EQ(at(document, "//testcase[1]/@classname"), "oauthlib 3.2.2: oauth1/base_string_uri");
  EXPECT_EQ(at(document, "//testcase[2]/@classname"), "oauthlib 3.2.2 (2): oauth1/base_string_uri");
  EXPECT_EQ(at(document, "//property[@name='oauthlib 3.2.2 (2): implementation']/@value"),
            "oauthlib");
}

TEST(Junit, ShowsOfAWarningWhatIsNotMet) {
  const auto document = parsed(junit(report_of({result_of("s/a/1", Status::warn)})));
  EXPECT_THAT(at(document, "//system-out"), StartsWith("warn s/a/1\n"));
}

TEST(JunitExtended, SaysWhereATestStandsAndWhatItExercises) {
  const auto document =
      parsed(junit_extended(report_of({failure(), result_of("s/a/1", Status::pass)})));
  EXPECT_EQ(at(document, "/testsuites/testsuite[1]/@name"), "oauth1/base_string_uri");
  const std::string test = "//testcase[@name='default-port']";
  EXPECT_EQ(at(document, test + "/@file"), "vectors/oauth1/base_string_uri.json");
  EXPECT_EQ(at(document, test + "/@line"), "17");
  const auto property = [&](const std::string& name) {
    return at(document, test + "/properties/property[@name='" + name + "']/@value");
  };
  EXPECT_EQ(property("status"), "fail");
  EXPECT_EQ(property("level"), "must");
  EXPECT_EQ(property("requirement"), "RFC5849-3.4.1.2-5");
  EXPECT_EQ(property("RFC5849-3.4.1.2-5.level"), "MUST");
  EXPECT_EQ(property("RFC5849-3.4.1.2-5.section"), "RFC 5849 section 3.4.1.2");
  // A test that the library does not know has no place.
  EXPECT_TRUE(document.select_nodes("//testcase[@name='1']/@file").empty());
}

TEST(Junit, StaysXmlWhateverAnAdapterSays) {
  for (const std::string& text : samples::hostile_texts()) {
    const Report report = assemble({samples::hostile_file(text)}, some_library());
    for (const auto& write : {junit, junit_extended}) {
      const std::string xml = write(report);
      EXPECT_TRUE(oauth::codec::check_utf8(xml));
      EXPECT_EQ(xml.find_first_of(std::string("\0\x01\x02\x07\x1b\t\r\v", 8)), std::string::npos);
      check_counts(parsed(xml));
    }
  }
}

TEST(Junit, HasRoomForNoTests) {
  check_counts(parsed(junit(report_of({}))));
  EXPECT_THAT(junit_extended(report_of({})), HasSubstr("tests=\"0\""));
}

TEST(XmlText, WritesWhatXmlCannotHold) {
  EXPECT_EQ(xml_text("a\n\x01\xEF\xBF\xBE\xEF\xBF\xBF\xEF\xBF\xBD"),
            "a\n\\x01\\xEF\\xBF\\xBE\\xEF\\xBF\\xBF\xEF\xBF\xBD");
  EXPECT_EQ(xml_text(std::string_view("\0", 1)), "\\x00");
  EXPECT_EQ(xml_text("\xFF"), "\\xFF");
}

TEST(Junit, HoldsNothingAgainstAServerThatItDoesNotClaim) {
  result::Result also = samples::server_check("dpop/x", Status::fail);
  also.also = true;
  for (const std::string& text :
       {junit(report_of({samples::server_check("dpop/a", Status::pass), also})),
        junit_extended(report_of({samples::server_check("dpop/a", Status::pass), also}))}) {
    EXPECT_THAT(text, HasSubstr("failures=\"0\" errors=\"0\" skipped=\"1\""));
    EXPECT_THAT(text, HasSubstr("classname=\"server/dpop (not claimed)\""));
    EXPECT_THAT(
        text, HasSubstr("<skipped message=\"fail, of a document that the server does not claim: "));
  }
}

}  // namespace
}  // namespace oauthspec::report
