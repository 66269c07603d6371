// SPDX-License-Identifier: Apache-2.0
#include "harness/report/html.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/reference/codec/base64.h"
#include "harness/reference/crypto/backend.h"
#include "harness/report/assets.h"
#include "harness/report/testing/samples.h"

namespace oauthspec::report {
namespace {

using result::Status;
using samples::failure;
using samples::file_of;
using samples::report_of;
using samples::result_of;
using samples::some_library;
using testing::HasSubstr;
using testing::Not;

// The page up to its data: what there is without scripts.
std::string markup_of(const Report& report) {
  const std::string page = html(report);
  const std::string body = page.substr(page.find("<body>"));
  return body.substr(0, body.find("<script"));
}

TEST(Html, SumsUpEachRun) {
  const std::string markup =
      markup_of(report_of({result_of("s/a/1", Status::pass), result_of("s/a/2", Status::pass),
                           result_of("s/a/3", Status::skip), failure()}));
  EXPECT_THAT(markup, HasSubstr("<h1>OAuth conformance of oauthlib 3.2.2</h1>"));
  EXPECT_THAT(markup, HasSubstr("4 tests of oauthspec 0.1.0"));
  EXPECT_THAT(markup, HasSubstr("<th scope=\"row\">oauthlib 3.2.2 <small>python</small></th>"));
  EXPECT_THAT(markup, HasSubstr("2 of 3 (66.6 %)"));
  EXPECT_THAT(markup, HasSubstr("data-status=\"pass\">2</td>"));
  EXPECT_THAT(markup, HasSubstr("data-status=\"fail\">1</td>"));
  EXPECT_THAT(markup, HasSubstr("<td>2026-01-31 23:59</td>"));
  EXPECT_THAT(markup, Not(HasSubstr("data-status=\"crash\"")))
      << "a column for a status that never came";
}

TEST(Html, CountsTestsOnceAndEveryVersionOfTheSuite) {
  result::File older = file_of({failure()});
  older.run->version = "0.0.9";
  const std::string markup = markup_of(assemble({file_of({failure()}), older}, some_library()));
  EXPECT_THAT(markup, HasSubstr("<h1>OAuth conformance of 2 implementations</h1>"));
  EXPECT_THAT(markup, HasSubstr("1 test of oauthspec 0.0.9, 0.1.0"));
}

TEST(Html, SaysWhatIsWrongWithARun) {
  const std::string killed = markup_of(assemble({samples::killed({failure()})}, some_library()));
  EXPECT_THAT(killed,
              HasSubstr("<td>2026-01-31 23:59 <span class=\"trouble\">see below</span></td>"));
  EXPECT_THAT(killed, HasSubstr("<li><strong>oauthlib 3.2.2</strong> killed: "));
  EXPECT_THAT(markup_of(report_of({failure()})), Not(HasSubstr("trouble")));
}

TEST(Html, SaysThatItNeedsScripts) {
  EXPECT_THAT(markup_of(report_of({failure()})), HasSubstr("<noscript><p class=\"notice\">"));
}

TEST(Html, HasNothingOfWhatItMayNotLoad) {
  const std::string page = html(report_of({failure()}));
  EXPECT_THAT(page, Not(HasSubstr(" src=")));
  EXPECT_THAT(page, Not(HasSubstr("@import")));
  EXPECT_THAT(page, Not(HasSubstr("url(")));
}

TEST(Html, MakesNoMarkupOfWhatAnAdapterSays) {
  const std::string plain = markup_of(report_of({failure()}));
  for (const std::string& text : samples::hostile_texts()) {
    const std::string markup = markup_of(assemble({samples::hostile_file(text)}, some_library()));
    EXPECT_THAT(markup, Not(HasSubstr("<img")));
    EXPECT_THAT(markup, Not(HasSubstr("<!--")));
    EXPECT_THAT(markup, Not(HasSubstr("<?")));
    EXPECT_THAT(html(assemble({samples::hostile_file(text)}, some_library())),
                testing::EndsWith("</html>\n"));
  }
  EXPECT_THAT(plain, HasSubstr("oauthlib"));
}

TEST(Html, CanShowARepotWithoutAnything) {
  EXPECT_THAT(markup_of(assemble({}, some_library())), HasSubstr("0 tests"));
}

std::string sha256_of(std::string_view text) {
  auto digest = oauth::crypto::openssl().digest(oauth::crypto::Hash::sha256, text);
  return oauth::codec::base64_encode(digest.value().octets());
}

TEST(Assets, GoByTheirHashes) {
  for (const Asset& asset : {assets::style, assets::script, assets::body}) {
    EXPECT_EQ(asset.sha256, sha256_of(asset.text));
  }
}

TEST(Assets, StayInsideTheirElements) {
  for (const Asset& asset : {assets::style, assets::script}) {
    EXPECT_THAT(asset.text, Not(HasSubstr("</")));
    EXPECT_THAT(asset.text, Not(HasSubstr("<!--")));
  }
}

TEST(Assets, KnowEveryStatus) {
  for (int i = 0; i <= static_cast<int>(Status::not_run); ++i) {
    const std::string status(result::name(static_cast<Status>(i)));
    EXPECT_THAT(assets::style.text, HasSubstr(".status-" + status + "::before"));
    EXPECT_THAT(assets::script.text, HasSubstr("'" + status + "'"));
  }
}

}  // namespace
}  // namespace oauthspec::report
