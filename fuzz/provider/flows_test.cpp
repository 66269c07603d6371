// SPDX-License-Identifier: Apache-2.0
// Every flow of flows/ goes through to its end, so that what is made of it by mutation goes deep.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
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

TEST(Flows, EachReachesItsEnd) {
  const std::vector<fs::path> flows = files_in(OAUTHSPEC_FLOWS);
  ASSERT_GE(flows.size(), 20U);
  for (const fs::path& flow : flows) {
    const Played played = play(mock_provider(), text_of(flow));
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

TEST(Flows, AreTheSameEachTime) {
  const std::string flow = text_of(fs::path(OAUTHSPEC_FLOWS) / "code.steps");
  const Played first = play(mock_provider(), flow);
  const Played second = play(mock_provider(), flow);
  EXPECT_EQ(first.requests, second.requests);
  EXPECT_EQ(first.last_status, second.last_status);
}

}  // namespace
}  // namespace oauthspec::fuzz
