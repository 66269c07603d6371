// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/well_known.h"

#include <gtest/gtest.h>

#include "harness/testing/matchers.h"

namespace oauth::oauth2 {
namespace {

using oauthspec::testing::Gives;
using oauthspec::testing::RefusesWith;

// RFC 8414 section 3.1: its examples. RFC8414-3.1-2
TEST(IssuerMetadataUrl, PutsTheSuffixBehindTheHost) {
  const auto url = [](const char* issuer) {
    return issuer_metadata_url(issuer, "oauth-authorization-server");
  };
  EXPECT_THAT(url("https://example.com"),
              Gives("https://example.com/.well-known/oauth-authorization-server"));
  EXPECT_THAT(url("https://example.com/"),
              Gives("https://example.com/.well-known/oauth-authorization-server"));
  EXPECT_THAT(url("https://example.com/issuer1"),
              Gives("https://example.com/.well-known/oauth-authorization-server/issuer1"));
  EXPECT_THAT(url("https://example.com/issuer1/"),
              Gives("https://example.com/.well-known/oauth-authorization-server/issuer1"));
  EXPECT_THAT(url("https://example.com:8443/a/b"),
              Gives("https://example.com:8443/.well-known/oauth-authorization-server/a/b"));
}

// RFC8414-2-2
TEST(IssuerMetadataUrl, RefusesWhatIsNoIssuer) {
  for (const char* issuer : {"http://example.com", "https://example.com?", "https://example.com/#",
                             "https:///a", "example.com", "https:a", ""}) {
    EXPECT_THAT(issuer_metadata_url(issuer, "x"), RefusesWith(Errc::identifier_invalid)) << issuer;
  }
}

// RFC 9728 section 3.1: its examples. RFC9728-3.1-2
TEST(ResourceMetadataUrl, KeepsTheQueryBehindThePath) {
  const auto url = [](const char* resource) {
    return resource_metadata_url(resource, "oauth-protected-resource");
  };
  EXPECT_THAT(url("https://resource.example.com"),
              Gives("https://resource.example.com/.well-known/oauth-protected-resource"));
  EXPECT_THAT(url("https://resource.example.com/resource1"),
              Gives("https://resource.example.com/.well-known/oauth-protected-resource/resource1"));
  EXPECT_THAT(url("https://resource.example.com/?k=v"),
              Gives("https://resource.example.com/.well-known/oauth-protected-resource?k=v"));
  EXPECT_THAT(url("https://resource.example.com/a/?k=v"),
              Gives("https://resource.example.com/.well-known/oauth-protected-resource/a/?k=v"));
  // RFC9728-1.2-1
  EXPECT_THAT(url("https://resource.example.com/#f"), RefusesWith(Errc::identifier_invalid));
  EXPECT_THAT(url("http://resource.example.com/"), RefusesWith(Errc::identifier_invalid));
}

TEST(IssuerMetadataUrl, TakesPlainHttpInATest) {
  EXPECT_THAT(issuer_metadata_url("http://127.0.0.1:8080/case/a", "x", true),
              Gives("http://127.0.0.1:8080/.well-known/x/case/a"));
  EXPECT_THAT(issuer_metadata_url("ftp://127.0.0.1", "x", true),
              RefusesWith(Errc::identifier_invalid));
}

}  // namespace
}  // namespace oauth::oauth2
