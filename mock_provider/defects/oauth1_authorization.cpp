// SPDX-License-Identifier: Apache-2.0
// The way back from the resource owner's decision to the client: RFC 5849 section 2.2.
#include <array>
#include <memory>
#include <string>
#include <string_view>

#include "harness/reference/message/parameters.h"
#include "mock_provider/defects/oauth1_replies.h"
#include "mock_provider/defects/redirections.h"
#include "mock_provider/defects/topics.h"

namespace oauthspec::provider::defects {
namespace {

using oauth::message::Parameters;
using oauth::message::Request;

constexpr auto kAuthorization = Endpoint::owner_authorization;

template <const char* kName>
void drop_parameter(Rules& rules) {
  alter_responses(rules, [](std::string& location) { drop(location, kName); });
}
constexpr char kToken[] = "oauth_token";
constexpr char kVerifier[] = "oauth_verifier";

Parameters query_of(std::string_view url) {
  Parameters query;
  const auto question = url.find('?');
  if (question != std::string_view::npos) {
    // The provider has written it.
    static_cast<void>(query.add_form(url.substr(question + 1)).has_value());
  }
  return query;
}

// The parameters of the protocol, and the callback's own if there are to be some.
std::string reordered(const std::string& location, bool with_others) {
  std::string url = location.substr(0, location.find('?'));
  for (const bool protocol : {true, false}) {
    for (const auto parameter : query_of(location)) {
      if (parameter.name.starts_with("oauth_") == protocol && (protocol || with_others)) {
        oauth::message::append_to_query(url, {parameter});
      }
    }
  }
  return url;
}

void replace_the_query(std::string& location) {
  location = reordered(location, false);
}

void come_first(std::string& location) {
  location = reordered(location, true);
}

// As the version of 2007 did.
void take_callback_of_the_request(Rules& rules) {
  const auto named = std::make_shared<std::string>();
  alter(rules, kAuthorization, [named](const Request& request, http::Reply&) {
    *named = in_query(request, "oauth_callback");
  });
  alter_responses(rules, [named](std::string& location) {
    if (!named->empty() && names(location, "oauth_verifier")) {
      std::string url = *named;
      for (const auto parameter : query_of(location)) {
        if (parameter.name.starts_with("oauth_")) {
          oauth::message::append_to_query(url, {parameter});
        }
      }
      location = url;
    }
  });
}

// What is no identifier is taken for the one that was given last.
template <bool (*kIs)(const std::string& token)>
void authorize_the_last(Rules& rules) {
  const auto last = std::make_shared<std::string>();
  alter_responses(rules, [last](std::string& location) { *last = location; });
  alter(rules, kAuthorization, [last](const Request& request, http::Reply& reply) {
    if (reply.response.status == 400 && !last->empty() && kIs(in_query(request, "oauth_token"))) {
      send_to(reply, *last);
    }
  });
}

bool is_there(const std::string& token) {
  return !token.empty();
}

bool is_missing(const std::string& token) {
  return token.empty();
}

std::string one_for_all(oauth::RandomSource&, const TemporaryRecord&) {
  return "473f82d3473f82d3";
}

std::string four_digits(oauth::RandomSource& random, const TemporaryRecord&) {
  std::array<std::uint8_t, 4> octets{};
  random.fill(octets);
  std::string code;
  for (const std::uint8_t octet : octets) code += static_cast<char>('0' + octet % 10);
  return code;
}

std::string the_identifier(oauth::RandomSource&, const TemporaryRecord& record) {
  return std::string(record.key.reveal());
}

constexpr std::array kOauth1AuthorizationDefects = {
    Defect{"oauth1-callback-without-token", "RFC5849-2.2-10",
           "The callback request does not say which request was decided on.",
           &drop_parameter<kToken>},
    Defect{"oauth1-callback-without-verifier", "RFC5849-2.2-11",
           "The callback request has no verification code.", &drop_parameter<kVerifier>},
    Defect{"oauth1-callback-query-replaced", "RFC5849-2.2-12", "The callback's own query is lost.",
           [](Rules& rules) { alter_responses(rules, &replace_the_query); }},
    Defect{"oauth1-callback-query-last", "RFC5849-2.2-12",
           "The parameters of the protocol stand before those of the callback.",
           [](Rules& rules) { alter_responses(rules, &come_first); }},
    Defect{"oauth1-callback-of-the-authorization-request", "RFC5849-2.2-9",
           "The authorization request may name another callback.", &take_callback_of_the_request},
    Defect{"oauth1-unknown-token-authorized", "RFC5849-2.2-2",
           "An oauth_token that was given to nobody is answered as the last one was.",
           &authorize_the_last<is_there>},
    Defect{"oauth1-no-token-authorized", "RFC5849-2.2-3",
           "A request without oauth_token is answered as the last one was.",
           &authorize_the_last<is_missing>},
    Defect{"oauth1-one-verifier", "RFC5849-2.2-8", "All verification codes are the same.",
           [](Rules& rules) { rules.oauth1.make_verifier = &one_for_all; }},
    Defect{"oauth1-verifier-of-four-digits", "RFC5849-2.2-8",
           "Verification codes have four digits.",
           [](Rules& rules) { rules.oauth1.make_verifier = &four_digits; }},
    Defect{"oauth1-identifier-as-verifier", "RFC5849-2.2-8",
           "The verification code is the identifier of the temporary credentials.",
           [](Rules& rules) { rules.oauth1.make_verifier = &the_identifier; }},
};

}  // namespace

DefectTopic oauth1_authorization() {
  return kOauth1AuthorizationDefects;
}

}  // namespace oauthspec::provider::defects
