// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/scope.h"

#include <algorithm>
#include <set>

#include "fuzz/check/holds.h"
#include "fuzz/input/parts.h"
#include "fuzz/oracle/abnf.h"
#include "fuzz/oracle/request_model.h"

namespace oauthspec::fuzz {
namespace {

using Tokens = std::vector<std::string>;

void check_text(const ScopeReader& reader, std::string_view text) {
  const auto read = reader.parse(text);
  const auto expected = model_scope(text);
  holds(read.has_value() == expected.has_value(),
        "a text is a scope where appendix A.4 has it, and nowhere else");
  holds(read == expected, "a scope is read token by token");
  if (!read || reader.write == nullptr) return;
  holds(reader.write(*read) == std::string(text), "writing undoes reading");
}

void check_written(const ScopeReader& reader, std::string_view token) {
  const bool sound = one_or_more(token, in_nqchar);
  const auto written = reader.write({"openid", std::string(token)});
  holds(written.has_value() == sound, "what is no token is not written");
  if (written) holds(*written == "openid " + std::string(token), "tokens are written with a space");
}

/// Each token twice, in the opposite order.
Tokens doubled_back(const Tokens& tokens) {
  Tokens more = tokens;
  more.insert(more.end(), tokens.begin(), tokens.end());
  std::ranges::reverse(more);
  return more;
}

void check_compared(const ScopeReader& reader, const Tokens& requested,
                    const std::optional<Tokens>& granted) {
  const ScopeVerdict verdict = reader.compare(requested, granted);
  holds(verdict == model_compare_scope(requested, granted),
        "scopes are compared as sets of tokens, with case");
  if (!granted) return;
  holds(reader.compare(doubled_back(requested), doubled_back(*granted)) == verdict,
        "neither order nor number of the tokens has a meaning");
  const ScopeVerdict opposite = reader.compare(*granted, requested);
  holds(opposite.missing == verdict.additional && opposite.additional == verdict.missing,
        "what is missing one way is additional the other way");
  holds(reader.compare(requested, requested) == ScopeVerdict{},
        "a scope differs from itself in nothing");
}

}  // namespace

// scope = scope-token *( SP scope-token ); scope-token = 1*NQCHAR
std::optional<Tokens> model_scope(std::string_view text) {
  Tokens tokens;
  for (const std::string_view piece : model_split(text, ' ')) {
    if (!one_or_more(piece, in_nqchar)) return std::nullopt;
    tokens.emplace_back(piece);
  }
  return tokens;
}

ScopeVerdict model_compare_scope(const Tokens& requested, const std::optional<Tokens>& granted) {
  // RFC 6749 section 5.1: a response without a scope grants what was asked for.
  if (!granted) return {};
  const std::set<std::string> asked(requested.begin(), requested.end());
  const std::set<std::string> given(granted->begin(), granted->end());
  ScopeVerdict verdict;
  for (const std::string& token : asked) {
    if (!given.contains(token)) verdict.missing.push_back(token);
  }
  for (const std::string& token : given) {
    if (!asked.contains(token)) verdict.additional.push_back(token);
  }
  verdict.sufficient = verdict.missing.empty();
  return verdict;
}

void check_scope(const ScopeReader& reader, std::string_view input) {
  const auto [asked, given] = split_parts<2>(input);
  if (reader.parse != nullptr) {
    check_text(reader, asked);
    check_text(reader, given);
  }
  if (reader.write != nullptr) check_written(reader, asked);
  if (reader.compare == nullptr) return;
  const auto requested = model_scope(asked);
  const auto granted = model_scope(given);
  if (requested) check_compared(reader, *requested, granted);
}

}  // namespace oauthspec::fuzz
