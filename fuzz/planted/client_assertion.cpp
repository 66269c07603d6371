// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/client_assertion.h"

#include <array>
#include <string>

#include <nlohmann/json.hpp>

#include "fuzz/oracle/jws.h"
#include "fuzz/planted/planted.h"
#include "fuzz/subjects/reference.h"

namespace oauthspec::fuzz {
namespace {

using nlohmann::json;

std::optional<std::string> verify_right(const AssertionParameters& parameters, double now,
                                        TakenAssertions& taken) {
  return reference<AssertionServer>().verify(parameters, now, taken);
}

/// What is rightly signed is looked at after `mend` has put its claims right: so is a check left out.
std::optional<std::string> verify_mended(const AssertionParameters& parameters, double now,
                                         TakenAssertions& taken, void (*mend)(json& claims)) {
  AssertionParameters mended = parameters;
  for (auto& [name, value] : mended) {
    if (name != "client_assertion" && name != "assertion") continue;
    const auto payload = reference<JwsReader>().verify(value);
    json claims = payload ? json::parse(*payload, nullptr, false) : json();
    if (!claims.is_object()) continue;
    mend(claims);
    const std::string text = claims.dump(-1, ' ', false, json::error_handler_t::replace);
    value = reference<JwsReader>().sign(R"({"alg":"HS256"})", text).value_or("");
  }
  return verify_right(mended, now, taken);
}

std::optional<std::string> verify_null_audience(const AssertionParameters& parameters, double now,
                                                TakenAssertions& taken) {
  return verify_mended(parameters, now, taken, [](json& claims) {
    if (claims.value("aud", json()).is_null()) claims["aud"] = "https://as.example.com";
  });
}

std::optional<std::string> verify_audience_prefix(const AssertionParameters& parameters, double now,
                                                  TakenAssertions& taken) {
  return verify_mended(parameters, now, taken, [](json& claims) {
    const json audience = claims.value("aud", json());
    if (!audience.is_string()) return;
    if (audience.get<std::string>().starts_with("https://as.example.com")) {
      claims["aud"] = "https://as.example.com";
    }
  });
}

std::optional<std::string> verify_any_subject(const AssertionParameters& parameters, double now,
                                              TakenAssertions& taken) {
  return verify_mended(parameters, now, taken, [](json& claims) {
    if (claims.contains("sub") && claims.contains("iss")) claims["sub"] = claims["iss"];
  });
}

std::optional<std::string> verify_without_exp(const AssertionParameters& parameters, double now,
                                              TakenAssertions& taken) {
  return verify_mended(parameters, now, taken, [](json& claims) {
    if (!claims.contains("exp")) claims["exp"] = 1e10;
  });
}

std::optional<std::string> verify_again(const AssertionParameters& parameters, double now,
                                        TakenAssertions& /*taken*/) {
  TakenAssertions none;
  return verify_right(parameters, now, none);
}

constexpr auto kBugs = std::to_array<PlantedBug<AssertionServer>>({
    {"null-is-our-audience", "A token whose aud is null or missing is for us.", "liboauth2 #3",
     [](AssertionServer& server) { server.verify = verify_null_audience; }},
    {"audience-by-its-beginning", "An audience is ours where it begins as ours does.",
     "RFC 7523 3, item 3", [](AssertionServer& server) { server.verify = verify_audience_prefix; }},
    {"anybody-is-the-subject", "A client authenticates as another one.", "RFC 7523 3, item 2. B.",
     [](AssertionServer& server) { server.verify = verify_any_subject; }},
    {"good-forever", "A token without exp never expires.", "RFC 7523 3, item 4",
     [](AssertionServer& server) { server.verify = verify_without_exp; }},
    {"jti-is-forgotten", "A token is taken again and again.", "RFC 7523 3, item 7",
     [](AssertionServer& server) { server.verify = verify_again; }},
});

}  // namespace

template <>
std::span<const PlantedBug<AssertionServer>> planted_bugs<AssertionServer>() {
  return kBugs;
}

}  // namespace oauthspec::fuzz
