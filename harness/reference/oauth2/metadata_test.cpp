// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/metadata.h"

#include <set>
#include <string>

#include <gtest/gtest.h>

#include "harness/reference/oauth2/metadata_members.h"
#include "harness/testing/matchers.h"

namespace oauth::oauth2 {
namespace {

using nlohmann::json;
using oauthspec::testing::RefusesWith;

Result<Metadata> read(MetadataKind kind, const json& document) {
  MetadataContext context;
  context.kind = kind;
  context.identifier =
      kind == MetadataKind::protected_resource ? "https://r.example" : "https://as.example";
  const int status = kind == MetadataKind::client ? 201 : 200;
  return parse_metadata(crypto::openssl(),
                        {status, {{"Content-Type", "application/json"}}, document.dump()}, context);
}

json minimal(MetadataKind kind) {
  switch (kind) {
    case MetadataKind::authorization_server:
      return {{"issuer", "https://as.example"}, {"response_types_supported", {"code"}}};
    case MetadataKind::protected_resource:
      return {{"resource", "https://r.example"}};
    case MetadataKind::client:
      break;
  }
  return {{"client_id", "a"}};
}

// RFC 8414 section 2, RFC 9728 section 2, RFC 7591 section 2: what a document leaves out has its default, which the same member
// could have said.
TEST(MembersOf, HaveDefaultsThatAreMembers) {
  for (const auto kind : {MetadataKind::authorization_server, MetadataKind::protected_resource,
                          MetadataKind::client}) {
    std::set<std::string> names;
    json full = minimal(kind);
    for (const Member& member : members_of(kind)) {
      EXPECT_TRUE(names.insert(member.name).second) << member.name;
      if (member.fallback != nullptr) full[member.name] = json::parse(member.fallback);
      auto without = minimal(kind);
      without.erase(member.name);
      EXPECT_EQ(read(kind, without).has_value(), !member.required) << member.name;
    }
    ASSERT_TRUE(read(kind, full)) << name(read(kind, full).error().code);
    EXPECT_EQ(read(kind, full)->members, read(kind, minimal(kind))->members);
  }
}

// RFC8414-3.2-3, RFC9728-3.2-3 forbid an array without elements; RFC 7591 does not.
TEST(ParseMetadata, LetsAClientsArraysBeEmpty) {
  auto server = minimal(MetadataKind::authorization_server);
  server["scopes_supported"] = json::array();
  EXPECT_THAT(read(MetadataKind::authorization_server, server), RefusesWith(Errc::member_invalid));
  auto resource = minimal(MetadataKind::protected_resource);
  resource["authorization_servers"] = json::array();
  EXPECT_THAT(read(MetadataKind::protected_resource, resource), RefusesWith(Errc::member_invalid));
  auto client = minimal(MetadataKind::client);
  client["grant_types"] = json::array();
  client["contacts"] = json::array();
  const auto registered = read(MetadataKind::client, client);
  ASSERT_TRUE(registered);
  EXPECT_EQ(registered->members.at("grant_types"), json::array());
}

// RFC 8259 section 6: 0.0 and 1e3 are whole numbers; what is beyond 2^53 is another one to each reader.
TEST(ParseMetadata, ReadsAClientsTimesAsAllOthers) {
  const auto expires_at = [](const json& time) {
    auto client = minimal(MetadataKind::client);
    client["client_secret_expires_at"] = time;
    return read(MetadataKind::client, client);
  };
  const auto whole = expires_at(1e3);
  ASSERT_TRUE(whole);
  EXPECT_EQ(whole->members.at("client_secret_expires_at").dump(), "1000");
  EXPECT_TRUE(expires_at(0.0));
  for (const json& time : {json(0.5), json(-1), json("0"), json(9'007'199'254'740'993)}) {
    EXPECT_THAT(expires_at(time), RefusesWith(Errc::member_invalid)) << time;
  }
}

TEST(ParseMetadata, TakesPlainHttpInATest) {
  const message::Response response{
      200,
      {{"Content-Type", "application/json"}},
      R"({"issuer": "http://127.0.0.1:8080", "response_types_supported": ["code"], "jwks_uri": "http://127.0.0.1:8080/jwks"})"};
  MetadataContext context;
  context.identifier = "http://127.0.0.1:8080";
  // RFC8414-2-2
  EXPECT_THAT(parse_metadata(crypto::openssl(), response, context),
              RefusesWith(Errc::member_invalid));
  context.allow_plain_http = true;
  EXPECT_TRUE(parse_metadata(crypto::openssl(), response, context));
}

}  // namespace
}  // namespace oauth::oauth2
