// SPDX-License-Identifier: Apache-2.0
#include "harness/checks/redirect_uri_shapes.h"

#include <set>
#include <string>

#include <gtest/gtest.h>

#include "harness/checks/redirect_uri_pattern.h"

namespace oauthspec::checks {
namespace {

TestClient client_of(const std::string& redirect_uri) {
  TestClient client;
  client.redirect_uris = {redirect_uri};
  return client;
}

std::string filled(std::string_view pattern, std::string_view registered) {
  const auto parts = parts_of(registered);
  return parts ? fill_pattern(pattern, *parts).value_or("none") : "no parts";
}

TEST(RedirectUriShapes, AreHundredsWithIdsOfTheirOwn) {
  std::set<std::string_view> ids;
  for (const RedirectUriShape& shape : redirect_uri_shapes()) {
    EXPECT_TRUE(ids.insert(shape.id).second) << shape.id;
  }
  EXPECT_GE(ids.size(), 240U);
}

TEST(RedirectUriShapes, EachHaveAnotherUriThanTheOneRegistered) {
  for (const std::string registered :
       {"https://client.example/callback", "https://client.example:8443/a/b?tenant=7",
        "http://127.0.0.1:9000/callback", "https://client.example", "http://[::1]/"}) {
    std::set<std::string> written;
    for (const RedirectUriShape& shape : redirect_uri_shapes()) {
      const auto uri = shaped(shape, client_of(registered));
      if (!uri) continue;
      EXPECT_NE(*uri, registered) << shape.id;
      EXPECT_FALSE(uri->empty()) << shape.id;
      EXPECT_EQ(uri->find_first_of("{}"), std::string::npos) << shape.id << ": " << *uri;
      written.insert(*uri);
    }
    EXPECT_GE(written.size(), 180U) << registered;
  }
}

TEST(RedirectUriShapes, AllSuitARegisteredUriOfHttps) {
  for (const RedirectUriShape& shape : redirect_uri_shapes()) {
    EXPECT_EQ(shaped(shape, client_of("https://client.example/callback")).has_value(),
              shape.id != "https-for-http")
        << shape.id;
  }
}

// RFC 8252 section 7.3, RFC 9700 section 2.1
TEST(RedirectUriShapes, LeaveThePortOfALoopbackAddressToTheClient) {
  const RedirectUriShape other{"other", ShapeFamily::another_port,
                               "{scheme}://{host}:1{path}{query}"};
  EXPECT_TRUE(shaped(other, client_of("https://client.example/callback")));
  EXPECT_FALSE(shaped(other, client_of("http://127.0.0.1:9000/callback")));
  EXPECT_FALSE(shaped(other, client_of("http://localhost/callback")));
  const RedirectUriShape longer{"longer", ShapeFamily::longer_path, "{scheme}://{host}:1{path}/x"};
  EXPECT_TRUE(shaped(longer, client_of("http://127.0.0.1:9000/callback")));
}

TEST(RedirectUriShapes, LeaveOutWhatTheClientHasRegisteredToo) {
  TestClient client = client_of("https://client.example/callback");
  const RedirectUriShape root{"root", ShapeFamily::another_path, "{origin}/"};
  EXPECT_TRUE(shaped(root, client));
  client.redirect_uris.emplace_back("https://client.example/");
  EXPECT_FALSE(shaped(root, client));
  EXPECT_FALSE(shaped(root, client_of("com.example.app:/callback"))) << "has no authority";
}

TEST(RedirectUriPattern, FillsInThePartsOfTheRegisteredUri) {
  constexpr std::string_view kUri = "https://client.example:8443/a/b?tenant=7";
  EXPECT_EQ(filled("{uri}", kUri), kUri);
  EXPECT_EQ(filled("{scheme}|{host}|{port}|{path}|{query}|{and}", kUri),
            "https|client.example|:8443|/a/b|?tenant=7|&");
  EXPECT_EQ(filled("{SCHEME} {HOST} {PATH} {folder}", kUri), "HTTPS CLIENT.EXAMPLE /A/B /a/");
  EXPECT_EQ(filled("{host-cut} {host-parent} {path-cut} {path-other-slash}", kUri),
            "client.exampl example /a/ /a/b/");
  EXPECT_EQ(filled("{host-escaped} {path-escaped} {path-slash-escaped} {host-dot-escaped}", kUri),
            "%63lient.example /%61/b %2fa/b client%2eexample");
  EXPECT_EQ(filled("{zero-port}", kUri), ":08443");
  EXPECT_EQ(filled("{default-port}", kUri), "none");
  EXPECT_EQ(filled("{default-port} {zero-port} {empty-port}", "http://client.example/"),
            ":80 :080 :");
  EXPECT_EQ(filled("{plain-scheme}", "http://client.example/"), "none");
  EXPECT_EQ(filled("{host-look-alike} {host-wide} {host-wide-dot}", "https://c.example/"),
            "\xD1\x81.example \xEF\xBD\x83.example c\xE3\x80\x82"
            "example");
}

TEST(RedirectUriPattern, WritesAddressesAsNumbers) {
  constexpr std::string_view kForms = "{decimal} {hexadecimal} {octal} {short-address}";
  EXPECT_EQ(filled(kForms, "http://192.0.2.1/"), "3221225985 0xc0000201 030000001001 192.513");
  EXPECT_EQ(filled(kForms, "http://client.example/"), "2130706433 0x7f000001 017700000001 127.1");
}

TEST(RedirectUriPattern, HasNoPartsOfWhatHasNoAuthority) {
  EXPECT_FALSE(parts_of("com.example.app:/callback"));
  EXPECT_FALSE(parts_of("https://user@client.example/"));
  EXPECT_FALSE(parts_of("https://client.example/#there"));
  EXPECT_FALSE(parts_of("/callback"));
}

}  // namespace
}  // namespace oauthspec::checks
