// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "harness/http/reply.h"
#include "mock_provider/model/endpoint.h"
#include "mock_provider/state/call.h"

namespace oauthspec::provider {

/// A path and what answers it.
struct Route {
  std::string_view path;  ///< Behind the issuer; one that ends in "/" has everything below it, too.
  Endpoint endpoint;
  http::Reply (*answer)(Call&);
};

/// The route of a path; the last one of Endpoint::none where there is no other.
[[nodiscard]] const Route& find_route(std::string_view path);

}  // namespace oauthspec::provider
