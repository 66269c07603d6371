// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <vector>

#include "harness/http/client.h"
#include "harness/http/transport.h"
#include "harness/reference/message/http.h"

namespace oauthspec::http {

/// Sends requests at the same moment, each over a connection of its own, which was made, TLS and all, before the first request left.
/// A host with several addresses has the connections spread over them.
///
/// Input:   the options are those of each connection; each request may take `timeout` once the connections are there.
/// Output:  what came of each request, in their order.
/// Threads: as many as there are requests, all of them ended on return.
[[nodiscard]] std::vector<std::expected<oauth::message::Response, TransportFailure>>
send_simultaneously(const std::vector<oauth::message::Request>& requests,
                    const ClientOptions& options = {});

}  // namespace oauthspec::http
