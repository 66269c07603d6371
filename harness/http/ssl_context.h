// SPDX-License-Identifier: Apache-2.0
#pragma once

// Included by sources that name Boost.

#include <boost/asio/ssl/context.hpp>

#include "harness/http/tls_context.h"

namespace oauthspec::http {

struct SslContext {
  boost::asio::ssl::context context;
};

}  // namespace oauthspec::http
