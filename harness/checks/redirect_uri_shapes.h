// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "harness/checks/target.h"

namespace oauthspec::checks {

/// What a shape does to the redirection URI that is registered: those that do the same are put to a server by one check.
enum class ShapeFamily : std::uint8_t {
  another_host,
  longer_path,
  another_path,
  trailing_slash,
  double_slash,
  case_of_the_path,
  path_parameters,
  another_query,
  planted_parameters,
  fragment,
  another_port,
  malformed_port,
  http_for_https,
  another_scheme,
  script,
  relative,
  user_information,
  host_as_user,
  subdomain,
  longer_host,
  trailing_dot,
  look_alike_host,
  escaped_host,
  address_forms,
  localhost,
  case_of_the_host,
  spelled_out_port,
  dot_segments,
  escaped_letters,
  escaped_delimiters,
  traversal,
  escaped_traversal,
  backslash,
  white_space,
  line_breaks,
  control_characters,
  malformed_octets,
  repeated,
  parameter_names,
};

/// How the URI is brought before the server.
enum class Placing : std::uint8_t {
  instead,        ///< As redirect_uri.
  before,         ///< As a redirect_uri before the registered one.
  behind,         ///< As a redirect_uri behind the registered one.
  brackets,       ///< As redirect_uri[], beside the registered one.
  index,          ///< As redirect_uri[0], beside the registered one.
  capitals,       ///< As Redirect_Uri, beside the registered one.
  query_of_post,  ///< In the query of a POST whose body has the registered one.
};

/// Another URI than the one registered.
struct RedirectUriShape {
  std::string_view id;  ///< "host-as-user-and-port": stable, never reused.
  ShapeFamily family;
  std::string_view pattern;  ///< Of fill_pattern().
  Placing placing = Placing::instead;
};

/// All of them, those of a family together.
[[nodiscard]] std::span<const RedirectUriShape> redirect_uri_shapes();

/// The URI of a shape.
///
/// Input:  the client has a redirection URI, the first of which is changed.
/// Output: nothing where the client has no such neighbour, or has it registered, or where only the port of a loopback address differs,
///         which native clients choose themselves.
/// Spec:   RFC 8252 section 7.3; RFC 9700 section 2.1
[[nodiscard]] std::optional<std::string> shaped(const RedirectUriShape& shape,
                                                const TestClient& client);

}  // namespace oauthspec::checks
