// SPDX-License-Identifier: Apache-2.0
// RFC 6749 section 3.3: scopes read, and compared.
#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "harness/defects/oauth2/octets.h"
#include "harness/defects/oauth2/steps.h"
#include "harness/defects/oauth2/tables.h"
#include "harness/reference/codec/form.h"

namespace oauthspec::defects::oauth2 {
namespace {

constexpr char kParse[] = "oauth2.parse_scope";
constexpr char kCompare[] = "oauth2.compare_scope";

using Tokens = std::vector<std::string>;

// Puts one wrong reading of a text before all that is right.
template <void (*Change)(std::string& text)>
void of_text(json& in) {
  change_octets(in["text"], Change);
}

template <void (*Change)(std::string& text)>
void of_both(json& in) {
  change_octets(in["requested"], Change);
  change_octets(in["granted"], Change);
}

void commas_as_spaces(std::string& text) {
  std::ranges::replace(text, ',', ' ');
}

void plus_as_space(std::string& text) {
  std::ranges::replace(text, '+', ' ');
}

// isspace() in place of U+0020.
void any_white_space_as_space(std::string& text) {
  for (char& octet : text) {
    if (octet == '\t' || octet == '\n' || octet == '\r') octet = ' ';
  }
}

// split() with no argument, as of Python: what is between the spaces counts, however many there are.
void spaces_merged(std::string& text) {
  std::string merged;
  for (const char octet : text) {
    if (octet != ' ' || (!merged.empty() && merged.back() != ' ')) merged.push_back(octet);
  }
  if (merged.ends_with(' ')) merged.pop_back();
  text = std::move(merged);
}

void empty_as_default(std::string& text) {
  if (text.find_first_not_of(' ') == std::string::npos) text = "default";
}

void decoded_again(std::string& text) {
  std::string decoded;
  if (oauth::codec::append_form_decoded(decoded, text)) text = std::move(decoded);
}

void expression_evaluated(std::string& text) {
  if (text.starts_with("${")) text = "evaluated";
}

void markup_removed(std::string& text) {
  for (std::size_t open = text.find('<'); open != std::string::npos; open = text.find('<'))
    text.erase(open, text.find('>', open) + 1 - open);
}

void cut_to_buffer(std::string& text) {
  constexpr std::size_t kBuffer = 256;
  if (text.size() > kBuffer) text.resize(kBuffer);
}

// What a token may not hold is dropped and not missed.
void forbidden_characters_dropped(std::string& text) {
  std::erase_if(text, [](char octet) {
    return octet == '"' || octet == '\\' || (octet != ' ' && (octet < '!' || octet > '~'));
  });
}

// Only letters, digits and a few more are known to be characters of a token.
bool holds_unusual_character(const json& in) {
  const std::string text = adapter::read_bytes(in.at("text"));
  return text.find_first_not_of(
             "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.:/ -") !=
         std::string::npos;
}

// RFC 6749 section 3.3 compares as sets; a library that keeps texts compares those.
void compared_as_texts(json& out, const json& in) {
  if (in.at("granted").is_string()) out["changed"] = in.at("requested") != in.at("granted");
}

void repetitions_counted(json& out, const json& in) {
  if (!in.at("granted").is_string() || !in.at("requested").is_string()) return;
  const auto length = [](const json& text) {
    return std::ranges::count(text.get<std::string>(), ' ');
  };
  if (length(in.at("requested")) != length(in.at("granted"))) out["changed"] = true;
}

// Drops those of the missing tokens that Matches takes for one of the additional ones.
template <bool (*Matches)(string_view requested, string_view granted)>
void matched_by(json& out) {
  Tokens missing = out.at("missing");
  const Tokens additional = out.at("additional");
  std::erase_if(missing, [&](const std::string& requested) {
    return std::ranges::any_of(
        additional, [&](const std::string& granted) { return Matches(requested, granted); });
  });
  out["sufficient"] = missing.empty();
  out["missing"] = missing;
}

bool begins_with(string_view requested, string_view granted) {
  return granted.starts_with(requested);
}

bool contained(string_view requested, string_view granted) {
  return granted.find(requested) != string_view::npos;
}

bool parent_holds_children(string_view requested, string_view granted) {
  return granted == "*" ||
         (requested.starts_with(granted) && requested.substr(granted.size()).starts_with(':'));
}

void reduction_missed(json& out) {
  out["sufficient"] = true;
  out["missing"] = json::array();
  out["changed"] = !out.at("additional").empty();
}

void extension_missed(json& out) {
  out["additional"] = json::array();
  out["changed"] = !out.at("missing").empty();
}

void absent_is_empty(json& out, const json& in) {
  if (!in.at("granted").is_null() || in.at("requested").is_null()) return;
  out = {{"changed", true},
         {"sufficient", false},
         {"missing", json::array({in.at("requested")})},
         {"additional", json::array()}};
}

// What "".split(" ") gives in JavaScript: one token, which is empty.
Verdict empty_scope_is_one_token(const json& in) {
  if (in.at("granted") != "") return right<kCompare>(in);
  json asked_for_more = in;
  asked_for_more["granted"] = "empty";
  Verdict answer = right<kCompare>(asked_for_more);
  if (Out* given = std::get_if<Out>(&answer)) given->value["additional"] = {""};
  return answer;
}

constexpr auto kDefects = std::to_array<Defect>({
    {kParse, "comma-separates", "RFC6749-3.3-1", "commas separate tokens, too",
     misread<kParse, of_text<commas_as_spaces>>},
    {kParse, "plus-separates", "RFC6749-A.4-1", "plus signs separate tokens, too",
     misread<kParse, of_text<plus_as_space>>},
    {kParse, "white-space-separates", "RFC6749-3.3-1", "tabs and line ends separate tokens, too",
     misread<kParse, of_text<any_white_space_as_space>>, Weight::warn},
    {kParse, "spaces-merged", "RFC6749-3.3-1",
     "two spaces are taken for one, and those at the ends for none",
     misread<kParse, of_text<spaces_merged>>, Weight::warn},
    {kParse, "empty-as-default", "RFC6749-3.3-1", "an empty scope is taken for the default one",
     misread<kParse, of_text<empty_as_default>>, Weight::warn},
    {kParse, "case-folded", "RFC6749-3.3-1", "tokens are kept in lower case",
     misread<kParse, of_text<to_lower>>},
    {kParse, "decoded-again", "RFC6749-A.4-1", "escapes in tokens are decoded once more",
     misread<kParse, of_text<decoded_again>>},
    {kParse, "expression-evaluated", "RFC6749-3.3-1",
     "an expression in a token is evaluated, as in CVE-2018-1260",
     misread<kParse, of_text<expression_evaluated>>, Weight::warn},
    {kParse, "markup-removed", "RFC6749-A.4-1", "what looks like a tag is removed",
     misread<kParse, of_text<markup_removed>>},
    {kParse, "cut-to-buffer", "RFC6749-3.3-1", "a scope longer than a buffer is cut off",
     misread<kParse, of_text<cut_to_buffer>>, Weight::warn},
    {kParse, "forbidden-characters-dropped", "RFC6749-A.4-1",
     "characters that no token may hold are dropped",
     misread<kParse, of_text<forbidden_characters_dropped>>, Weight::warn},
    {kParse, "unusual-characters-refused", "RFC6749-A.4-1",
     "only letters, digits and a few signs are taken for characters of a token",
     refusing<kParse, holds_unusual_character>},
    {kCompare, "as-texts", "RFC6749-3.3-1", "scopes are compared as texts, order included",
     miswritten<kCompare, compared_as_texts>},
    {kCompare, "repetitions-counted", "RFC6749-3.3-1", "a token that stands twice counts twice",
     miswritten<kCompare, repetitions_counted>},
    {kCompare, "case-folded", "RFC6749-3.3-1", "tokens are compared without case",
     misread<kCompare, of_both<to_lower>>},
    {kCompare, "by-prefix", "RFC6749-3.3-1", "a token is granted by one that begins with it",
     miswritten<kCompare, matched_by<begins_with>>},
    {kCompare, "contained", "RFC6749-3.3-1", "a token is granted by one that contains it",
     miswritten<kCompare, matched_by<contained>>},
    {kCompare, "hierarchy-invented", "RFC6749-3.3-1",
     "a token is granted by its parent, or by \"*\"",
     miswritten<kCompare, matched_by<parent_holds_children>>},
    {kCompare, "reduction-missed", "RFC6749-7-3", "what is missing is not looked for",
     miswritten<kCompare, reduction_missed>},
    {kCompare, "extension-missed", "RFC6749-5.1-10",
     "what is granted beyond the request is not looked for",
     miswritten<kCompare, extension_missed>},
    {kCompare, "absent-is-empty", "RFC6749-5.1-10",
     "a response without a scope is held to grant nothing", miswritten<kCompare, absent_is_empty>},
    {kCompare, "comma-separates", "RFC6749-3.3-1", "commas separate tokens, too",
     misread<kCompare, of_both<commas_as_spaces>>},
    {kCompare, "spaces-merged", "RFC6749-3.3-1", "empty tokens are dropped",
     misread<kCompare, of_both<spaces_merged>>, Weight::warn},
    {kCompare, "forbidden-characters-dropped", "RFC6749-A.4-1",
     "characters that no token may hold are dropped",
     misread<kCompare, of_both<forbidden_characters_dropped>>, Weight::warn},
    {kCompare, "empty-scope-is-one-token", "RFC6749-5.1-10",
     "an empty scope is taken for one empty token", empty_scope_is_one_token, Weight::warn},
});

}  // namespace

std::span<const Defect> scope_defects() {
  return kDefects;
}

}  // namespace oauthspec::defects::oauth2
