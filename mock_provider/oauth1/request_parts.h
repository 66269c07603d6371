// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "harness/reference/message/http.h"
#include "harness/reference/oauth1/request_parameters.h"

namespace oauthspec::provider::oauth1_endpoints {

/// A parameter of a request, as it was sent and as it is meant.
struct SentParameter {
  enum class Place : std::uint8_t {
    header,
    query,
    form_body,
    json_body,   ///< A member of an object: no parameter by right.
    other_body,  ///< Of a body that is no form, read as one: no parameter by right.
  };
  Place place{};
  std::string name;
  std::string value;
  std::string raw_name;  ///< Not decoded.
  std::string raw_value;
};

/// What a base string can be made of.
struct RequestParts {
  std::string method;
  bool https = false;
  std::string host;  ///< As it was sent.
  std::optional<std::string> port;
  std::string path;
  std::string query;
  std::optional<std::string> realm;
  std::vector<SentParameter> parameters;  ///< In the order in which they stand in the request.
};

/// Takes a request apart. Nothing where its URL or Host header field cannot be read.
[[nodiscard]] std::optional<RequestParts> parts_of(
    const oauth::message::Request& request, const oauth::oauth1::RequestParameters& collected);

}  // namespace oauthspec::provider::oauth1_endpoints
