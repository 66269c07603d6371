// SPDX-License-Identifier: Apache-2.0
#include "harness/http/raw_client.h"

#include <array>
#include <thread>
#include <utility>

#include "harness/http/channel.h"
#include "harness/http/response_reader.h"

namespace oauthspec::http {
namespace {

constexpr std::size_t kReadOctets = std::size_t{16} * 1024;

RawEnd end_of(Channel::Event event) {
  switch (event) {
    case Channel::Event::octets:
      return RawEnd::whole;
    case Channel::Event::ended:
      return RawEnd::ended;
    case Channel::Event::reset:
      return RawEnd::reset;
    case Channel::Event::timed_out:
      break;
  }
  return RawEnd::timed_out;
}

bool head_at(const std::vector<bool>& heads, std::size_t at) {
  return at < heads.size() && heads[at];
}

}  // namespace

struct RawClient::Connection {
  Channel channel;
  std::chrono::milliseconds timeout;
  std::string unread;  // came behind what was waited for

  [[nodiscard]] Channel::Deadline deadline() const {
    return std::chrono::steady_clock::now() + timeout;
  }

  Channel::Event read_more() {
    std::array<char, kReadOctets> octets;
    const Channel::Read read = channel.read(octets, deadline());
    unread.append(octets.data(), read.octets);
    return read.event;
  }

  // Reads a response that begins behind so many octets, and adds its own to them.
  RawEnd read_response(ResponseReader& reader, std::size_t& octets) {
    while (true) {
      const ResponseReader::Taken taken = reader.take(std::string_view(unread).substr(octets));
      octets += taken.octets;
      if (taken.state == ResponseReader::State::whole) {
        return RawEnd::whole;
      }
      if (taken.state != ResponseReader::State::more) {
        return RawEnd::malformed;
      }
      const Channel::Event event = read_more();
      if (event == Channel::Event::ended && reader.end() == ResponseReader::State::whole) {
        return RawEnd::whole;
      }
      if (event != Channel::Event::octets) {
        return end_of(event);
      }
    }
  }

  RawAnswer take(std::size_t octets, RawEnd end) {
    RawAnswer answer{unread.substr(0, octets), end};
    unread.erase(0, octets);
    return answer;
  }
};

RawResponses parse_responses(std::string_view octets, bool ended, const std::vector<bool>& heads) {
  RawResponses parsed;
  while (parsed.octets < octets.size()) {
    ResponseReader reader(head_at(heads, parsed.responses.size()), {});
    const ResponseReader::Taken taken = reader.take(octets.substr(parsed.octets));
    const bool whole = taken.state == ResponseReader::State::whole ||
                       (taken.state == ResponseReader::State::more && ended &&
                        reader.end() == ResponseReader::State::whole);
    parsed.malformed = !whole && taken.state != ResponseReader::State::more;
    if (!whole) {
      break;
    }
    parsed.octets += taken.octets;
    parsed.responses.push_back(std::move(reader.response()));
  }
  return parsed;
}

RawClient::RawClient(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
RawClient::RawClient(RawClient&& other) noexcept = default;
RawClient& RawClient::operator=(RawClient&& other) noexcept = default;
RawClient::~RawClient() = default;

std::expected<RawClient, TransportFailure> RawClient::open(const RawTarget& target) {
  Peer peer{target.host, {}, target.port, nullptr};
  if (target.tls) {
    auto context = make_client_context(*target.tls);
    if (!context) {
      return std::unexpected(
          TransportFailure{TransportCode::tls_failed, std::move(context.error())});
    }
    peer.tls = std::move(*context);
  }
  auto channel = Channel::open(peer, std::chrono::steady_clock::now() + target.timeout);
  if (!channel) {
    return std::unexpected(std::move(channel.error()));
  }
  return RawClient(
      std::make_unique<Connection>(Connection{std::move(*channel), target.timeout, {}}));
}

std::expected<void, TransportFailure> RawClient::send(std::string_view octets) {
  return connection_->channel.write(octets, connection_->deadline());
}

std::expected<void, TransportFailure> RawClient::send(const std::vector<RawPiece>& pieces) {
  for (const RawPiece& piece : pieces) {
    std::this_thread::sleep_for(piece.pause);
    if (auto sent = send(piece.octets); !sent) {
      return sent;
    }
  }
  return {};
}

void RawClient::end_writing() {
  connection_->channel.end_writing();
}

void RawClient::reset_on_close() {
  connection_->channel.reset_on_close();
}

RawAnswer RawClient::read_to_end() {
  Channel::Event event = Channel::Event::octets;
  while (event == Channel::Event::octets) {
    event = connection_->read_more();
  }
  return connection_->take(std::string::npos, end_of(event));
}

RawAnswer RawClient::read_responses(std::size_t count, const std::vector<bool>& heads) {
  std::size_t octets = 0;
  for (std::size_t whole = 0; whole < count; ++whole) {
    ResponseReader reader(head_at(heads, whole), {});
    const RawEnd end = connection_->read_response(reader, octets);
    if (end != RawEnd::whole) {
      return connection_->take(std::string::npos, end);
    }
  }
  return connection_->take(octets, RawEnd::whole);
}

RawAnswer RawClient::read_until(std::string_view text) {
  while (!connection_->unread.contains(text)) {
    const Channel::Event event = connection_->read_more();
    if (event != Channel::Event::octets) {
      return connection_->take(std::string::npos, end_of(event));
    }
  }
  return connection_->take(std::string::npos, RawEnd::whole);
}

}  // namespace oauthspec::http
