// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/token_response.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <utility>

#include "fuzz/planted/edit_json.h"
#include "fuzz/planted/planted.h"
#include "fuzz/subjects/reference.h"

namespace oauthspec::fuzz {
namespace {

using nlohmann::json;
using oauth::message::Response;
using Types = std::vector<std::string>;

const TokenResponseReader& right() {
  static const auto reader = reference<TokenResponseReader>();
  return reader;
}

std::optional<Members> convert_text(const Response& response, const Types& types, bool exchange) {
  const auto edited = with_edited_body(response, [](json& object) {
    const auto found = object.find("expires_in");
    if (found == object.end() || !found->is_string()) return;
    const json number = json::parse(found->get<std::string>(), nullptr, false);
    if (number.is_number()) *found = number;
  });
  return right().parse(edited, types, exchange);
}

std::optional<Members> cut_fraction(const Response& response, const Types& types, bool exchange) {
  const auto edited = with_edited_body(response, [](json& object) {
    const auto found = object.find("expires_in");
    if (found == object.end() || !found->is_number_float()) return;
    *found = std::trunc(found->get<double>());
  });
  return right().parse(edited, types, exchange);
}

std::optional<Members> clamp_negative(const Response& response, const Types& types, bool exchange) {
  const auto edited = with_edited_body(response, [](json& object) {
    const auto found = object.find("expires_in");
    if (found != object.end() && found->is_number() && *found < 0) *found = 0;
  });
  return right().parse(edited, types, exchange);
}

std::optional<Members> drop_empty_scope(const Response& response, const Types& types,
                                        bool exchange) {
  const auto edited = with_edited_body(response, [](json& object) {
    if (object.contains("scope") && (object["scope"] == "" || object["scope"].is_null())) {
      object.erase("scope");
    }
  });
  return right().parse(edited, types, exchange);
}

std::optional<Members> keep_line_end(const Response& response, const Types& types, bool exchange) {
  std::string token;
  const auto edited = with_edited_body(response, [&token](json& object) {
    const auto found = object.find("access_token");
    if (found == object.end() || !found->is_string()) return;
    token = found->get<std::string>();
    if (token.ends_with('\n')) *found = token.substr(0, token.size() - 1);
  });
  auto read = right().parse(edited, types, exchange);
  if (read && token.ends_with('\n')) (*read)["access_token"] = token;
  return read;
}

std::optional<Members> last_of_a_name(const Response& response, const Types& types, bool exchange) {
  return right().parse(with_edited_body(response, [](json&) {}), types, exchange);
}

std::optional<Response> write_unescaped(const Members& members) {
  auto written = right().write(members);
  if (written && members.contains("refresh_token")) {
    const auto token = members["refresh_token"].get<std::string>();
    const std::string escaped = json(token).dump();
    const std::size_t at = written->body.find(escaped);
    if (at != std::string::npos) written->body.replace(at, escaped.size(), '"' + token + '"');
  }
  return written;
}

/// A client that believes what it is given: a scope it did not ask for does not end the authorization.
class CarelessFlow final : public CodeAuthorization {
 public:
  explicit CarelessFlow(std::unique_ptr<CodeAuthorization> flow) : flow_(std::move(flow)) {}

  [[nodiscard]] std::string url() const override { return flow_->url(); }
  [[nodiscard]] bool take_response(const oauth::message::Request& request) override {
    return flow_->take_response(request);
  }
  [[nodiscard]] std::optional<oauth::message::Request> token_request() override {
    auto request = flow_->token_request();
    redeemed_ = redeemed_ || request;
    return request;
  }
  [[nodiscard]] std::optional<oauth::message::Request> repeated_token_request() override {
    return flow_->repeated_token_request();
  }
  [[nodiscard]] std::optional<Members> take_tokens(const Response& response) override {
    const bool first = std::exchange(redeemed_, false);
    auto tokens = flow_->take_tokens(response);
    if (tokens || !first) return tokens;
    return reference<TokenResponseReader>().parse(response, {"Bearer"}, false);
  }

 private:
  std::unique_ptr<CodeAuthorization> flow_;
  bool redeemed_ = false;
};

std::unique_ptr<CodeAuthorization> authorize_carelessly(const CodeServer& server,
                                                        const std::vector<std::string>& scope) {
  auto flow = reference<TokenResponseReader>().authorize(server, scope);
  if (flow == nullptr) return nullptr;
  return std::make_unique<CarelessFlow>(std::move(flow));
}

constexpr auto kBugs = std::to_array<PlantedBug<TokenResponseReader>>({
    {"expires-in-text-is-a-number", "Digits in a JSON string are taken for expires_in.",
     "reddit #761, socialauth #43",
     [](TokenResponseReader& reader) { reader.parse = convert_text; }},
    {"expires-in-loses-its-fraction", "A fraction of expires_in is cut off.", "oauth2-rs #85, #320",
     [](TokenResponseReader& reader) { reader.parse = cut_fraction; }},
    {"negative-expires-in-is-now", "A negative expires_in is taken for 0.", "oauthlib #569",
     [](TokenResponseReader& reader) { reader.parse = clamp_negative; }},
    {"empty-scope-is-as-requested", "An empty scope counts as none.", "CVE-2022-31690",
     [](TokenResponseReader& reader) { reader.parse = drop_empty_scope; }},
    {"token-keeps-its-line-end", "A token may end with a line end, which then ends a header field.",
     "hermes-relay #368", [](TokenResponseReader& reader) { reader.parse = keep_line_end; }},
    {"last-of-a-name-counts", "Of two members of one name the last one counts.", "RFC 8259 4",
     [](TokenResponseReader& reader) { reader.parse = last_of_a_name; }},
    {"any-scope-will-do", "A scope that was not asked for is taken.", "RFC 6749 5.1",
     [](TokenResponseReader& reader) { reader.authorize = authorize_carelessly; }},
    {"token-is-written-as-it-is", "A refresh token is put in quotation marks and not escaped.",
     "RFC 6749 5.1", [](TokenResponseReader& reader) { reader.write = write_unescaped; }},
});

}  // namespace

template <>
std::span<const PlantedBug<TokenResponseReader>> planted_bugs<TokenResponseReader>() {
  return kBugs;
}

}  // namespace oauthspec::fuzz
