// SPDX-License-Identifier: Apache-2.0
#include "harness/runner/equality_pairs.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "harness/reference/codec/auth_param.h"
#include "harness/reference/codec/base64.h"
#include "harness/reference/codec/challenge.h"
#include "harness/reference/codec/form.h"
#include "harness/reference/message/http.h"
#include "harness/runner/equality_text.h"

namespace oauthspec::runner {
namespace {

using nlohmann::json;
namespace codec = oauth::codec;

std::optional<Pairs> pairs_of(const json& parameters) {
  if (!parameters.is_array()) return std::nullopt;
  Pairs pairs;
  for (const json& parameter : parameters) {
    if (!parameter.is_array() || parameter.size() != 2) return std::nullopt;
    auto name = octets_of(parameter[0]);
    auto value = octets_of(parameter[1]);
    if (!name || !value) return std::nullopt;
    pairs.emplace_back(*std::move(name), *std::move(value));
  }
  return pairs;
}

// Nothing where an escape is malformed.
std::optional<Pairs> decoded_pairs(std::string_view form) {
  Pairs pairs;
  for (codec::RawPairs raw(form); raw.next();) {
    auto& [name, value] = pairs.emplace_back();
    if (!codec::append_form_decoded(name, raw.current().name)) return std::nullopt;
    if (!codec::append_form_decoded(value, raw.current().value)) return std::nullopt;
  }
  return pairs;
}

std::optional<std::string> text_difference(std::string_view expected, std::string_view got) {
  if (expected == got) return std::nullopt;
  return first_difference(expected, got);
}

std::optional<std::string> query_difference(std::string_view expected, std::string_view got) {
  auto expected_pairs = decoded_pairs(expected);
  auto got_pairs = decoded_pairs(got);
  // What cannot be decoded is equal to the same text only.
  if (!expected_pairs || !got_pairs) return text_difference(expected, got);
  return pairs_difference(*std::move(expected_pairs), *std::move(got_pairs));
}

struct SplitUrl {
  std::string_view base;
  std::string_view query;
  std::optional<std::string_view> fragment;
};

SplitUrl split(std::string_view url) {
  SplitUrl parts;
  const std::size_t hash = url.find('#');
  if (hash != std::string_view::npos) parts.fragment = url.substr(hash + 1);
  const std::string_view rest = url.substr(0, hash);
  const std::size_t question = rest.find('?');
  parts.base = rest.substr(0, question);
  if (question != std::string_view::npos) parts.query = rest.substr(question + 1);
  return parts;
}

Pairs pairs_of(const codec::Credentials& credentials) {
  Pairs pairs;
  for (const codec::AuthParam& param : credentials.params) {
    pairs.emplace_back(param.name, param.value);
  }
  return pairs;
}

std::string show_pair(const Pairs::value_type& pair) {
  return fmt::format("{} = {}", show(pair.first), show(pair.second));
}

struct SplitCredentials {
  std::string_view scheme;
  std::string_view rest;
};

SplitCredentials split_credentials(std::string_view text) {
  const std::size_t space = text.find(' ');
  if (space == std::string_view::npos) return {.scheme = text, .rest = {}};
  const std::size_t next = std::min(text.find_first_not_of(' ', space), text.size());
  return {.scheme = text.substr(0, space), .rest = text.substr(next)};
}

bool visible_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7F; });
}

// The user and password of RFC 6749 section 2.3.1, both encodings undone. Both may hold visible ASCII only
// before the inner one is undone: an encoder may escape more than it has to, not less.
std::optional<Pairs> basic_pair(std::string_view token68) {
  const auto octets = codec::base64_decode(token68);
  if (!octets || !visible_ascii(*octets)) return std::nullopt;
  const std::size_t colon = octets->find(':');
  if (colon == std::string::npos) return std::nullopt;
  const std::string_view text = *octets;
  Pairs pair(1);
  if (!codec::append_form_decoded(pair[0].first, text.substr(0, colon))) return std::nullopt;
  if (!codec::append_form_decoded(pair[0].second, text.substr(colon + 1))) return std::nullopt;
  return pair;
}

// RFC 6750 section 3 lets a server say more than it is asked to, but no error where there was no token.
bool may_be_added(std::string_view name, const codec::Challenge& expected) {
  if (name == "error_description" || name == "error_uri") return expected.find("error").has_value();
  return name != "error" && name != "realm" && name != "scope";
}

std::optional<std::string> challenge_difference(const codec::Challenge& expected,
                                                codec::Challenge got) {
  if (expected.scheme != got.scheme) {
    return fmt::format("expected the auth-scheme {}, got {}", show(expected.scheme),
                       show(got.scheme));
  }
  if (expected.token68 != got.token68) {
    return fmt::format("what stands in place of parameters behind {} differs",
                       show(expected.scheme));
  }
  std::erase_if(got.parameters, [&expected](const Pairs::value_type& parameter) {
    return !expected.find(parameter.first) && may_be_added(parameter.first, expected);
  });
  return pairs_difference(expected.parameters, std::move(got.parameters));
}

}  // namespace

std::optional<std::string> pairs_difference(Pairs expected, Pairs got) {
  std::ranges::sort(expected);
  std::ranges::sort(got);
  Pairs missing;
  Pairs surplus;
  std::ranges::set_difference(expected, got, std::back_inserter(missing));
  std::ranges::set_difference(got, expected, std::back_inserter(surplus));
  if (missing.empty() && surplus.empty()) return std::nullopt;
  if (missing.empty()) return fmt::format("{} is one too many", show_pair(surplus[0]));
  if (surplus.empty()) return fmt::format("{} is missing", show_pair(missing[0]));
  return fmt::format("{} is missing, and {} is one too many", show_pair(missing[0]),
                     show_pair(surplus[0]));
}

std::optional<std::string> parameters_difference(const json& expected, const json& got) {
  auto expected_pairs = pairs_of(expected);
  auto got_pairs = pairs_of(got);
  if (!expected_pairs || !got_pairs) {
    if (expected == got) return std::nullopt;
    return fmt::format("expected {}, got {}, which is no array of [name, value]",
                       show_value(expected), show_value(got));
  }
  return pairs_difference(*std::move(expected_pairs), *std::move(got_pairs));
}

std::optional<std::string> url_difference(std::string_view expected, std::string_view got) {
  const SplitUrl expected_parts = split(expected);
  const SplitUrl got_parts = split(got);
  if (auto difference = text_difference(expected_parts.base, got_parts.base)) {
    return "before the query, " + *difference;
  }
  if (auto difference = query_difference(expected_parts.query, got_parts.query)) {
    return "in the query, " + *difference;
  }
  if (expected_parts.fragment == got_parts.fragment) return std::nullopt;
  if (!expected_parts.fragment) return "there is a fragment where none was expected";
  if (!got_parts.fragment) return "the fragment is missing";
  return "in the fragment, " + first_difference(*expected_parts.fragment, *got_parts.fragment);
}

std::optional<std::string> header_difference(std::string_view expected, std::string_view got) {
  const auto expected_credentials = codec::parse_auth_params(expected);
  if (!expected_credentials) return text_difference(expected, got);
  const auto got_credentials = codec::parse_auth_params(got);
  if (!got_credentials) {
    return fmt::format("got {}, which breaks the grammar at octet {}", show(got),
                       got_credentials.error().offset);
  }
  if (!oauth::message::equal_without_case(expected_credentials->scheme, got_credentials->scheme)) {
    return fmt::format("expected the auth-scheme {}, got {}", show(expected_credentials->scheme),
                       show(got_credentials->scheme));
  }
  return pairs_difference(pairs_of(*expected_credentials), pairs_of(*got_credentials));
}

std::optional<std::string> form_difference(std::string_view expected, std::string_view got) {
  const auto foreign = std::ranges::find_if(got, [](char c) { return c < 0; });
  if (foreign != got.end()) {
    return fmt::format("octet {} of {} is not ASCII", foreign - got.begin(), show(got));
  }
  return query_difference(expected, got);
}

std::optional<std::string> credentials_difference(std::string_view expected, std::string_view got) {
  const SplitCredentials expected_parts = split_credentials(expected);
  const SplitCredentials got_parts = split_credentials(got);
  if (!oauth::message::equal_without_case(expected_parts.scheme, got_parts.scheme)) {
    return fmt::format("expected the auth-scheme {}, got {}", show(expected_parts.scheme),
                       show(got_parts.scheme));
  }
  if (expected_parts.rest == got_parts.rest) return std::nullopt;
  if (oauth::message::equal_without_case(expected_parts.scheme, "Basic")) {
    auto expected_pair = basic_pair(expected_parts.rest);
    auto got_pair = basic_pair(got_parts.rest);
    if (!got_pair) {
      return fmt::format("{} holds no user and password in visible ASCII", show(got_parts.rest));
    }
    if (expected_pair) {
      return pairs_difference(*std::move(expected_pair), *std::move(got_pair));
    }
  }
  return first_difference(expected_parts.rest, got_parts.rest);
}

std::optional<std::string> challenges_difference(std::string_view expected, std::string_view got) {
  const auto expected_challenges = codec::parse_challenges(expected);
  if (!expected_challenges) return text_difference(expected, got);
  const auto got_challenges = codec::parse_challenges(got);
  if (!got_challenges) {
    return fmt::format("got {}, which breaks the grammar at octet {}", show(got),
                       got_challenges.error().offset);
  }
  if (expected_challenges->size() != got_challenges->size()) {
    return fmt::format("expected {} challenges, got {}", expected_challenges->size(),
                       got_challenges->size());
  }
  for (std::size_t i = 0; i < got_challenges->size(); ++i) {
    if (auto found = challenge_difference((*expected_challenges)[i], (*got_challenges)[i])) {
      return found;
    }
  }
  return std::nullopt;
}

}  // namespace oauthspec::runner
