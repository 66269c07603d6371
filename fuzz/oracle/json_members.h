// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "harness/reference/message/http.h"

/// A plain model of the JSON objects that OAuth 2.0's endpoints answer with: which there are, and what their members hold. A part of
/// the models of each response.
namespace oauthspec::fuzz {

/// What a member holds.
enum class Kind : std::uint8_t {
  text,
  some_text,  ///< Not empty.
  vschar,     ///< 1*VSCHAR
  nqchar,     ///< 1*NQCHAR
  nqschar,    ///< 1*NQSCHAR
  uri,        ///< An absolute URI.
  endpoint,   ///< The same, without a fragment.
  https_uri,  ///< An absolute URI of the scheme https.
  resource,   ///< The same, without a fragment.
  issuer,     ///< The same, and without a query.
  seconds,    ///< A whole number from 0 to 2^53.
  truth,
  texts,       ///< An array of texts.
  some_texts,  ///< The same, and not empty.
  algorithms,  ///< The same, without "none".
  audience,    ///< One text, or an array of them, which is how it is shown.
  object,
  key_set,  ///< An object whose member keys is an array of objects.
  scope,    ///< scope-token *( SP scope-token ); shown as an array of them.
};

/// One member that a specification names.
struct MemberRule {
  const char* name;
  Kind kind = Kind::text;
  bool required = false;
  const char* otherwise = nullptr;  ///< What stands for it where it is not there, as JSON text.
};

/// The members that a reader has found, under their names; those that no rule names, in an object "extra". What the message has not is
/// left out.
using Members = nlohmann::json;

/// The object in a response's body; nothing where there is none that a client may use.
///
/// Input:  where RFC 8259 leaves readers a choice, the careful one: each name once in an object, at most 64 levels.
/// Spec:   RFC 6749 section 5.1; RFC 8259 sections 2, 4, 8 and 9
[[nodiscard]] std::optional<nlohmann::json> model_object(const oauth::message::Response& response);

/// The members by these rules; nothing where one is missing or is of another kind. null is a kind of its own.
[[nodiscard]] std::optional<Members> model_members(const nlohmann::json& object,
                                                   std::span<const MemberRule> rules);

/// The value of the first header field of this name, which is compared without case.
[[nodiscard]] std::optional<std::string> model_field(const oauth::message::Response& response,
                                                     std::string_view name);

/// Whether two texts of ASCII are the same without case.
[[nodiscard]] bool same_without_case(std::string_view a, std::string_view b);

}  // namespace oauthspec::fuzz
