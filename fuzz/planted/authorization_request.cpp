// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/authorization_request.h"

#include <algorithm>
#include <array>

#include "fuzz/planted/planted.h"
#include "fuzz/subjects/reference.h"

namespace oauthspec::fuzz {
namespace {

using Texts = std::vector<std::string>;

Answer<AuthorizationFields> parse_rightly(const PairList& parameters) {
  return reference<AuthorizationEndpoint>().parse(parameters);
}

Answer<AuthorizationFields> parse_last_of_two(const PairList& parameters) {
  PairList kept;
  for (const auto& pair : parameters) {
    if (pair.first == "state") {
      std::erase_if(kept, [](const auto& earlier) { return earlier.first == "state"; });
    }
    kept.push_back(pair);
  }
  return parse_rightly(kept);
}

Answer<AuthorizationFields> parse_without_fragment(const PairList& parameters) {
  PairList cut = parameters;
  for (auto& [name, value] : cut) {
    if (name == "redirect_uri") value = value.substr(0, value.find('#'));
  }
  return parse_rightly(cut);
}

Answer<AuthorizationFields> parse_method_alone(const PairList& parameters) {
  const bool challenged = model_value(parameters, "code_challenge").has_value();
  const bool named = model_value(parameters, "code_challenge_method").has_value();
  if (named && !challenged) return std::string("invalid_request");
  return parse_rightly(parameters);
}

Answer<AuthorizationFields> parse_any_method(const PairList& parameters) {
  PairList changed = parameters;
  for (auto& [name, value] : changed) {
    if (name == "code_challenge_method" && !value.empty()) value = "plain";
  }
  auto answer = parse_rightly(changed);
  if (auto* const fields = std::get_if<AuthorizationFields>(&answer)) {
    fields->code_challenge_method = model_value(parameters, "code_challenge_method");
  }
  return answer;
}

std::optional<std::string> build_without_query(std::string_view endpoint,
                                               const AuthorizationFields& fields) {
  auto url = reference<AuthorizationEndpoint>().build(endpoint, fields);
  const std::size_t mark = endpoint.find('?');
  if (url && mark != std::string_view::npos && endpoint.contains('&')) {
    url->erase(mark + 1, endpoint.size() - mark);
  }
  return url;
}

Answer<Texts> resources_by_prefix(const PairList& parameters, const std::optional<Texts>& known) {
  auto answer = reference<AuthorizationEndpoint>().resources(parameters, known);
  if (!known || !std::holds_alternative<std::string>(answer)) return answer;
  auto any = reference<AuthorizationEndpoint>().resources(parameters, std::nullopt);
  const auto* const texts = std::get_if<Texts>(&any);
  const bool near =
      texts != nullptr && std::ranges::all_of(*texts, [&known](const std::string& text) {
        return std::ranges::any_of(*known, [&text](const std::string& one) {
          return !one.empty() && text.starts_with(one);
        });
      });
  return near ? any : answer;
}

constexpr auto kBugs = std::to_array<PlantedBug<AuthorizationEndpoint>>({
    {"last-state-wins", "Of two state parameters the last is taken.", "Keycloak CVE-2026-9689",
     [](AuthorizationEndpoint& endpoint) { endpoint.parse = parse_last_of_two; }},
    {"fragment-cut-off", "A redirection URI's fragment is cut off, and the rest is taken.",
     "Nimbus RedirectURIValidator",
     [](AuthorizationEndpoint& endpoint) { endpoint.parse = parse_without_fragment; }},
    {"method-alone-refused", "A challenge method without a challenge is an error.", "RFC 7636 4.3",
     [](AuthorizationEndpoint& endpoint) { endpoint.parse = parse_method_alone; }},
    {"any-method", "A challenge method that nobody knows counts as plain.", "zitadel #741",
     [](AuthorizationEndpoint& endpoint) { endpoint.parse = parse_any_method; }},
    {"query-lost", "The endpoint's own query is lost where it has two parameters.", "RFC 6749 3.1",
     [](AuthorizationEndpoint& endpoint) { endpoint.build = build_without_query; }},
    {"resource-prefix", "A resource that begins with a known one is taken for it.",
     "doorkeeper wildcards",
     [](AuthorizationEndpoint& endpoint) { endpoint.resources = resources_by_prefix; }},
});

}  // namespace

template <>
std::span<const PlantedBug<AuthorizationEndpoint>> planted_bugs<AuthorizationEndpoint>() {
  return kBugs;
}

}  // namespace oauthspec::fuzz
