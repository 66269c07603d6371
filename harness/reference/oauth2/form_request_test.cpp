// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/form_request.h"

#include <gtest/gtest.h>

#include "harness/testing/matchers.h"

namespace oauth::oauth2 {
namespace {

using message::find_header;
using oauthspec::testing::RefusesWith;

// RFC6749-3.2-2, RFC6749-3.2-3, RFC7009-2-4
TEST(FormRequest, ChecksItsEndpoint) {
  EXPECT_TRUE(check_endpoint("http://as.example/token?tenant=1"));
  EXPECT_THAT(check_endpoint("https://as.example/token#"), RefusesWith(Errc::uri_invalid));
  EXPECT_THAT(check_endpoint("/token"), RefusesWith(Errc::uri_invalid));
  EXPECT_TRUE(check_secure_endpoint("HTTPS://as.example/", false));
  EXPECT_THAT(check_secure_endpoint("http://as.example/", false),
              RefusesWith(Errc::uri_scheme_unsupported));
  EXPECT_TRUE(check_secure_endpoint("http://127.0.0.1:8080/", true));
}

TEST(FormRequest, CarriesWhatEveryFormMayCarry) {
  FormOptions options;
  options.scope = Scope{"a", "b"};
  options.resource = {"https://r.example/1", "https://r.example/2"};  // RFC8707-2-4
  options.dpop_proof = "proof";                                       // RFC9449-5-1
  options.extra.add("x", "&");
  const auto request =
      write_form_request("https://as.example/token?a=1", {{"p", "1"}}, nullptr, options);
  ASSERT_TRUE(request);
  EXPECT_EQ(request->url, "https://as.example/token?a=1");
  EXPECT_EQ(
      request->body,
      "p=1&scope=a+b&resource=https%3A%2F%2Fr.example%2F1&resource=https%3A%2F%2Fr.example%2F2"
      "&x=%26");
  EXPECT_EQ(find_header(request->headers, "DPoP"), "proof");
  options.extra.add("scope", "c");  // RFC6749-3.2-9
  EXPECT_THAT(write_form_request("https://as.example/", {}, nullptr, options),
              RefusesWith(Errc::parameter_duplicated));
  options.resource = {"r"};  // RFC8707-2-1
  EXPECT_THAT(write_form_request("https://as.example/", {}, nullptr, options),
              RefusesWith(Errc::resource_invalid));
}

}  // namespace
}  // namespace oauth::oauth2
