// SPDX-License-Identifier: Apache-2.0
#include "harness/http/client.h"

#include <array>
#include <map>
#include <optional>
#include <utility>

#include "harness/http/channel.h"
#include "harness/http/request_writer.h"
#include "harness/http/response_reader.h"

namespace oauthspec::http {
namespace {

using oauth::message::Request;
using oauth::message::Response;
using Answer = std::expected<Response, TransportFailure>;
using Time = std::chrono::steady_clock::time_point;

constexpr std::size_t kReadOctets = std::size_t{16} * 1024;

std::unexpected<TransportFailure> fail(TransportCode code, std::string_view detail) {
  return std::unexpected(TransportFailure{code, std::string(detail)});
}

// Reads one response; what the peer sent behind it is nobody's, and the connection is then not kept.
Answer read_response(Channel& channel, ResponseReader& reader, Time deadline, bool& kept) {
  std::string unread;
  std::array<char, kReadOctets> octets;
  auto state = ResponseReader::State::more;
  while (state == ResponseReader::State::more) {
    const Channel::Read read = channel.read(octets, deadline);
    if (read.event == Channel::Event::timed_out) {
      return fail(TransportCode::timed_out, "no whole response in time");
    }
    if (read.event != Channel::Event::octets) {
      state = read.event == Channel::Event::ended ? reader.end() : ResponseReader::State::more;
      if (state == ResponseReader::State::more) {
        return fail(TransportCode::closed, "the connection ended before the response did");
      }
      break;
    }
    unread.append(octets.data(), read.octets);
    const ResponseReader::Taken taken = reader.take(unread);
    unread.erase(0, taken.octets);
    state = taken.state;
  }
  if (state == ResponseReader::State::malformed) {
    return fail(TransportCode::response_malformed, "no response of HTTP/1.1");
  }
  if (state == ResponseReader::State::too_large) {
    return fail(TransportCode::response_too_large, "the response is larger than the limit");
  }
  kept = reader.keep_alive() && unread.empty();
  return std::move(reader.response());
}

std::string origin_of(const RequestUrl& url) {
  return (url.tls ? "https://" : "http://") + std::string(url.host) + " " +
         std::to_string(url.port);
}

}  // namespace

class SocketTransport::Implementation {
 public:
  explicit Implementation(ClientOptions options) : options_(std::move(options)) {}

  Answer send(const Request& request);
  std::expected<void, TransportFailure> connect(const std::string& url);
  [[nodiscard]] std::size_t connections_made() const { return connections_made_; }

 private:
  struct Kept {
    Channel channel;
    Time since;
    // Straight from its handshake: what has come is the server's session tickets (RFC 8446 section 4.6.1).
    bool has_tickets = false;
  };

  std::expected<Channel, TransportFailure> connect(const RequestUrl& url, Time deadline);
  std::optional<Channel> take_kept(const std::string& origin);
  std::expected<TlsContext, TransportFailure> tls_context();
  // A channel that the whole request has been written to.
  std::expected<Channel, TransportFailure> send_octets(const RequestUrl& url,
                                                       const std::string& origin,
                                                       std::string_view octets, Time deadline);

  ClientOptions options_;
  TlsContext tls_;
  std::map<std::string, Kept> kept_;
  std::size_t connections_made_ = 0;
};

std::expected<TlsContext, TransportFailure> SocketTransport::Implementation::tls_context() {
  if (tls_ == nullptr) {
    auto made = make_client_context(options_.trust);
    if (!made) {
      return fail(TransportCode::tls_failed, made.error());
    }
    tls_ = std::move(*made);
  }
  return tls_;
}

std::expected<Channel, TransportFailure> SocketTransport::Implementation::connect(
    const RequestUrl& url, Time deadline) {
  Peer peer{std::string(url.host), {}, url.port, nullptr, options_.first_address};
  for (const HostAddress& known : options_.addresses) {
    if (known.port == url.port && oauth::message::equal_without_case(known.host, url.host)) {
      peer.address = known.address;
    }
  }
  if (url.tls) {
    auto context = tls_context();
    if (!context) {
      return std::unexpected(std::move(context.error()));
    }
    peer.tls = std::move(*context);
  }
  ++connections_made_;
  return Channel::open(peer, deadline);
}

std::optional<Channel> SocketTransport::Implementation::take_kept(const std::string& origin) {
  const auto found = kept_.find(origin);
  if (found == kept_.end()) {
    return std::nullopt;
  }
  Kept kept = std::move(found->second);
  kept_.erase(found);
  // Octets that nobody asked for, or the connection's end.
  const bool stale = std::chrono::steady_clock::now() - kept.since > options_.reuse_within ||
                     (!kept.has_tickets && kept.channel.has_news());
  return stale ? std::nullopt : std::optional(std::move(kept.channel));
}

std::expected<Channel, TransportFailure> SocketTransport::Implementation::send_octets(
    const RequestUrl& url, const std::string& origin, std::string_view octets, Time deadline) {
  if (auto kept = take_kept(origin)) {
    if (kept->write(octets, deadline)) {
      return std::move(*kept);
    }
  }
  auto channel = connect(url, deadline);
  if (!channel) {
    return channel;
  }
  // A server may answer, and close, before it has read all: what it says decides, not that it stopped reading.
  if (const auto written = channel->write(octets, deadline);
      !written && written.error().code == TransportCode::timed_out) {
    return std::unexpected(written.error());
  }
  return channel;
}

Answer SocketTransport::Implementation::send(const Request& request) {
  const auto url = split_url(request.url);
  if (!url) {
    return std::unexpected(url.error());
  }
  const auto octets = write_request(request, *url, options_.keep_alive);
  if (!octets) {
    return std::unexpected(octets.error());
  }
  const std::string origin = origin_of(*url);
  const Time deadline = std::chrono::steady_clock::now() + options_.timeout;
  auto channel = send_octets(*url, origin, *octets, deadline);
  if (!channel) {
    return std::unexpected(std::move(channel.error()));
  }
  ResponseReader reader(request.method == "HEAD", {options_.header_octets, options_.body_octets});
  bool kept = false;
  Answer answer = read_response(*channel, reader, deadline, kept);
  if (kept && options_.keep_alive) {
    kept_.insert_or_assign(origin, Kept{std::move(*channel), std::chrono::steady_clock::now()});
  }
  return answer;
}

std::expected<void, TransportFailure> SocketTransport::Implementation::connect(
    const std::string& url) {
  const auto parts = split_url(url);
  if (!parts) {
    return std::unexpected(parts.error());
  }
  auto channel = connect(*parts, std::chrono::steady_clock::now() + options_.timeout);
  if (!channel) {
    return std::unexpected(std::move(channel.error()));
  }
  kept_.insert_or_assign(origin_of(*parts),
                         Kept{std::move(*channel), std::chrono::steady_clock::now(), parts->tls});
  return {};
}

SocketTransport::SocketTransport(ClientOptions options)
    : implementation_(std::make_unique<Implementation>(std::move(options))) {}

SocketTransport::~SocketTransport() = default;

Answer SocketTransport::send(const Request& request) {
  return implementation_->send(request);
}

std::expected<void, TransportFailure> SocketTransport::connect(const std::string& url) {
  return implementation_->connect(url);
}

std::size_t SocketTransport::connections_made() const {
  return implementation_->connections_made();
}

}  // namespace oauthspec::http
