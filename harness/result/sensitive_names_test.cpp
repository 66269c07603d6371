// SPDX-License-Identifier: Apache-2.0
#include "harness/result/sensitive_names.h"

#include <gtest/gtest.h>

namespace oauthspec::result {
namespace {

TEST(Sensitivity, IsThatOfTheName) {
  for (const char* name : {"oauth_token", "oauth_token_secret", "OAUTH_TOKEN", "oauth_verifier",
                           "client_secret", "password", "access_token", "refresh_token", "id_token",
                           "assertion", "client_assertion", "device_code"}) {
    EXPECT_EQ(sensitivity(name), Sensitivity::secret) << name;
  }
  for (const char* name :
       {"oauth_consumer_key", "oauth_nonce", "client_id", "token_type", "state", "scope",
        "subject_token_type", "client_assertion_type", "signature", ""}) {
    EXPECT_EQ(sensitivity(name), Sensitivity::none) << name;
  }
  EXPECT_EQ(sensitivity("code"), Sensitivity::parameter);
  EXPECT_EQ(sensitivity("token"), Sensitivity::parameter);
  EXPECT_EQ(sensitivity("oauth_signature"), Sensitivity::signature);
}

TEST(ProtocolName, IsOneThatHoldsAWord) {
  EXPECT_TRUE(protocol_name("oauth_token"));
  EXPECT_TRUE(protocol_name("Token_Type"));
  EXPECT_FALSE(protocol_name("token"));
  EXPECT_FALSE(protocol_name("my_token"));
}

}  // namespace
}  // namespace oauthspec::result
