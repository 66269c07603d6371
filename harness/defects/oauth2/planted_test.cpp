// SPDX-License-Identifier: Apache-2.0
#include "harness/defects/oauth2/planted.h"

#include <filesystem>

#include <gtest/gtest.h>

#include "harness/defects/oauth2/pkce.h"
#include "harness/runner/judge.h"
#include "harness/vector/load.h"

namespace oauthspec::defects::oauth2 {
namespace {

json text_of(const Verdict& verdict) {
  return runner::answer_json(verdict);
}

bool never(string_view /*text*/) {
  return false;
}

void refuse_all(Pkce& library) {
  library.is_verifier = never;
}

const json kVerifier{{"code_verifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"},
                     {"method", "plain"}};

TEST(Planted, PutsOneFunctionInThePlaceOfAnother) {
  EXPECT_EQ(text_of(answer_pkce_challenge(sound<Pkce>(), kVerifier)),
            json({{"out", kVerifier.at("code_verifier")}}));
  EXPECT_TRUE(text_of(planted<answer_pkce_challenge, &Pkce::is_verifier, never>(kVerifier))
                  .contains("reject"));
  EXPECT_TRUE(
      text_of(planted_by<answer_pkce_challenge, Pkce, refuse_all>(kVerifier)).contains("reject"));
}

// Not only where a vector compares: reject codes and all.
TEST(SoundAnswer, IsThatOfTheReference) {
  const auto library = vector::load(std::filesystem::path(OAUTHSPEC_SOURCE_DIR) / "vectors");
  ASSERT_TRUE(library);
  for (const vector::Suite& suite : library->suites) {
    // What signs anew each time is compared by verifying it, as selftest does.
    if (!suite.op.starts_with("oauth2.") || suite.op == "oauth2.client_assertion" ||
        suite.op == "oauth2.dpop_proof")
      continue;
    for (const vector::Test& test : suite.tests) {
      json sound = text_of(sound_answer(suite.op, test.in));
      json reference = text_of(adapter::reference_answer(suite.op, test.in));
      for (json* answer : {&sound, &reference}) {
        if (answer->contains("reject")) (*answer)["reject"].erase("message");
      }
      EXPECT_EQ(sound, reference) << vector::full_name(suite, test);
    }
  }
}

}  // namespace
}  // namespace oauthspec::defects::oauth2
