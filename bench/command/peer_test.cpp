// SPDX-License-Identifier: Apache-2.0
#include "bench/command/peer.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bench/command/machine.h"
#include "harness/vector/file.h"

namespace oauthspec::bench {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr const char* kHello =
    R"({"version":"a library 1","signature":"tR3+Ty81lMeYAr/Fid0kMTYa/WM=","nonce":"kllo9940pd9333jh","timestamp":"1191242096"})";

// The signature is the one of OAuth Core 1.0 Revision A, appendix A.5.2.
TEST(BenchPeer, ASignatureIsHeldAgainstTheRfc) {
  auto hello = read_hello(kHello);
  ASSERT_TRUE(hello) << hello.error();
  EXPECT_TRUE(is_right(*hello));
  hello->nonce = "another";
  EXPECT_FALSE(is_right(*hello));
}

TEST(BenchPeer, RefusesWhatIsNoHelloAndNoRound) {
  EXPECT_FALSE(read_hello("hello"));
  EXPECT_FALSE(read_hello(R"({"version":"1"})"));
  EXPECT_FALSE(read_round(R"({"signatures":0,"seconds":1})"));
  EXPECT_FALSE(read_round(R"({"signatures":1})"));
}

TEST(BenchPeer, RoundsGrowToTheTimeThatIsWanted) {
  EXPECT_EQ(more_signatures({.signatures = 100, .seconds = 0.1}, 0.2), 200U);
  EXPECT_EQ(more_signatures({.signatures = 100, .seconds = 0}, 0.2), 1000U);
  EXPECT_EQ(more_signatures({.signatures = 1, .seconds = 9}, 0.2), 1U);
}

TEST(BenchPeer, AsksALoopForRounds) {
  // It says that a signature takes a millisecond, and of what is asked of it.
  const std::string script = std::string("sh -c 'echo \"$0\"; while read n; do printf ") +
                             R"("{\"signatures\":$n,\"seconds\":$((n))e-3}\n"; done' )" + "'" +
                             kHello + "'";
  auto peer = Peer::start({.name = "loop", .command = script}, "/", "/");
  ASSERT_TRUE(peer) << peer.error();
  EXPECT_EQ(peer->hello().version, "a library 1");
  ASSERT_TRUE(peer->warm_up(0.2));
  EXPECT_DOUBLE_EQ(*peer->measure(), 1e6);
}

TEST(BenchPeer, ALoopThatIsNotInstalledSaysWhy) {
  const auto peer = Peer::start(
      {.name = "loop", .command = "sh -c 'echo no module named oauth >&2; exit 1'"}, "/", "/");
  ASSERT_FALSE(peer);
  EXPECT_EQ(peer.error(), "exited with code 1: no module named oauth");
}

TEST(BenchPeer, ALoopIsToldWhereOurProgramsAre) {
  const auto peer =
      Peer::start({.name = "loop", .command = "sh -c 'echo $0 >&2; exit 1' {bin}/x"}, "/", "/b c");
  ASSERT_FALSE(peer);
  EXPECT_THAT(peer.error(), HasSubstr("/b c/x"));
}

TEST(BenchPeer, ThoseOfTheProjectAreReadable) {
  const auto text = vector::read_text(std::filesystem::path(OAUTHSPEC_SOURCE_DIR) / "bench" /
                                      "peers" / "peers.json");
  ASSERT_TRUE(text);
  const auto peers = read_peers(*text);
  ASSERT_TRUE(peers) << peers.error();
  EXPECT_GE(std::ranges::count(*peers, false, &PeerCommand::ours), 10);
}

TEST(BenchMachine, IsReadFromWhatLinuxSays) {
  const auto machine = describe_machine(
      "processor\t: 0\nmodel name\t: AMD EPYC\nflags\t\t: fpu avx2 sha_ni\n\nprocessor\t: 1\n"
      "model name\t: AMD EPYC\nflags\t\t: fpu avx2 sha_ni\n",
      [](const char* name) { return std::string(name) == "OAUTHSPEC_SIMD" ? "avx2" : nullptr; });
  EXPECT_EQ(machine.processor, "AMD EPYC");
  EXPECT_EQ(machine.processors, 2U);
  EXPECT_THAT(machine.flags, ElementsAre("sha_ni", "avx2"));
  EXPECT_EQ(machine.environment.at("OAUTHSPEC_SIMD"), "avx2");
  EXPECT_EQ(machine.environment.size(), 1U);
}

TEST(BenchMachine, LibrariesAreThoseOfTheCommandBackends) {
  const auto libraries = read_libraries(R"({"processor": "sha_ni", "backends": [
      {"name": "openssl", "library": "OpenSSL", "version": "3.0.15"},
      {"name": "openssl-oneshot", "library": "OpenSSL", "version": "3.0.15"},
      {"name": "botan", "library": "Botan", "version": "2.19.3"}]})");
  EXPECT_EQ(libraries,
            (std::map<std::string, std::string>{{"Botan", "2.19.3"}, {"OpenSSL", "3.0.15"}}));
  EXPECT_TRUE(read_libraries("there is no command backends").empty());
}

TEST(BenchMachine, WhereTheSystemSaysNothingItIsUnknown) {
  EXPECT_EQ(describe_machine("", [](const char*) { return nullptr; }).processor, "unknown");
}

}  // namespace
}  // namespace oauthspec::bench
