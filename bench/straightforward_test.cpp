// SPDX-License-Identifier: Apache-2.0
// The version for comparison signs as the reference does, or the comparison would be one of two different things.
#include "bench/straightforward.h"

#include <string>

#include <gtest/gtest.h>

#include "bench/signing_requests.h"

namespace oauthspec::bench {
namespace {

const Straightforward kSigner{std::string(kConsumerKey), std::string(kConsumerSecret),
                              std::string(kToken), std::string(kTokenSecret)};

// OAuth Core 1.0 Revision A, appendix A.5.2.
TEST(Straightforward, MatchesTheExampleOfOAuthCore) {
  EXPECT_EQ(kSigner.sign("GET", "http://photos.example.net/photos?file=vacation.jpg&size=original",
                         "kllo9940pd9333jh", "1191242096"),
            "tR3+Ty81lMeYAr/Fid0kMTYa/WM=");
}

TEST(Straightforward, SignsAsTheReferenceDoes) {
  auto signer = request_signer(oauth::crypto::openssl(), oauth::oauth1::SignatureMethod::hmac_sha1);
  std::size_t octets = 0;
  for (const Numbered& numbered : photo_requests()) {
    const auto made = signer.sign(numbered.request, numbered.nonce, numbered.timestamp);
    ASSERT_TRUE(made);
    ASSERT_EQ(kSigner.sign(numbered.request.method, numbered.request.url, numbered.nonce,
                           numbered.timestamp),
              made->signature)
        << numbered.request.url;
    octets += made->base_string.size();
  }
  // What the benchmarks say of their workload.
  EXPECT_NEAR(static_cast<double>(octets) / kPhotoRequests, 300, 15);
}

}  // namespace
}  // namespace oauthspec::bench
