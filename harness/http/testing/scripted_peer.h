// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <thread>
#include <utility>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace oauthspec::http::testing {

/// A server on loopback that takes one connection, reads a request's header and what came with it, sends its octets, whatever they are,
/// and closes.
class ScriptedPeer {
 public:
  explicit ScriptedPeer(std::string octets)
      : octets_(std::move(octets)), listener_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    bind(listener_, as_general(address), size);
    listen(listener_, 1);
    getsockname(listener_, as_general(address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  ScriptedPeer(const ScriptedPeer&) = delete;
  ScriptedPeer& operator=(const ScriptedPeer&) = delete;
  ~ScriptedPeer() {
    join();
    close(listener_);
  }

  [[nodiscard]] std::string url() const {
    return "http://127.0.0.1:" + std::to_string(port_) + "/";
  }

  /// What came, once the connection has been closed.
  const std::string& received() {
    join();
    return received_;
  }

 private:
  static sockaddr* as_general(sockaddr_in& address) {
    return reinterpret_cast<sockaddr*>(&address);
  }

  void join() {
    if (thread_.joinable()) {
      thread_.join();
    }
  }

  void serve() {
    const int connection = accept(listener_, nullptr, nullptr);
    std::array<char, 4096> octets{};
    while (!received_.contains("\r\n\r\n")) {
      const ssize_t count = recv(connection, octets.data(), octets.size(), 0);
      if (count <= 0) {
        break;
      }
      received_.append(octets.data(), static_cast<std::size_t>(count));
    }
    send(connection, octets_.data(), octets_.size(), MSG_NOSIGNAL);
    close(connection);
  }

  std::string octets_;
  int listener_;
  std::uint16_t port_ = 0;
  std::string received_;
  std::thread thread_;
};

}  // namespace oauthspec::http::testing
