// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/dpop_model.h"

#include <gtest/gtest.h>

namespace oauthspec::fuzz {
namespace {

// RFC 9449 section 5, the proof of its token request.
constexpr const char* kProof =
    "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0Vj"
    "NoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5"
    "VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19.eyJqdGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIjoiUE9TV"
    "CIsImh0dSI6Imh0dHBzOi8vc2VydmVyLmV4YW1wbGUuY29tL3Rva2VuIiwiaWF0IjoxNTYyMjYyNjE2fQ.2-GxA6T8"
    "lP4vfrg8v-FdWP0A0zdrj8igiMLvqRMUvwnQg4PtFLbdLXiOSsX0x7NVY-FNyJK70nfbV37xRZT3Lg";
constexpr double kIssued = 1562262616;

oauth::message::Request request(const char* url) {
  oauth::message::Request made;
  made.method = "POST";
  made.url = url;
  made.headers = {{"DPoP", kProof}};
  return made;
}

// The thumbprint is that of section 6.1.
TEST(DpopModel, TakesTheProofOfTheRfc) {
  EXPECT_EQ(model_verify_dpop(request("https://server.example.com/token"), {}, kIssued),
            "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I");
}

TEST(DpopModel, TakesItForNothingElse) {
  EXPECT_EQ(model_verify_dpop(request("https://server.example.com/other"), {}, kIssued),
            std::nullopt);
  EXPECT_EQ(model_verify_dpop(request("https://server.example.com/token"), {},
                              kIssued + kProofWindow + 1),
            std::nullopt);
  DpopPlace place;
  place.nonce = kServerNonce;
  EXPECT_EQ(model_verify_dpop(request("https://server.example.com/token"), place, kIssued),
            std::nullopt);
}

// RFC 3986 sections 6.2.2.1, 6.2.2.2 and 6.2.3, and 5.2.4.
TEST(DpopModel, NormalisesAsTheRfcDoes) {
  for (const char* same : {"http://example.com", "http://example.com/", "http://example.com:/",
                           "HTTP://EXAMPLE.com:80/", "http://%65xample.com/a/.."}) {
    EXPECT_EQ(model_normal_uri(same), "http://example.com/") << same;
  }
  EXPECT_EQ(model_normal_uri("https://h/a/b/c/./../../g"), "https://h/a/g");
  EXPECT_EQ(model_normal_uri("https://h/%7euser/%c3%a1"), "https://h/~user/%C3%A1");
  EXPECT_EQ(model_normal_uri("https://h:80/"), "https://h:80/");
}

}  // namespace
}  // namespace oauthspec::fuzz
