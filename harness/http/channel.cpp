// SPDX-License-Identifier: Apache-2.0
#include "harness/http/channel.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <variant>
#include <vector>

#include <boost/asio/buffer.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>
#include <poll.h>

#include "harness/http/sockets.h"
#include "harness/http/ssl_context.h"

namespace oauthspec::http {
namespace {

using TlsStream = asio::ssl::stream<Socket>;
using Resolver = asio::ip::basic_resolver<Tcp, Executor>;
using Addresses = Resolver::results_type;

std::unexpected<TransportFailure> fail(TransportCode code, std::string detail) {
  return std::unexpected(TransportFailure{code, std::move(detail)});
}

bool is_address(const std::string& host) {
  error_code code;
  asio::ip::make_address(host, code);
  return !code;
}

std::vector<Tcp::endpoint> in_order(const Addresses& addresses, std::size_t first) {
  std::vector<Tcp::endpoint> ordered(addresses.begin(), addresses.end());
  if (!ordered.empty()) {
    const auto offset = static_cast<std::ptrdiff_t>(first % ordered.size());
    std::ranges::rotate(ordered, ordered.begin() + offset);
  }
  return ordered;
}

}  // namespace

class Channel::Implementation {
 public:
  Implementation() : context_(1), stream_(std::in_place_type<Socket>, context_) {}

  std::expected<void, TransportFailure> open(const Peer& peer, Deadline deadline);
  std::expected<void, TransportFailure> write(std::string_view octets, Deadline deadline);
  Read read(std::span<char> octets, Deadline deadline);

  TlsAgreement agreement();

  Socket& socket() {
    auto* const tls = std::get_if<TlsStream>(&stream_);
    return tls != nullptr ? tls->next_layer() : std::get<Socket>(stream_);
  }

 private:
  // What an operation came to, once it has called back.
  struct Outcome {
    error_code code;
    std::size_t octets = 0;
    bool done = false;
  };

  std::expected<Addresses, TransportFailure> find(const Peer& peer, Deadline deadline);
  std::expected<void, TransportFailure> connect(const std::vector<Tcp::endpoint>& addresses,
                                                Deadline deadline);
  std::expected<void, TransportFailure> shake_hands(const Peer& peer, Deadline deadline);
  bool finish(const Outcome& outcome, Deadline deadline);

  asio::io_context context_;
  std::variant<Socket, TlsStream> stream_;
};

// Runs until the operation is done; one that is late is cancelled, and its end waited for, since it writes into the outcome.
bool Channel::Implementation::finish(const Outcome& outcome, Deadline deadline) {
  context_.restart();
  while (!outcome.done && context_.run_one_until(deadline) > 0) {
  }
  if (outcome.done) {
    return true;
  }
  cancel(socket());
  context_.restart();
  context_.run();
  return false;
}

std::expected<Addresses, TransportFailure> Channel::Implementation::find(const Peer& peer,
                                                                         Deadline deadline) {
  const std::string& host = peer.address.empty() ? peer.host : peer.address;
  error_code code;
  const asio::ip::address address = asio::ip::make_address(host, code);
  if (!code) {
    return Addresses::create(Tcp::endpoint(address, peer.port), host, std::to_string(peer.port));
  }
  Resolver resolver(context_);
  Outcome outcome;
  Addresses found;
  const auto keep = [&outcome, &found](const error_code& result, const Addresses& addresses) {
    outcome.code = result;
    outcome.done = true;
    found = addresses;
  };
  resolver.async_resolve(host, std::to_string(peer.port), asio::ip::resolver_base::numeric_service,
                         keep);
  context_.restart();
  while (!outcome.done && context_.run_one_until(deadline) > 0) {
  }
  if (!outcome.done) {
    resolver.cancel();
    context_.restart();
    context_.run();
    return fail(TransportCode::timed_out, "no answer about the host's address");
  }
  if (outcome.code) {
    return fail(TransportCode::host_not_found, outcome.code.message());
  }
  return found;
}

std::expected<void, TransportFailure> Channel::Implementation::connect(
    const std::vector<Tcp::endpoint>& addresses, Deadline deadline) {
  Outcome outcome;
  const auto keep = [&outcome](const error_code& result, const Tcp::endpoint& /*connected*/) {
    outcome.code = result;
    outcome.done = true;
  };
  asio::async_connect(socket(), addresses, keep);
  if (!finish(outcome, deadline)) {
    return fail(TransportCode::timed_out, "no connection in time");
  }
  if (outcome.code) {
    return fail(TransportCode::refused, outcome.code.message());
  }
  send_at_once(socket());
  return {};
}

std::expected<void, TransportFailure> Channel::Implementation::shake_hands(const Peer& peer,
                                                                           Deadline deadline) {
  Socket connected = std::move(std::get<Socket>(stream_));
  TlsStream& stream = stream_.emplace<TlsStream>(std::move(connected), peer.tls->context);
  SSL* const native = stream.native_handle();
  if (!is_address(peer.host)) {
    // SSL_set_tlsext_host_name(), which is a macro with a cast that this house does not write.
    std::string name = peer.host;
    SSL_ctrl(native, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, name.data());
  }
  if (SSL_get_verify_mode(native) != SSL_VERIFY_NONE) {
    stream.set_verify_callback(asio::ssl::host_name_verification(peer.host));
  }
  Outcome outcome;
  const auto keep = [&outcome](const error_code& result) {
    outcome.code = result;
    outcome.done = true;
  };
  stream.async_handshake(asio::ssl::stream_base::client, keep);
  if (!finish(outcome, deadline)) {
    return fail(TransportCode::timed_out, "the TLS handshake was not finished in time");
  }
  if (!outcome.code) {
    return {};
  }
  const long verified = SSL_get_verify_result(native);
  return fail(TransportCode::tls_failed,
              verified == X509_V_OK ? outcome.code.message()
                                    : std::string(X509_verify_cert_error_string(verified)));
}

std::expected<void, TransportFailure> Channel::Implementation::open(const Peer& peer,
                                                                    Deadline deadline) {
  const auto addresses = find(peer, deadline);
  if (!addresses) {
    return std::unexpected(addresses.error());
  }
  auto connected = connect(in_order(*addresses, peer.first_address), deadline);
  if (!connected || peer.tls == nullptr) {
    return connected;
  }
  return shake_hands(peer, deadline);
}

std::expected<void, TransportFailure> Channel::Implementation::write(std::string_view octets,
                                                                     Deadline deadline) {
  Outcome outcome;
  const auto keep = [&outcome](const error_code& result, std::size_t written) {
    outcome = {result, written, true};
  };
  const asio::const_buffer buffer(octets.data(), octets.size());
  std::visit([&](auto& stream) { asio::async_write(stream, buffer, keep); }, stream_);
  if (!finish(outcome, deadline)) {
    return fail(TransportCode::timed_out, "the peer takes no more octets");
  }
  if (outcome.code) {
    return fail(TransportCode::closed, outcome.code.message());
  }
  return {};
}

Channel::Read Channel::Implementation::read(std::span<char> octets, Deadline deadline) {
  Outcome outcome;
  const auto keep = [&outcome](const error_code& result, std::size_t read) {
    outcome = {result, read, true};
  };
  const asio::mutable_buffer buffer(octets.data(), octets.size());
  std::visit([&](auto& stream) { stream.async_read_some(buffer, keep); }, stream_);
  if (!finish(outcome, deadline)) {
    return {Event::timed_out, 0};
  }
  if (!outcome.code) {
    return {Event::octets, outcome.octets};
  }
  // A TLS connection that ends without its alert has ended all the same: the length of what came decides whether it is whole.
  const bool ended =
      outcome.code == asio::error::eof || outcome.code == asio::ssl::error::stream_truncated;
  return {ended ? Event::ended : Event::reset, 0};
}

TlsAgreement Channel::Implementation::agreement() {
  auto* const tls = std::get_if<TlsStream>(&stream_);
  if (tls == nullptr) {
    return {};
  }
  const SSL* const native = tls->native_handle();
  std::string version = SSL_get_version(native);
  constexpr std::string_view kPrefix = "TLSv";  // "TLSv1", which is 1.0, and "TLSv1.2"
  version.erase(0, version.starts_with(kPrefix) ? kPrefix.size() : 0);
  return {version == "1" ? "1.0" : version, SSL_get_cipher_name(native)};
}

Channel::Channel(std::unique_ptr<Implementation> implementation)
    : implementation_(std::move(implementation)) {}
Channel::Channel(Channel&& other) noexcept = default;
Channel& Channel::operator=(Channel&& other) noexcept = default;
Channel::~Channel() = default;

std::expected<Channel, TransportFailure> Channel::open(const Peer& peer, Deadline deadline) {
  auto implementation = std::make_unique<Implementation>();
  const auto opened = implementation->open(peer, deadline);
  if (!opened) {
    return std::unexpected(opened.error());
  }
  return Channel(std::move(implementation));
}

std::expected<void, TransportFailure> Channel::write(std::string_view octets, Deadline deadline) {
  return implementation_->write(octets, deadline);
}

Channel::Read Channel::read(std::span<char> octets, Deadline deadline) {
  return implementation_->read(octets, deadline);
}

void Channel::end_writing() {
  end_sending(implementation_->socket());
}

void Channel::reset_on_close() {
  http::reset_on_close(implementation_->socket());
}

TlsAgreement Channel::agreement() const {
  return implementation_->agreement();
}

bool Channel::has_news() const {
  pollfd state{implementation_->socket().native_handle(), POLLIN, 0};
  return poll(&state, 1, 0) != 0;
}

}  // namespace oauthspec::http
