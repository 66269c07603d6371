// SPDX-License-Identifier: Apache-2.0
#include "harness/http/in_process.h"

#include <string>
#include <utility>

#include "harness/http/request_writer.h"

namespace oauthspec::http {
namespace {

using oauth::message::Request;
using oauth::message::Response;

Request as_received(const Request& request, const RequestUrl& url) {
  Request received = request;
  const auto host = oauth::message::find_header(request.headers, "Host").value_or(url.authority);
  received.url = std::string(url.tls ? "https://" : "http://").append(host).append(url.target);
  if (!oauth::message::find_header(request.headers, "Host")) {
    received.headers.insert(received.headers.begin(), {"Host", std::string(url.authority)});
  }
  if (wants_length(request)) {
    received.headers.push_back({"Content-Length", std::to_string(request.body.size())});
  }
  return received;
}

bool is_cut(const Reply& reply) {
  return reply.delivery.drop ||
         (reply.delivery.cut_after && *reply.delivery.cut_after < reply.response.body.size());
}

}  // namespace

InProcessTransport::InProcessTransport(Function function, Told told)
    : function_(std::move(function)), told_(std::move(told)) {}

std::expected<Response, TransportFailure> InProcessTransport::send(const Request& request) {
  const auto url = split_url(request.url);
  if (!url) {
    return std::unexpected(url.error());
  }
  if (const auto writable = write_request(request, *url, true); !writable) {
    return std::unexpected(writable.error());
  }
  Reply reply = function_(as_received(request, *url));
  if (told_) {
    told_(reply.delivery);
  }
  if (is_cut(reply)) {
    return std::unexpected(
        TransportFailure{TransportCode::closed, "the connection ended before the response did"});
  }
  const int status = reply.response.status;
  if (request.method == "HEAD" || status == 204 || status == 304) {
    reply.response.body.clear();
  }
  return std::move(reply.response);
}

}  // namespace oauthspec::http
