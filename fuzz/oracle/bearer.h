// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/oracle/request_model.h"

namespace oauthspec::fuzz {

/// Where a bearer token can stand.
enum class BearerPlace : std::uint8_t { header, body, query };

/// What a resource server finds in a request.
struct BearerFound {
  enum class Kind : std::uint8_t {
    token,      ///< One token.
    none,       ///< None, and nothing wrong.
    malformed,  ///< Something that is none, or more than one.
  };
  Kind kind = Kind::none;
  std::string token;
  BearerPlace place = BearerPlace::header;

  friend bool operator==(const BearerFound&, const BearerFound&) = default;
};

/// What a resource server says of itself in a challenge.
struct BearerChallenge {
  std::optional<std::string> realm;
  std::vector<std::string> scope;  ///< Empty: none is named.
  std::string error;               ///< Empty: none is named.
};

/// Both ends of bearer tokens. A function that is null is not offered, and not asked for.
struct BearerReader {
  /// Looks in these places, in this order.
  BearerFound (*find)(const oauth::message::Request& request,
                      const std::vector<BearerPlace>& places) = nullptr;
  /// Whether the text can be a token in the header field.
  bool (*is_b64token)(std::string_view text) = nullptr;
  /// The request with a token in that place; nothing where it refuses it.
  std::optional<oauth::message::Request> (*attach)(const oauth::message::Request& request,
                                                   std::string_view token,
                                                   BearerPlace place) = nullptr;
  /// The request with a token that is bound to a key, and a proof of it (RFC 9449 section 7.1); nothing where it refuses it.
  std::optional<oauth::message::Request> (*attach_bound)(const oauth::message::Request& request,
                                                         std::string_view token,
                                                         std::string_view proof) = nullptr;
  /// The request that registers a client, by the text of its metadata and an initial access token (RFC 7591 section 3.1).
  std::optional<oauth::message::Request> (*enrol)(std::string_view endpoint,
                                                  std::string_view metadata,
                                                  std::string_view token) = nullptr;
  /// The request that asks for the state of a token, by an access token (RFC 7662 section 2.1).
  std::optional<oauth::message::Request> (*introspect)(std::string_view endpoint,
                                                       std::string_view token,
                                                       std::string_view access_token) = nullptr;
  /// The WWW-Authenticate header field of a refusal.
  std::optional<std::string> (*challenge)(const BearerChallenge& challenge) = nullptr;
};

/// The model.
[[nodiscard]] BearerFound model_bearer(const oauth::message::Request& request,
                                       const std::vector<BearerPlace>& places);

/// Input:      the places to look in ("h", "b", "q", in any order), a token, and a request, with 0xFF between them.
/// Properties: find() finds what the model finds in these places, and the other way round, with a line end behind the body, too; is_b64token() says what
///             its ABNF says; a token that attach() put into a request that has none is found there, and nowhere else, and all else is as it was;
///             attach() refuses no b64token; attach_bound(), enrol() and introspect() put the token into the header field alone, and write the rest as it
///             was given; a challenge is read by the model as what it was made of.
/// Spec:       RFC 6750 sections 2 and 3; RFC 6749 appendix A.12; RFC 7591 section 3.1; RFC 7662 section 2.1; RFC 9449 section 7.1
void check_bearer(const BearerReader& reader, std::string_view input);

}  // namespace oauthspec::fuzz
