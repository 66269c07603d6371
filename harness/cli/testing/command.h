// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sys/wait.h>
#include <unistd.h>

#include "harness/result/json_lines.h"

namespace oauthspec::cli {

inline std::string contents(const std::filesystem::path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The program itself, as a user runs it, over a folder of vectors of its own, with one suite whose texts are the habits of the fake
/// adapter.
class Command : public testing::Test {
 protected:
  using path = std::filesystem::path;
  using json = nlohmann::json;

  void SetUp() override {
    const path source = path(OAUTHSPEC_SOURCE_DIR) / "vectors";
    std::filesystem::create_directories(vectors_ / "oauth1");
    std::filesystem::copy(source / "schema", vectors_ / "schema");
    std::filesystem::copy(source / "requirements", vectors_ / "requirements");
    std::filesystem::copy_file(source / "features.json", vectors_ / "features.json");
  }

  void TearDown() override { std::filesystem::remove_all(root_); }

  void add(const std::string& id, const std::string& text, const std::string& out,
           const std::string& level = "must") {
    tests_.push_back({{"id", id},
                      {"title", "a test"},
                      {"requirements", {"RFC5849-3.6-2"}},
                      {"level", level},
                      {"flags", {"Mistake"}},
                      {"source", "RFC 5849 3.6"},
                      {"in", {{"text", text}}},
                      {"expect", {{"out", out}}}});
  }

  // Runs the program; `words` are a shell's.
  int run(const std::string& words, const std::string& before = "") {
    if (!tests_.empty()) {
      const json flag{{"bug", "encoding"},
                      {"effect", "it matters"},
                      {"links", json::array()},
                      {"cves", json::array()}};
      std::ofstream(vectors_ / "oauth1" / "percent_encode.json")
          << json{{"format", 1},
                  {"suite", "oauth1/percent_encode"},
                  {"op", "oauth1.percent_encode"},
                  {"flags", {{"Mistake", flag}}},
                  {"tests", tests_}};
    }
    // What divides these tests among processes must not divide the vectors.
    const std::string command = "unset GTEST_TOTAL_SHARDS GTEST_SHARD_INDEX; OAUTHSPEC_VECTORS='" +
                                vectors_.string() + "' " + before + " " + OAUTHSPEC_BINARY + " " +
                                words + " >" + (root_ / "out").string() + " 2>" +
                                (root_ / "err").string();
    // A shell is how users run it.
    const int status = std::system(  // NOLINT(cert-env33-c)
        command.c_str());
    out_ = contents(root_ / "out");
    err_ = contents(root_ / "err");
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

  // The arguments for a run against the fake adapter.
  [[nodiscard]] std::string against(const std::string& options = "") const {
    return "vectors --results " + results_.string() + " --adapter '" + OAUTHSPEC_FAKE_ADAPTER +
           " --by-text --op oauth1.percent_encode " + options + "' ";
  }

  // "name status" of every line of the results file.
  [[nodiscard]] std::vector<std::string> statuses() const {
    const auto file = result::read(results_);
    std::vector<std::string> all;
    if (!file) {
      return {file.error().reason};
    }
    for (const auto& result : file->results) {
      all.push_back(result.test.substr(result.test.rfind('/') + 1) + " " +
                    std::string(result::name(result.status)));
    }
    return all;
  }

  path root_ = path(testing::TempDir()) / ("command_test." + std::to_string(getpid()));
  path vectors_ = root_ / "vectors";
  path results_ = root_ / "results.jsonl";
  std::vector<json> tests_;
  std::string out_;
  std::string err_;
};

}  // namespace oauthspec::cli
