// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/token_response.h"

#include <utility>

#include "fuzz/oracle/token_response.h"
#include "fuzz/subjects/members.h"
#include "fuzz/subjects/reference.h"
#include "fuzz/subjects/value_or_nothing.h"
#include "harness/reference/oauth2/code_flow.h"

namespace oauthspec::fuzz {
namespace {

using oauth::message::Response;
using oauth::oauth2::TokenResponse;

namespace oauth2 = oauth::oauth2;

std::optional<Members> members_of(const oauth::Result<TokenResponse>& read) {
  if (!read) return std::nullopt;
  // One by one: a list of pairs would be made twice.
  Members members = Members::object();
  members["access_token"] = read->access_token.reveal();
  members["token_type"] = read->token_type;
  members["extra"] = read->extra;
  put(members, "expires_in", read->expires_in);
  put(members, "refresh_token", read->refresh_token);
  put(members, "scope", read->scope);
  put(members, "issued_token_type", read->issued_token_type);
  put(members, "dpop_nonce", read->dpop_nonce);
  return members;
}

std::optional<Members> parse(const Response& response, const std::vector<std::string>& token_types,
                             bool exchange) {
  return members_of(oauth::oauth2::parse_token_response(response, token_types, exchange));
}

std::optional<Response> write(const Members& members) {
  TokenResponse response;
  response.access_token = oauth::Secret(members.at("access_token").get_ref<const std::string&>());
  response.token_type = members.at("token_type").get<std::string>();
  response.extra = members.at("extra");
  take(members, "expires_in", response.expires_in);
  take(members, "refresh_token", response.refresh_token);
  take(members, "scope", response.scope);
  take(members, "issued_token_type", response.issued_token_type);
  take(members, "dpop_nonce", response.dpop_nonce);
  return value_or_nothing(oauth::oauth2::write_token_response(response));
}

/// Octet after octet, so that no two texts are the same, and each run is.
class CountedSource final : public oauth::RandomSource {
 public:
  void fill(std::span<std::uint8_t> octets) override {
    for (std::uint8_t& octet : octets) octet = next_++;
  }

 private:
  std::uint8_t next_ = 0;
};

class ReferenceFlow final : public CodeAuthorization {
 public:
  explicit ReferenceFlow(oauth2::CodeFlow flow) : flow_(std::move(flow)) {}

  [[nodiscard]] std::string url() const override { return flow_.authorization_url(); }
  [[nodiscard]] bool take_response(const oauth::message::Request& request) override {
    return flow_.take_response(request).has_value();
  }
  [[nodiscard]] std::optional<oauth::message::Request> token_request() override {
    return value_or_nothing(flow_.token_request());
  }
  [[nodiscard]] std::optional<oauth::message::Request> repeated_token_request() override {
    return value_or_nothing(flow_.repeated_token_request(std::nullopt));
  }
  [[nodiscard]] std::optional<Members> take_tokens(const Response& response) override {
    return members_of(flow_.take_tokens(response));
  }

 private:
  oauth2::CodeFlow flow_;
};

std::unique_ptr<CodeAuthorization> authorize(const CodeServer& server,
                                             const std::vector<std::string>& scope) {
  CountedSource random;
  const oauth2::KnownServer known{"https://as.example.com", "https://as.example.com/authorize",
                                  server.token_endpoint, true, server.challenge_methods};
  oauth2::CodeFlowOptions options;
  options.redirect_uri = "https://client.example.com/cb";
  options.scope = scope;
  auto flow = oauth2::CodeFlow::start(oauth::crypto::openssl(), random, known,
                                      {"s6BhdRkqt3", oauth2::NoAuthentication{}}, options);
  if (!flow) return nullptr;
  return std::make_unique<ReferenceFlow>(*std::move(flow));
}

}  // namespace

template <>
TokenResponseReader reference<TokenResponseReader>() {
  return {.parse = parse, .write = write, .authorize = authorize};
}

}  // namespace oauthspec::fuzz
