// SPDX-License-Identifier: Apache-2.0
#include "harness/http/tls_probe.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include <openssl/err.h>
#include <openssl/ssl.h>

#include "harness/http/channel.h"
#include "harness/http/request_writer.h"
#include "harness/http/ssl_context.h"
#include "harness/http/tls_hello.h"

namespace oauthspec::http {
namespace {

using Deadline = Channel::Deadline;
using Agreed = std::expected<TlsAgreement, TransportFailure>;

constexpr std::string_view kSsl3 = "SSL 3.0";

std::unexpected<TransportFailure> fail(TransportCode code, std::string detail) {
  return std::unexpected(TransportFailure{code, std::move(detail)});
}

std::optional<int> openssl_version(std::string_view version) {
  constexpr std::array<std::pair<std::string_view, int>, 4> kVersions{{{"1.0", TLS1_VERSION},
                                                                       {"1.1", TLS1_1_VERSION},
                                                                       {"1.2", TLS1_2_VERSION},
                                                                       {"1.3", TLS1_3_VERSION}}};
  const auto found =
      std::ranges::find(kVersions, version, [](const auto& entry) { return entry.first; });
  return found == kVersions.end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::string_view> names_in(std::string_view ciphers) {
  std::vector<std::string_view> names;
  while (!ciphers.empty()) {
    const std::size_t end = std::min(ciphers.find(':'), ciphers.size());
    names.push_back(ciphers.substr(0, end));
    ciphers.remove_prefix(std::min(end + 1, ciphers.size()));
  }
  return names;
}

// What is weak is offered on purpose: OpenSSL's level 0 lets it.
bool offer(SSL_CTX* context, const TlsProbe& probe) {
  const auto version = openssl_version(probe.version);
  if (!version && !probe.version.empty()) {
    return false;
  }
  const bool weak = !probe.ciphers.empty() || probe.version == "1.0" || probe.version == "1.1";
  if (weak) {
    SSL_CTX_set_security_level(context, 0);
  }
  const int newest = probe.ciphers.empty() ? TLS1_3_VERSION : TLS1_2_VERSION;
  const bool limited =
      SSL_CTX_set_min_proto_version(context, version.value_or(TLS1_VERSION)) == 1 &&
      SSL_CTX_set_max_proto_version(context, version.value_or(newest)) == 1;
  return limited &&
         (probe.ciphers.empty() || SSL_CTX_set_cipher_list(context, probe.ciphers.c_str()) == 1);
}

Agreed shake_hands(Peer& peer, const TlsProbe& probe, Deadline deadline) {
  auto context = make_client_context(probe.trust);
  if (!context) {
    return fail(TransportCode::tls_failed, context.error());
  }
  if (!offer((*context)->context.native_handle(), probe)) {
    ERR_clear_error();
    return fail(TransportCode::url_invalid, "no such version or cipher suites of TLS");
  }
  peer.tls = *std::move(context);
  const auto channel = Channel::open(peer, deadline);
  if (!channel) {
    return std::unexpected(channel.error());
  }
  return channel->agreement();
}

// Nothing where a name is that of a suite which OpenSSL speaks, or of none.
std::optional<std::vector<std::uint16_t>> all_retired(const TlsProbe& probe) {
  std::vector<std::uint16_t> numbers;
  for (const std::string_view name : names_in(probe.ciphers)) {
    const auto number = retired_cipher(name);
    if (!number) {
      return std::nullopt;
    }
    numbers.push_back(*number);
  }
  return numbers;
}

ServerHello answer_to(Channel& channel, const std::string& hello, Deadline deadline) {
  static_cast<void>(channel.write(hello, deadline));
  std::string octets;
  std::array<char, 1024> more{};
  ServerHello said;
  while (said.state == ServerHello::State::more) {
    const Channel::Read read = channel.read(more, deadline);
    if (read.event != Channel::Event::octets) {
      break;
    }
    octets.append(more.data(), read.octets);
    said = read_server_hello(octets);
  }
  return said;
}

Agreed say_hello(const Peer& peer, const TlsProbe& probe, Deadline deadline) {
  const auto ciphers = probe.ciphers.empty() ? ciphers_of_ssl3() : all_retired(probe);
  const auto version = tls_version_number(probe.version.empty() ? "1.2" : probe.version);
  if (!ciphers || !version) {
    return fail(TransportCode::url_invalid, "no such version with these cipher suites");
  }
  auto channel = Channel::open(peer, deadline);
  if (!channel) {
    return std::unexpected(channel.error());
  }
  const bool address =
      peer.host.find_first_not_of("0123456789.") == std::string::npos || peer.host.contains(':');
  const ServerHello said = answer_to(
      *channel, write_client_hello({*version, *ciphers, address ? "" : peer.host}), deadline);
  if (said.state == ServerHello::State::more && std::chrono::steady_clock::now() >= deadline) {
    return fail(TransportCode::timed_out, "no answer to the ClientHello in time");
  }
  if (said.state == ServerHello::State::refused) {
    return fail(TransportCode::tls_failed, "alert " + std::to_string(said.alert));
  }
  const bool offered = std::ranges::find(*ciphers, said.cipher) != ciphers->end() &&
                       (probe.version.empty() || said.version == *version);
  if (said.state != ServerHello::State::agreed || !offered) {
    return fail(TransportCode::tls_failed, "the server did not take what it was offered");
  }
  return TlsAgreement{probe.version, std::string(retired_cipher_name(said.cipher))};
}

}  // namespace

Agreed probe_tls(const std::string& url, const TlsProbe& probe) {
  const auto parts = split_url(url);
  if (!parts) {
    return std::unexpected(parts.error());
  }
  if (!parts->tls) {
    return fail(TransportCode::url_invalid, "no https URL");
  }
  Peer peer{std::string(parts->host), {}, parts->port, nullptr, 0};
  for (const HostAddress& known : probe.addresses) {
    if (known.port == peer.port && oauth::message::equal_without_case(known.host, peer.host)) {
      peer.address = known.address;
    }
  }
  const Deadline deadline = std::chrono::steady_clock::now() + probe.timeout;
  const auto names = names_in(probe.ciphers);
  const bool by_hand =
      probe.version == kSsl3 || std::ranges::any_of(names, [](std::string_view name) {
        return retired_cipher(name).has_value();
      });
  return by_hand ? say_hello(peer, probe, deadline) : shake_hands(peer, probe, deadline);
}

}  // namespace oauthspec::http
