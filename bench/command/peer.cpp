// SPDX-License-Identifier: Apache-2.0
#include "bench/command/peer.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <variant>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "harness/reference/crypto/backend.h"
#include "harness/reference/oauth1/sign.h"
#include "harness/report/text.h"

namespace oauthspec::bench {
namespace {

using nlohmann::json;

constexpr std::chrono::minutes kPatience{2};

// OAuth Core 1.0 Revision A, appendix A.5: the request that is first in bench/peers/requests.tsv.
constexpr const char* kUrl = "http://photos.example.net/photos?file=vacation.jpg&size=original";
constexpr const char* kClientKey = "dpf43f3p2l4k3l03";
constexpr const char* kClientSecret = "kd94hf93k423kf44";
constexpr const char* kToken = "nnch734d00sl2jdk";
constexpr const char* kTokenSecret = "pfkkdhi9sl3r4s00";

PeerCommand peer_of(const json& object) {
  return {.name = object.at("name").get<std::string>(),
          .command = object.at("command").get<std::string>(),
          .ours = object.value("ours", false),
          .note = object.value("note", "")};
}

// The last line of what it wrote, which most languages end their complaints with.
std::string last_line(std::string_view text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.remove_suffix(1);
  return report::one_line(text.substr(text.rfind('\n') + 1));
}

struct Complaint {
  std::string operator()(const std::string& /*line*/) const { return "it said something else"; }
  std::string operator()(const adapter::Died& died) const { return adapter::describe(died); }
  std::string operator()(const adapter::Garbage& garbage) const { return garbage.reason; }
  std::string operator()(adapter::TimedOut /*none*/) const { return "it said nothing in time"; }
  std::string operator()(adapter::Interrupted /*none*/) const { return "interrupted"; }
};

}  // namespace

std::expected<std::vector<PeerCommand>, std::string> read_peers(const std::string& text) {
  try {
    const auto document = json::parse(text);
    std::vector<PeerCommand> peers;
    for (const json& peer : document.at("peers")) peers.push_back(peer_of(peer));
    return peers;
  } catch (const json::exception& error) {
    return std::unexpected(std::string(error.what()));
  }
}

std::expected<PeerHello, std::string> read_hello(const std::string& line) {
  try {
    const auto said = json::parse(line);
    return PeerHello{.version = said.at("version").get<std::string>(),
                     .signature = said.at("signature").get<std::string>(),
                     .nonce = said.at("nonce").get<std::string>(),
                     .timestamp = said.at("timestamp").get<std::string>()};
  } catch (const json::exception& error) {
    return std::unexpected(std::string(error.what()));
  }
}

std::expected<PeerRound, std::string> read_round(const std::string& line) {
  try {
    const auto said = json::parse(line);
    const PeerRound round{.signatures = said.at("signatures").get<std::uint64_t>(),
                          .seconds = said.at("seconds").get<double>()};
    if (round.signatures == 0 || round.seconds < 0) return std::unexpected("no round at all");
    return round;
  } catch (const json::exception& error) {
    return std::unexpected(std::string(error.what()));
  }
}

bool is_right(const PeerHello& hello) {
  using namespace oauth;
  auto signer = oauth1::Signer::with_secrets(crypto::openssl(), oauth1::SignatureMethod::hmac_sha1,
                                             kClientSecret, kTokenSecret);
  if (!signer) return false;
  const oauth1::ProtocolParameters parameters{.consumer_key = kClientKey,
                                              .token = kToken,
                                              .timestamp = hello.timestamp,
                                              .nonce = hello.nonce,
                                              .version = "1.0"};
  const auto expected = oauth1::sign({"GET", kUrl, {}, {}}, parameters, *signer);
  return expected && expected->signature == hello.signature;
}

std::uint64_t more_signatures(const PeerRound& round, double wanted) {
  constexpr double kMostTimes = 10;  // A round as short as a tick of the clock tells little.
  const double times = round.seconds > 0 ? wanted / round.seconds : kMostTimes;
  const double next = static_cast<double>(round.signatures) * std::min(times, kMostTimes);
  return std::max<std::uint64_t>(1, static_cast<std::uint64_t>(std::llround(next)));
}

std::expected<Peer, std::string> Peer::start(const PeerCommand& command,
                                             const std::filesystem::path& tree,
                                             const std::filesystem::path& binaries) {
  constexpr std::size_t kStderr = 4096;
  constexpr std::string_view kBinaries = "{bin}";
  std::string words = command.command;
  if (const std::size_t at = words.find(kBinaries); at != std::string::npos) {
    words.replace(at, kBinaries.size(), report::shell_word(binaries.string()));
  }
  Peer peer(adapter::wire_to_process(
      fmt::format("cd {} && exec {}", report::shell_word(tree.string()), words), kStderr));
  if (auto problem = peer.wire_->open()) return std::unexpected(*std::move(problem));
  const auto line = peer.line();
  if (!line) return std::unexpected(line.error());
  auto hello = read_hello(*line);
  if (!hello) return std::unexpected(fmt::format("its hello: {}", hello.error()));
  peer.hello_ = *std::move(hello);
  return peer;
}

std::expected<void, std::string> Peer::warm_up(double wanted) {
  constexpr int kMostTries = 100;
  constexpr double kNear = 0.7;
  constexpr double kTimes = 10;  // Compilers at run time go on for a while.
  double whole = 0;
  for (int attempt = 0; attempt < kMostTries; ++attempt) {
    const auto done = round(signatures_);
    if (!done) return std::unexpected(done.error());
    whole += done->seconds;
    signatures_ = more_signatures(*done, wanted);
    if (done->seconds >= kNear * wanted && whole >= kTimes * wanted) return {};
  }
  return std::unexpected("it takes no time");
}

std::expected<double, std::string> Peer::measure() {
  constexpr double kSecond = 1e9;
  const auto done = round(signatures_);
  if (!done) return std::unexpected(done.error());
  return done->seconds * kSecond / static_cast<double>(done->signatures);
}

std::expected<PeerRound, std::string> Peer::round(std::uint64_t signatures) {
  wire_->put(fmt::format("{}\n", signatures));
  const auto said = line();
  if (!said) return std::unexpected(said.error());
  return read_round(*said);
}

std::expected<std::string, std::string> Peer::line() {
  auto heard = wire_->next(std::chrono::steady_clock::now() + kPatience);
  if (auto* text = std::get_if<std::string>(&heard)) return std::move(*text);
  const std::string words = last_line(wire_->take_stderr());
  const std::string complaint = std::visit(Complaint{}, heard);
  return std::unexpected(words.empty() ? complaint : fmt::format("{}: {}", complaint, words));
}

}  // namespace oauthspec::bench
