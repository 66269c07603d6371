// SPDX-License-Identifier: Apache-2.0
// Every flow of flows/ goes through to its end, so that what is made of it by mutation goes deep.
#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "fuzz/provider/provider.h"

namespace oauthspec::fuzz {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<fs::path> files_in(const char* folder) {
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) files.push_back(entry);
  return files;
}

Played play_alone(const std::string& flow) {
  return play(mock_provider(), std::array<std::string_view, 1>{flow});
}

TEST(Flows, EachReachesItsEnd) {
  const std::vector<fs::path> flows = files_in(OAUTHSPEC_FLOWS);
  ASSERT_GE(flows.size(), 20U);
  for (const fs::path& flow : flows) {
    const Played played = play_alone(text_of(flow));
    EXPECT_EQ(played.last_status, 200) << flow;
    EXPECT_GE(played.requests, 2) << flow;
  }
}

TEST(Flows, AreInTheCorpus) {
  std::vector<std::string> corpus;
  for (const fs::path& file : files_in(OAUTHSPEC_CORPUS)) corpus.push_back(text_of(file));
  for (const fs::path& flow : files_in(OAUTHSPEC_FLOWS)) {
    EXPECT_NE(std::ranges::find(corpus, text_of(flow)), corpus.end()) << flow;
  }
}

// A provider that has played another flow knows nothing of it, neither its clients nor its tokens nor its nonces.
TEST(Flows, LeaveNothingBehind) {
  const ProviderSubject subject = mock_provider();
  const std::vector<fs::path> flows = files_in(OAUTHSPEC_FLOWS);
  for (const fs::path& flow : flows) {
    const std::string text = text_of(flow);
    const Played alone = play_alone(text);
    const std::string registers = text_of(fs::path(OAUTHSPEC_FLOWS) / "registered.steps");
    for (const std::string& before : {text, registers}) {
      const Played again = play(subject, std::array<std::string_view, 2>{before, text});
      EXPECT_EQ(again.requests, alone.requests) << flow;
      EXPECT_EQ(again.last_status, alone.last_status) << flow;
      EXPECT_EQ(again.replies, alone.replies) << flow;
    }
  }
}

}  // namespace
}  // namespace oauthspec::fuzz
