// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/reference/base/secret.h"
#include "harness/reference/oauth1/signature_method.h"
#include "mock_provider/oauth1/request_parts.h"

namespace oauthspec::provider::oauth1_endpoints {

/// How a client's code makes a signature: as it is made, the right way; each member is a step that some client takes otherwise.
struct Variation {
  enum class Method : std::uint8_t { upper_case, lower_case, get, post };
  enum class Host : std::uint8_t { lower_case, as_sent, loopback_alias };
  enum class Port : std::uint8_t { unless_default, always, never };
  enum class Path : std::uint8_t { as_sent, slash_added, slash_removed, missing, decoded };
  enum class Query : std::uint8_t { parameters, left_out, in_uri, in_both };
  enum class Body : std::uint8_t { form_only, left_out, json_members, as_form };
  enum class Duplicates : std::uint8_t { all, first, last };
  enum class Decoding : std::uint8_t { form, plus_kept, none };
  enum class Encoding : std::uint8_t { rfc5849, none, form, component, lower_case, tilde, twice };
  enum class Order : std::uint8_t { encoded, decoded, names_only, without_case, as_sent };
  enum class Outer : std::uint8_t { encoded, uri_only, parameters_only, none };
  enum class Key : std::uint8_t {
    both,
    not_encoded,
    no_separator,
    token_missing,
    client_missing,
    swapped,
    form_encoded,
  };

  Method method = Method::upper_case;
  bool other_scheme = false;
  Host host = Host::lower_case;
  Port port = Port::unless_default;
  Path path = Path::as_sent;
  Query query = Query::parameters;
  Body body = Body::form_only;
  Duplicates duplicates = Duplicates::all;
  Decoding decoding = Decoding::form;
  Encoding encoding = Encoding::rfc5849;
  Order order = Order::encoded;
  Outer outer = Outer::encoded;
  bool realm = false;
  std::string_view left_out{};  ///< A protocol parameter that is sent and not signed.
  std::string_view added{};     ///< One that is signed and not sent: "oauth_version=1.0".
  Key key = Key::both;
  std::optional<oauth::oauth1::SignatureMethod>
      signs_by{};                                   ///< Other than oauth_signature_method says.
  std::optional<std::string_view> client_secret{};  ///< In place of the client's.
  std::optional<std::string_view> token_secret{};   ///< In place of the token's.
};

/// The base string that the variation makes of a request.
///
/// Spec:   RFC 5849 section 3.4.1
[[nodiscard]] std::string write_base_string(const RequestParts& parts, const Variation& variation);

/// The key that the variation makes of the secrets.
///
/// Spec:   RFC 5849 section 3.4.2
[[nodiscard]] oauth::Secret write_key(std::string_view client_secret, std::string_view token_secret,
                                      const Variation& variation);

}  // namespace oauthspec::provider::oauth1_endpoints
