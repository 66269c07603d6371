// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/core/target.h"

#include <gtest/gtest.h>

namespace oauthspec::provider {
namespace {

struct Row {
  const char* url;
  const char* case_name;
  const char* path;
  const char* query;
};

class TargetOf : public ::testing::TestWithParam<Row> {};

TEST_P(TargetOf, FindsCaseAndPath) {
  const std::string url = std::string("http://h:1") + GetParam().url;
  std::string joined;
  const Target target = target_of(url, joined);
  EXPECT_EQ(target.origin, "http://h:1");
  EXPECT_EQ(target.case_name, GetParam().case_name);
  EXPECT_EQ(target.path, GetParam().path);
  EXPECT_EQ(target.query, GetParam().query);
}

// RFC8414-3-1, RFC9728-3-1
INSTANTIATE_TEST_SUITE_P(
    Urls, TargetOf,
    ::testing::Values(
        Row{"", "", "", ""}, Row{"/", "", "/", ""}, Row{"?a=b", "", "", "a=b"},
        Row{"/token", "", "/token", ""}, Row{"/token?a=/case/b", "", "/token", "a=/case/b"},
        Row{"/token#/case/b", "", "/token", ""}, Row{"/case/one/token", "one", "/token", ""},
        Row{"/case/one", "one", "", ""}, Row{"/case/one/", "one", "/", ""},
        Row{"/case//token", "", "/case//token", ""}, Row{"/case/a/case/b/t", "a", "/case/b/t", ""},
        Row{"/.well-known/oauth-authorization-server", "",
            "/.well-known/oauth-authorization-server", ""},
        Row{"/case/one/.well-known/oauth-authorization-server", "one",
            "/.well-known/oauth-authorization-server", ""},
        Row{"/.well-known/oauth-authorization-server/case/one", "one",
            "/.well-known/oauth-authorization-server", ""},
        Row{"/.well-known/oauth-protected-resource/case/one/resource?x", "one",
            "/.well-known/oauth-protected-resource/resource", "x"},
        Row{"/.well-known/oauth-protected-resource/resource", "",
            "/.well-known/oauth-protected-resource/resource", ""},
        Row{"/.well-known//case/one", "one", "/.well-known/", ""}));

}  // namespace
}  // namespace oauthspec::provider
