// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/control/masking.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/reference/message/http.h"
#include "harness/result/named_secrets.h"
#include "harness/result/secrets.h"
#include "mock_provider/control/edit_reply.h"

namespace oauthspec::provider::control {
namespace {

using oauth::message::equal_without_case;
using oauth::message::HeaderField;
using result::NamedSecret;

// Parameters of the provider's own pages by which whoever knows them may go on with somebody else's authorization.
constexpr std::array<std::string_view, 3> kOwnNames{"interaction", "csrf", "session"};

bool named(const HeaderField& field, std::string_view name) {
  return equal_without_case(field.name, name);
}

/// Finds all secrets of one exchange first, and then every place where one of them stands.
class Masking {
 public:
  explicit Masking(Exchange& exchange) : exchange_(exchange), plaintext_(uses_plaintext()) {}

  void run() {
    leave_out_pages();
    for (auto& field : exchange_.request.headers) {
      hide_credentials(field);
    }
    for (auto& field : exchange_.reply.response.headers) {
      hide_credentials(field);
    }
    gather();
    secrets_.close();
    for (auto& [text, found] : texts_) {
      *text = secrets_.hidden(*text, found, false);
    }
  }

 private:
  [[nodiscard]] bool uses_plaintext() const {
    const auto& request = exchange_.request;
    const auto says = [](const std::string& text) { return text.contains("PLAINTEXT"); };
    return says(request.url) || says(request.body) ||
           std::ranges::any_of(request.headers, says, &HeaderField::value);
  }

  void leave_out_pages() {
    auto& response = exchange_.reply.response;
    const auto type = oauth::message::find_header(response.headers, "Content-Type");
    if (type && equal_without_case(type->substr(0, 9), "text/html") && !response.body.empty()) {
      response.body = "(a page, left out)";
    }
  }

  void add_secret(std::string_view secret) { secrets_.add(secret); }

  // "name=value; name=value": all values.
  void add_cookies(std::string_view cookies, bool first_only) {
    while (!cookies.empty()) {
      const auto end = std::min(cookies.find(';'), cookies.size());
      const std::string_view cookie = cookies.substr(0, end);
      if (const auto equals = cookie.find('='); equals != std::string_view::npos) {
        add_secret(cookie.substr(equals + 1));
      }
      cookies.remove_prefix(std::min(end + 1, cookies.size()));
      if (first_only) {
        return;
      }
    }
  }

  // Whole values that are credentials whatever is written in them. OAuth's own header field has its parameters masked by name.
  void hide_credentials(HeaderField& field) {
    if (named(field, "Cookie") || named(field, "Set-Cookie")) {
      add_cookies(field.value, named(field, "Set-Cookie"));
      const auto equals = std::min(field.value.find('='), field.value.size());
      const auto end = named(field, "Set-Cookie") ? field.value.find(';') : std::string::npos;
      const std::string rest = end == std::string::npos ? "" : field.value.substr(end);
      field.value = field.value.substr(0, equals) + "=***" + rest;
    } else if (named(field, "Authorization") || named(field, "Proxy-Authorization")) {
      const auto space = std::min(field.value.find(' '), field.value.size());
      if (equal_without_case(field.value.substr(0, space), "OAuth")) {
        return;
      }
      for (const NamedSecret& one :
           result::named_secrets(field.value, result::Reading::data, plaintext_)) {
        add_values(one);
      }
      add_secret(std::string_view(field.value).substr(std::min(space + 1, field.value.size())));
      field.value = space < field.value.size() ? field.value.substr(0, space) + " ***" : "***";
    }
  }

  void add_values(const NamedSecret& one) {
    for (const std::string& value : one.values) {
      secrets_.add(value);
    }
  }

  void find_in(std::string& text) {
    auto found = result::named_secrets(text, result::Reading::data, plaintext_);
    std::ranges::for_each(found, [this](const NamedSecret& one) { add_values(one); });
    texts_.emplace_back(&text, std::move(found));
  }

  void find_own(std::string_view form) {
    for (const Pair& pair : read_pairs(form)) {
      if (std::ranges::find(kOwnNames, pair.name) != kOwnNames.end()) {
        secrets_.add(pair.value);
      }
    }
  }

  void gather() {
    auto& request = exchange_.request;
    auto& response = exchange_.reply.response;
    const auto query = [](std::string_view url) {
      return url.substr(std::min(url.find('?'), url.size() - 1) + 1);
    };
    if (!request.url.empty()) {
      find_own(query(request.url));
    }
    find_own(request.body);
    if (const auto location = oauth::message::find_header(response.headers, "Location");
        location && !location->empty()) {
      find_own(query(*location));
    }
    find_in(request.url);
    find_in(request.body);
    find_in(response.body);
    for (auto* const headers : {&request.headers, &response.headers}) {
      for (HeaderField& field : *headers) {
        find_in(field.value);
      }
    }
    find_in(exchange_.verdict.explanation);
    if (exchange_.diagnosis) {
      find_in(exchange_.diagnosis->base_string);
      find_in(exchange_.diagnosis->mistake);
      if (exchange_.diagnosis->client_base_string) {
        find_in(*exchange_.diagnosis->client_base_string);
      }
    }
  }

  Exchange& exchange_;
  bool plaintext_;
  result::Secrets secrets_{false};
  std::vector<std::pair<std::string*, std::vector<NamedSecret>>> texts_;
};

void find_difference(SignatureDiagnosis& diagnosis) {
  if (diagnosis.client_base_string) {
    const auto [ours, theirs] =
        std::ranges::mismatch(diagnosis.base_string, *diagnosis.client_base_string);
    diagnosis.first_difference = static_cast<std::size_t>(ours - diagnosis.base_string.begin());
  }
}

}  // namespace

Exchange masked(Exchange exchange) {
  Masking(exchange).run();
  if (exchange.diagnosis) {
    find_difference(*exchange.diagnosis);
  }
  return exchange;
}

}  // namespace oauthspec::provider::control
