// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "harness/http/tls_context.h"
#include "harness/http/worker.h"

namespace oauthspec::http {

/// Where connections come in.
struct Entrance {
  Endpoint endpoint;
  std::string scheme;     ///< "https"
  std::string authority;  ///< "127.0.0.1:8443"
  TlsContext tls;         ///< Null where the scheme is http.
};

/// Serves a connection on its worker's thread, until one side closes it.
///
/// Input:    a socket of the worker's io_context, already counted among the shared connections.
/// Lifetime: worker and entrance outlive the connection.
void start_connection(Worker& worker, Socket socket, const Entrance& entrance);

/// Answers 503 as far as that goes at once, and closes.
void turn_away(Socket socket, const Entrance& entrance, std::string_view date);

}  // namespace oauthspec::http
