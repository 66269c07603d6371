// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/backends_command.h"

#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace oauthspec::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class BackendsCommand : public testing::Test {
 protected:
  std::string run(bool as_json) {
    EXPECT_EQ(run_backends({.json = as_json}, backends_, "AVX2", {out_, err_}), as_expected);
    return out_.str();
  }

  std::vector<oauth::crypto::BuiltBackend> backends_{
      {&oauth::crypto::openssl(), "A library", "1.2", "ISC", "", {"RSA", "ECDSA"}}};
  std::ostringstream out_;
  std::ostringstream err_;
};

TEST_F(BackendsCommand, ShowsATable) {
  EXPECT_EQ(run(false),
            "NAME     LIBRARY    VERSION  LICENCE  HASHES BY  LACKS\n"
            "openssl  A library  1.2      ISC      -          RSA, ECDSA\n"
            "The processor has: AVX2\n");
}

TEST_F(BackendsCommand, WritesJson) {
  const auto document = nlohmann::json::parse(run(true));
  EXPECT_EQ(document.at("processor"), "AVX2");
  EXPECT_EQ(document.at("backends").at(0), nlohmann::json({{"name", "openssl"},
                                                           {"library", "A library"},
                                                           {"version", "1.2"},
                                                           {"licence", "ISC"},
                                                           {"processor", ""},
                                                           {"lacks", {"RSA", "ECDSA"}}}));
}

TEST_F(BackendsCommand, NamesThoseThereAreInsteadOfAnUnknownOne) {
  EXPECT_EQ(chosen_backend("", "vectors", {out_, err_})->backend, &oauth::crypto::openssl());
  EXPECT_EQ(chosen_backend("openssl-oneshot", "vectors", {out_, err_})->backend->name(),
            "openssl-oneshot");
  EXPECT_EQ(err_.str(), "");
  EXPECT_EQ(chosen_backend("wrong\x1b", "vectors", {out_, err_}), nullptr);
  EXPECT_THAT(err_.str(), AllOf(HasSubstr("oauthspec vectors: "), HasSubstr("openssl-evp-mac"),
                                Not(HasSubstr("\x1b"))));
}

}  // namespace
}  // namespace oauthspec::cli
