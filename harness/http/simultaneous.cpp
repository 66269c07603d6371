// SPDX-License-Identifier: Apache-2.0
#include "harness/http/simultaneous.h"

#include <cstddef>
#include <latch>
#include <string>
#include <system_error>
#include <thread>

namespace oauthspec::http {
namespace {

using oauth::message::Request;
using Answer = std::expected<oauth::message::Response, TransportFailure>;

// A connection that cannot be made now is made by send(), which says what became of it.
Answer send_when_all_are_ready(const Request& request, const ClientOptions& options,
                               std::latch& ready) {
  SocketTransport transport(options);
  static_cast<void>(transport.connect(request.url));
  ready.arrive_and_wait();
  return transport.send(request);
}

}  // namespace

std::vector<Answer> send_simultaneously(const std::vector<Request>& requests,
                                        const ClientOptions& options) {
  std::vector<Answer> answers(requests.size());
  std::latch ready(static_cast<std::ptrdiff_t>(requests.size()));
  std::vector<std::jthread> threads;
  threads.reserve(requests.size());
  for (std::size_t i = 0; i < requests.size(); ++i) {
    ClientOptions own = options;
    own.first_address = options.first_address + i;
    own.reuse_within = options.timeout;  // the slowest of them is waited for
    try {
      threads.emplace_back(
          [&answer = answers[i], &request = requests[i], &ready, own = std::move(own)] {
            answer = send_when_all_are_ready(request, own, ready);
          });
    } catch (const std::system_error& error) {
      answers[i] = std::unexpected(TransportFailure{
          TransportCode::refused, std::string("no thread for the request: ") + error.what()});
      ready.count_down();
    }
  }
  threads.clear();
  return answers;
}

}  // namespace oauthspec::http
