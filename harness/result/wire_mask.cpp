// SPDX-License-Identifier: Apache-2.0
#include "harness/result/wire_mask.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "harness/reference/codec/base64.h"
#include "harness/result/named_secrets.h"
#include "harness/result/secrets.h"
#include "harness/result/without_case.h"

namespace oauthspec::result {
namespace {

using nlohmann::json;

constexpr std::string_view kBlanks = " \t";

// Words that a password may be, and that stand in every page and every protocol message for what they mean.
constexpr std::array<std::string_view, 24> kCommonWords{
    "access", "admin", "basic", "bearer",   "client", "code", "demo",  "form",
    "http",   "https", "input", "login",    "name",   "none", "null",  "oauth",
    "openid", "owner", "pass",  "password", "secret", "test", "token", "user"};

// Whether a value that its place alone tells to be secret may be looked for elsewhere, too.
bool tells_itself(std::string_view value) {
  constexpr std::size_t kShortest = 6;
  constexpr std::size_t kLongestWord = 16;
  const bool word = value.size() <= kLongestWord && std::ranges::all_of(value, [](char c) {
                      return (c >= 'a' && c <= 'z') || c == '_' || c == '-' || c == ' ';
                    });
  return value.size() >= kShortest && !word;
}

/// A text of a result in which secrets may stand.
struct Text {
  std::string octets;
  json* place = nullptr;  // Null: the message.
  std::vector<NamedSecret> named;
  bool cut = false;  // Something of it may be left out, so that pieces stand there.
};

/// Masks one result: finds all secrets first, and then every place where one of them stands.
class WireMasking {
 public:
  WireMasking(Result& result, const std::vector<std::string>& known)
      : result_(result), secrets_(true, Pieces::random) {
    for (const std::string& one : known) {
      secrets_.add(one, std::ranges::find(kCommonWords, one) == kCommonWords.end());
    }
  }

  void run() {
    plaintext_ = uses_plaintext();
    for (json& exchange : result_.exchanges) take_exchange(exchange);
    take(nullptr, result_.message, Reading::prose, result_.message.contains("..."));
    secrets_.close();
    for (const Text& text : texts_) hide(text);
  }

 private:
  // RFC 5849 section 3.4.4: then a signature is made of the secrets themselves.
  [[nodiscard]] bool uses_plaintext() const {
    return std::ranges::any_of(result_.exchanges, [](const json& exchange) {
      const json& request = exchange.at("request");
      const auto says = [](const json& text) {
        return text.is_string() && text.get_ref<const std::string&>().contains("PLAINTEXT");
      };
      return says(request.at("url")) || says(request.at("body")) ||
             std::ranges::any_of(request.at("headers"),
                                 [&](const json& field) { return says(field[1]); });
    });
  }

  void take_exchange(json& exchange) {
    json& request = exchange.at("request");
    take(&request.at("url"), text_of(request.at("url")), Reading::data, false);
    take_headers(request.at("headers"));
    take_body(request.at("body"), Reading::data, false);
    if (const auto response = exchange.find("response"); response != exchange.end()) {
      take_headers(response->at("headers"));
      json& body = response->at("body");
      take_body(body, reading_of(*response), response->contains("body_octets"));
    }
    if (const auto failure = exchange.find("failure"); failure != exchange.end()) {
      take(&failure->at("detail"), text_of(failure->at("detail")), Reading::prose, false);
    }
  }

  static std::string text_of(const json& text) { return text.get<std::string>(); }

  // How what came is to be read: by what it looks like, for a server may call it anything.
  static Reading reading_of(const json& response) {
    const json& body = response.at("body");
    if (!body.is_string()) return Reading::page;
    const auto& text = body.get_ref<const std::string&>();
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    const bool json_text = first != std::string::npos && (text[first] == '{' || text[first] == '[');
    return json_text ? Reading::data : Reading::page;
  }

  // {"b64": text} where the octets are no UTF-8.
  void take_body(json& body, Reading reading, bool cut) {
    if (body.is_string()) return take(&body, text_of(body), reading, cut);
    const auto octets = oauth::codec::base64_decode(text_of(body.at("b64")));
    take(&body, octets ? *octets : std::string(), reading, cut);
  }

  void take_headers(json& headers) {
    for (json& field : headers) {
      const auto& name = field[0].get_ref<const std::string&>();
      if (equal_without_case(name, "Authorization") ||
          equal_without_case(name, "Proxy-Authorization")) {
        take_credentials(field[1]);
      } else if (equal_without_case(name, "Cookie")) {
        take_cookies(field[1], std::string_view::npos);
      } else if (equal_without_case(name, "Set-Cookie")) {
        take_cookies(field[1], 1);
      } else {
        take(&field[1], text_of(field[1]), Reading::data, false);
      }
    }
  }

  // Everything behind the scheme, unless it is one with parameters, of which the names tell.
  void take_credentials(json& value) {
    std::string text = text_of(value);
    std::vector<NamedSecret> named = named_secrets(text, Reading::data, plaintext_);
    const std::string_view scheme = std::string_view(text).substr(0, text.find_first_of(kBlanks));
    if (!equal_without_case(scheme, "OAuth") || named.empty()) {
      const std::size_t begin =
          std::min(text.find_first_not_of(kBlanks, scheme.size()), text.size());
      add_place(named, text, scheme.size() == text.size() ? 0 : begin, text.size());
    }
    keep({.octets = std::move(text), .place = &value, .named = std::move(named)});
  }

  // The values of the first `count` cookies of a field; behind the first of Set-Cookie stand attributes.
  void take_cookies(json& value, std::size_t count) {
    std::string text = text_of(value);
    std::vector<NamedSecret> named = named_secrets(text, Reading::data, plaintext_);
    for (std::size_t begin = 0; begin < text.size() && count > 0; --count) {
      const std::size_t end = std::min(text.find(';', begin), text.size());
      const std::size_t equals = text.find('=', begin);
      add_place(named, text, equals < end ? equals + 1 : begin, end);
      begin = end + 1;
    }
    keep({.octets = std::move(text), .place = &value, .named = std::move(named)});
  }

  static void add_place(std::vector<NamedSecret>& named, const std::string& text, std::size_t begin,
                        std::size_t end) {
    if (begin < end) named.push_back({begin, end, {text.substr(begin, end - begin)}});
  }

  void take(json* place, std::string text, Reading reading, bool cut) {
    auto named = named_secrets(text, reading, plaintext_);
    keep({.octets = std::move(text), .place = place, .named = std::move(named), .cut = cut});
  }

  void keep(Text text) {
    for (const NamedSecret& one : text.named) {
      for (const std::string& value : one.values) secrets_.add(value, tells_itself(value));
    }
    texts_.push_back(std::move(text));
  }

  void hide(const Text& text) {
    std::string hidden = secrets_.hidden(text.octets, text.named, text.cut);
    if (text.place == nullptr) {
      result_.message = std::move(hidden);
    } else if (text.place->is_string()) {
      *text.place = std::move(hidden);
    } else if (hidden != text.octets) {
      *text.place = json{{"b64", oauth::codec::base64_encode(hidden)}};
    }
  }

  Result& result_;
  Secrets secrets_;
  bool plaintext_ = false;
  std::vector<Text> texts_;
};

}  // namespace

WireMask::WireMask(std::vector<std::string> known_secrets) : known_(std::move(known_secrets)) {}

Result WireMask::masked(Result result) const {
  WireMasking(result, known_).run();
  return result;
}

}  // namespace oauthspec::result
