// SPDX-License-Identifier: Apache-2.0
// Whatever comes, handle() answers it: no crash, no 5xx, and a response that a server can write. Right requests are damaged in every
// part; the same damage in every run.
#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "harness/reference/codec/token.h"
#include "harness/reference/oauth1/client.h"
#include "mock_provider/testing/browser_fixture.h"

namespace oauthspec::provider {
namespace {

using oauth::message::HeaderField;
using oauth::message::Request;

constexpr const char* kForm = "application/x-www-form-urlencoded";
constexpr const char* kBasic = "Basic Y2xpZW50OnNlY3JldA==";  // client:secret

/// Damages requests.
class Damage {
 public:
  explicit Damage(std::uint64_t seed) : engine_(seed) {}

  [[nodiscard]] std::size_t below(std::size_t end) {
    return std::uniform_int_distribution<std::size_t>(0, end - 1)(engine_);
  }

  template <class List>
  [[nodiscard]] const auto& one_of(const List& list) {
    return list[below(std::size(list))];
  }

  void text(std::string& text, const std::string& other) {
    const std::size_t at = below(text.size() + 1);
    switch (below(6)) {
      case 0:
        text.insert(at, piece());
        break;
      case 1:
        text.resize(at);
        break;
      case 2:  // the beginning of one, the end of another
        text.resize(at);
        text += other.substr(below(other.size() + 1));
        break;
      case 3:
        text.erase(at, below(8) + 1);
        break;
      case 4:
        text.insert(at, text.substr(0, below(text.size() + 1)));
        break;
      default:
        if (at < text.size()) {
          text[at] = static_cast<char>(below(256));
        }
    }
  }

  void request(Request& request, const Request& other) {
    switch (below(5)) {
      case 0:
        request.method = one_of(kMethods);
        break;
      case 1:
        text(request.url, other.url);
        break;
      case 2:
        text(request.body, other.body);
        break;
      case 3:
        field(request.headers, other.headers);
        break;
      default:
        request.headers.insert(request.headers.end(), other.headers.begin(), other.headers.end());
    }
  }

 private:
  std::string piece() {
    const std::string_view chosen = one_of(kPieces);
    return below(20) == 0 ? std::string(below(3'000), chosen.front()) : std::string(chosen);
  }

  void field(std::vector<HeaderField>& fields, const std::vector<HeaderField>& others) {
    if (fields.empty()) {
      fields.push_back({std::string(one_of(kNames)), piece()});
      return;
    }
    HeaderField& changed = fields[below(fields.size())];
    switch (below(4)) {
      case 0:
        text(changed.value, others.empty() ? std::string() : one_of(others).value);
        break;
      case 1:
        changed.name = one_of(kNames);
        break;
      case 2:
        fields.push_back(HeaderField(changed));
        break;
      default:
        fields.erase(fields.begin() + static_cast<std::ptrdiff_t>(below(fields.size())));
    }
  }

  static constexpr std::array<std::string_view, 8> kMethods = {
      "GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "", "G T\r\n"};
  static constexpr std::array<std::string_view, 7> kNames = {
      "Authorization", "Content-Type", "Cookie", "DPoP", "Host", "Origin", ""};
  static constexpr std::array<std::string_view, 27> kPieces = {
      std::string_view("\0", 1),
      "\r\n",
      "\xff\xfe",
      "\xc3\x28",
      "%",
      "%0",
      "%00",
      "%0d%0a",
      "%ff",
      "&",
      "=",
      "&&a=&=b",
      "?",
      "#",
      "/",
      "//",
      "/case/x/",
      "/../",
      "://",
      "\"",
      "'",
      "<script>",
      "{\"a\":[",
      "}}",
      "+",
      " ",
      "OAuth oauth_token=\"\xe2\x82\xac\", "};

  std::mt19937_64 engine_;
};

class HostileRequests : public testing::BrowserTest {
 protected:
  static std::string url(std::string_view path) { return std::string(kOrigin).append(path); }

  static Request form(std::string_view path, std::string body, const char* authorization = kBasic) {
    return {"POST",
            url(path),
            {{"Content-Type", kForm}, {"Authorization", authorization}},
            std::move(body)};
  }

  std::string access_token() {
    const auto reply = handle(form("/token", "grant_type=client_credentials"), state);
    return nlohmann::json::parse(reply.response.body).at("access_token");
  }

  std::vector<Request> signed_requests() {
    oauth::oauth1::Client client(oauth::crypto::openssl(), clock, random,
                                 {"client", oauth::Secret("secret"), nullptr});
    const oauth::oauth1::Credentials token{"token", oauth::Secret("token secret")};
    return {client.temporary_credentials_request(url("/oauth1/initiate"), "oob").value(),
            client.token_credentials_request(url("/oauth1/token"), token, "verifier").value(),
            client.authenticate({"GET", url("/oauth1/resource?a=b&a=c"), {}, ""}, token).value()};
  }

  // The forms as a browser would send them, so that damage goes deeper than the CSRF token.
  std::vector<Request> page_requests() {
    const std::string authorize =
        "/authorize?response_type=code&client_id=client&state=x&scope=read"
        "&redirect_uri=https%3A%2F%2Fclient.example%2Fcallback&code_challenge_method=S256"
        "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    const auto page = visit(authorize);
    auto sign_in_form = testing::hidden_fields(page);
    sign_in_form.add("username", "alice");
    sign_in_form.add("password", "wonderland");
    auto headers = browser.headers();
    headers.push_back({"Content-Type", kForm});
    const auto consent = consent_page(page);
    auto consent_form = testing::hidden_fields(consent);
    consent_form.add("decision", "allow");
    auto later_headers = browser.headers();
    later_headers.push_back({"Content-Type", kForm});
    return {{"GET", url(authorize), browser.headers(), ""},
            {"POST", url("/sign-in"), headers, oauth::message::write_form(sign_in_form)},
            {"POST", url("/consent"), later_headers, oauth::message::write_form(consent_form)},
            {"POST", url("/device"), later_headers, "user_code=BCDF-GHJK"},
            {"GET", url("/device?user_code=BCDF-GHJK"), browser.headers(), ""},
            {"POST", url("/sign-out"), later_headers, oauth::message::write_form(consent_form)}};
  }

  std::vector<Request> right_requests() {
    const std::string token = access_token();
    const std::string json = "application/json";
    std::vector<Request> all = {
        form("/token", "grant_type=client_credentials&scope=read+write"),
        form("/token", "grant_type=password&username=alice&password=wonderland"),
        form("/token", "grant_type=authorization_code&code=x&code_verifier=y&redirect_uri=z"),
        form("/token", "grant_type=refresh_token&refresh_token=x"),
        form("/token",
             "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=e30.e30."
             "AA"),
        form("/token",
             "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Atoken-exchange&subject_token=" +
                 token +
                 "&subject_token_type=urn%3Aietf%3Aparams%3Aoauth%3Atoken-type%3Aaccess_token"),
        form("/token",
             "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code=x"),
        form("/device_authorization", "scope=read"),
        form("/par", "response_type=code&client_id=client&redirect_uri=http%3A%2F%2F127.0.0.1%2F"),
        form("/introspect", "token=" + token + "&token_type_hint=access_token"),
        form("/revoke", "token=" + token),
        {"POST",
         url("/register"),
         {{"Content-Type", json}},
         R"({"redirect_uris":["https://client.example/cb"],"scope":"read","client_name":"n"})"},
        {"PUT",
         url("/register/client"),
         {{"Content-Type", json}, {"Authorization", "Bearer x"}},
         R"({"client_id":"client"})"},
        {"GET", url("/resource"), {{"Authorization", "Bearer " + token}}, ""},
        {"GET", url("/resource/a?access_token=" + token), {{"DPoP", "e30.e30.AA"}}, ""},
        {"GET", url("/case/one/.well-known/oauth-authorization-server"), {}, ""},
        {"GET", url("/.well-known/oauth-protected-resource/resource"), {}, ""},
        {"GET", url("/jwks"), {}, ""},
        {"GET", url("/"), {}, ""},
        {"GET", url("/_events"), {{"Last-Event-ID", "7"}}, ""}};
    std::ranges::move(signed_requests(), std::back_inserter(all));
    std::ranges::move(page_requests(), std::back_inserter(all));
    return all;
  }

  static void expect_well_formed(const http::Reply& reply) {
    EXPECT_GE(reply.response.status, 200);
    EXPECT_LT(reply.response.status, 500) << reply.response.body;
    for (const auto& [name, value] : reply.response.headers) {
      EXPECT_TRUE(!name.empty() && std::ranges::all_of(name, oauth::codec::is_token_character))
          << name;
      EXPECT_TRUE(std::ranges::none_of(
          value, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; }))
          << name << ": " << value;
    }
    const auto type = testing::header(reply, "Content-Type");
    EXPECT_EQ(type.empty(), reply.response.body.empty()) << type << reply.response.body;
    if (type.starts_with("application/json")) {
      EXPECT_TRUE(nlohmann::json::accept(reply.response.body)) << reply.response.body;
    }
    // Nothing of a fault that nobody asked for.
    EXPECT_FALSE(reply.delivery.drop || reply.delivery.reset || reply.delivery.cut_after);
  }

  /// Sends damaged requests, up to the first whose answer is wrong.
  void attack(std::uint64_t seed, int count) { attack(right_requests(), seed, count); }
  void attack(const std::vector<Request>& right, std::uint64_t seed, int count) {
    Damage damage(seed);
    for (int i = 0; i < count && !HasFailure(); ++i) {
      Request request = damage.one_of(right);
      for (std::size_t wounds = damage.below(3) + 1; wounds > 0; --wounds) {
        damage.request(request, damage.one_of(right));
      }
      expect_well_formed(handle(request, state));
      if (HasFailure()) {
        std::string headers;
        for (const auto& [name, value] : request.headers) {
          headers += name + ": " + value + '\n';
        }
        ADD_FAILURE() << "request " << i << ": " << request.method << ' ' << request.url << '\n'
                      << headers << '\n'
                      << request.body;
      }
    }
  }
};

TEST_F(HostileRequests, AreAnsweredWhenTheyWereRight) {
  for (const Request& request : right_requests()) {
    expect_well_formed(handle(request, state));
  }
}

TEST_F(HostileRequests, AreAnswered) {
  attack(1, 10'000);
}

TEST_F(HostileRequests, AreAnsweredWhereOtherRulesHold) {
  const auto right = right_requests();
  state.settings.profile = Profile::oauth21;
  state.settings.automatic_user = "alice";
  state.settings.dpop_nonce = true;
  attack(right, 2, 5'000);
}

TEST_F(HostileRequests, AreInTheTranscriptAsTheyCame) {
  attack(3, 2'000);
  for (const char* path : {"/_control/transcript", "/_control/transcript.har"}) {
    const auto reply = get(path);
    EXPECT_EQ(reply.response.status, 200);
    EXPECT_TRUE(nlohmann::json::accept(reply.response.body)) << path;
  }
}

// What arms faults is asked for, so that only the control's own answers are looked at.
TEST_F(HostileRequests, OfTheControlAreAnswered) {
  const std::vector<HeaderField> json = {{"Content-Type", "application/json"}};
  const std::vector<Request> right = {
      {"GET", url("/_control"), {}, ""},
      {"GET", url("/_control/transcript?since=1"), {}, ""},
      {"POST", url("/_control/reset"), json, ""},
      {"POST", url("/_control/clock"), json, R"({"advance": 10})"},
      {"POST", url("/_control/clients"), json,
       R"({"client_id":"a","redirect_uris":["http://a/"]})"},
      {"DELETE", url("/_control/clients/a"), {}, ""},
      {"POST", url("/_control/faults"), json, R"({"behaviour":"slow_down","times":1})"}};
  Damage damage(4);
  for (int i = 0; i < 5'000 && !HasFailure(); ++i) {
    Request request = damage.one_of(right);
    damage.request(request, damage.one_of(right));
    const auto reply = handle(request, state);
    if (request.url.starts_with(url("/_control"))) {
      expect_well_formed(reply);
      EXPECT_FALSE(HasFailure()) << request.method << ' ' << request.url << '\n' << request.body;
    }
  }
}

TEST_F(HostileRequests, AreAnsweredWhateverTheirUrl) {
  for (const std::string text :
       {"", "/", "?", "#", "://", "http://", "http:///token", "token", "http://h", "*",
        "http://[::1/token", "http://h/case/", "http://h/case//", "http://h/.well-known/",
        "http://h/register/", "http://h/resource/%00", "http://h/token?%", "http://h/%ff"}) {
    for (const char* method : {"GET", "POST", "", "\r\n"}) {
      expect_well_formed(handle({method, text, {}, ""}, state));
      EXPECT_FALSE(HasFailure()) << method << ' ' << text;
    }
  }
  expect_well_formed(
      handle({"GET", url("/case/" + std::string(100'000, 'a') + "/token"), {}, ""}, state));
}

}  // namespace
}  // namespace oauthspec::provider
