// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "harness/adapter/wire.h"

namespace oauthspec::bench {

/// A program that signs in a loop: bench/peers/README.md tells what it reads and writes.
struct PeerCommand {
  std::string name;
  std::string command =
      {};  ///< For /bin/sh -c, in the project's folder; {bin} stands for the folder of the programs of bench/.
  bool ours = false;
  std::string note = {};
};

/// Reads bench/peers/peers.json.
///
/// Errors: what is wrong with it, for people.
[[nodiscard]] std::expected<std::vector<PeerCommand>, std::string> read_peers(
    const std::string& text);

/// What a loop says first: who it is, and how it signed the first request.
struct PeerHello {
  std::string version;
  std::string signature;  ///< Empty where it makes none that is OAuth's.
  std::string nonce;  ///< That it signed with: the request's own, or one that the library chose.
  std::string timestamp;
};
[[nodiscard]] std::expected<PeerHello, std::string> read_hello(const std::string& line);

/// What a loop says of each round.
struct PeerRound {
  std::uint64_t signatures = 0;
  double seconds = 0;  ///< Of the processor's time, in its own process.
};
[[nodiscard]] std::expected<PeerRound, std::string> read_round(const std::string& line);

/// Whether the signature is what RFC 5849 asks for: of the first request, with this nonce and timestamp.
[[nodiscard]] bool is_right(const PeerHello& hello);

/// How many signatures take about `wanted` seconds, after `round`.
[[nodiscard]] std::uint64_t more_signatures(const PeerRound& round, double wanted);

/// A loop that runs.
class Peer {
 public:
  /// Starts it and hears its hello.
  ///
  /// Errors: it is not installed, or does not speak; for people.
  [[nodiscard]] static std::expected<Peer, std::string> start(
      const PeerCommand& command, const std::filesystem::path& tree,
      const std::filesystem::path& binaries);

  /// Asks for rounds until one takes about `wanted` seconds and all of them ten times as long, in which a compiler at run time does its work;
  /// then rounds are as long.
  [[nodiscard]] std::expected<void, std::string> warm_up(double wanted);

  /// One round: nanoseconds for a signature.
  [[nodiscard]] std::expected<double, std::string> measure();

  [[nodiscard]] const PeerHello& hello() const { return hello_; }

 private:
  explicit Peer(std::unique_ptr<adapter::Wire> wire) : wire_(std::move(wire)) {}
  std::expected<std::string, std::string> line();
  std::expected<PeerRound, std::string> round(std::uint64_t signatures);

  std::unique_ptr<adapter::Wire> wire_;
  PeerHello hello_;
  std::uint64_t signatures_ = 64;
};

}  // namespace oauthspec::bench
