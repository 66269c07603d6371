// SPDX-License-Identifier: Apache-2.0
// Every vector as a test of its own, put to the reference in process.
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "harness/adapter/in_process.h"
#include "harness/adapter/reference/reference.h"
#include "harness/runner/judge.h"
#include "harness/vector/op_schema.h"
#include "harness/vector/read_suite.h"

namespace oauthspec::runner {
namespace {

using std::filesystem::path;

path vectors() {
  return path(OAUTHSPEC_SOURCE_DIR) / "vectors";
}

// A suite with its op's schema. Schemas of files are checked elsewhere: a process for one test has no time for it.
struct LoadedSuite {
  vector::Suite suite;
  vector::OpSchema schema;
};

result::Result result_of(const LoadedSuite& loaded, const vector::Test& test) {
  const adapter::Answer answer{
      .id = 0,
      .verdict = adapter::answer_or_failure(adapter::reference_answer, loaded.suite.op, test.in)};
  return judge(test, loaded.suite, loaded.schema, adapter::reference_hello(), answer, {},
               adapter::reference_answer);
}

class VectorTest : public testing::Test {
 public:
  VectorTest(std::shared_ptr<const LoadedSuite> loaded, std::size_t index)
      : loaded_(std::move(loaded)), index_(index) {}

  void TestBody() override {
    const auto& tests = loaded_->suite.tests;
    const vector::Test& test = tests[index_];
    result::Result result = result_of(*loaded_, test);
    if (test.control) {
      const auto control = std::ranges::find(tests, *test.control, &vector::Test::id);
      ASSERT_NE(control, tests.end()) << "there is no control " << *test.control;
      settle_control(test, result, result_of(*loaded_, *control));
    }
    EXPECT_EQ(result::name(result.status), "pass")
        << loaded_->suite.file << ":" << test.line << ": " << result.title << "\n"
        << result.message << "\nsent: " << result.sent.dump()
        << "\nexpected: " << result.expected.value_or(nullptr).dump()
        << "\ngot: " << result.got.value_or(nullptr).dump();
  }

 private:
  std::shared_ptr<const LoadedSuite> loaded_;
  std::size_t index_;
};

std::vector<path> all_files() {
  std::vector<path> all;
  for (const char* folder : {"oauth1", "oauth2"}) {
    if (!std::filesystem::is_directory(vectors() / folder)) {
      continue;
    }
    for (const auto& entry : std::filesystem::directory_iterator(vectors() / folder)) {
      if (entry.path().extension() == ".json") {
        all.push_back(entry.path());
      }
    }
  }
  std::ranges::sort(all);
  return all;
}

// Where the filter is the name of one test, which is what CTest asks for each time: the test's file. In a filter "-" begins what is left out,
// and ids are full of them; "?" fits any octet.
std::optional<path> file_of_one(std::string& filter) {
  const std::size_t dot = filter.find('.');
  if (dot == std::string::npos || filter.find_first_of("*?:") != std::string::npos) {
    return std::nullopt;
  }
  path file = vectors() / (filter.substr(0, dot) + ".json");
  if (!std::filesystem::is_regular_file(file)) {
    return std::nullopt;
  }
  std::ranges::replace(filter, '-', '?');
  return file;
}

// False, with a complaint, for a file that is no suite: then there must be no green run without it.
bool register_suite(const path& file) {
  auto suite = vector::load_suite_unchecked(file);
  if (!suite) {
    std::cerr << vector::describe(suite.error()) << '\n';
    return false;
  }
  auto schema = vector::load_op_schema(vectors() / "schema" / (suite->op + ".schema.json"));
  if (!schema) {
    std::cerr << vector::describe(schema.error()) << '\n';
    return false;
  }
  const auto loaded = std::make_shared<const LoadedSuite>(*std::move(suite), *std::move(schema));
  const auto& ops = adapter::reference_hello().ops;
  if (std::ranges::find(ops, loaded->suite.op) == ops.end()) {
    std::cerr << file.string() << ": the reference does not offer " << loaded->suite.op << '\n';
    return false;
  }
  for (std::size_t i = 0; i < loaded->suite.tests.size(); ++i) {
    const vector::Test& test = loaded->suite.tests[i];
    testing::RegisterTest(loaded->suite.name.c_str(), test.id.c_str(), nullptr, nullptr, __FILE__,
                          __LINE__, [loaded, i] { return new VectorTest(loaded, i); });
  }
  return true;
}

}  // namespace
}  // namespace oauthspec::runner

int main(int argc, char** argv) {
  using namespace oauthspec::runner;
  testing::InitGoogleTest(&argc, argv);
  std::string filter = testing::GTEST_FLAG(filter);
  const auto one = file_of_one(filter);
  testing::GTEST_FLAG(filter) = filter;
  for (const auto& file : one ? std::vector{*one} : all_files()) {
    if (!register_suite(file)) {
      return 2;
    }
  }
  const int failed = RUN_ALL_TESTS();
  // A name that no vector bears any more must not pass.
  if (!testing::GTEST_FLAG(list_tests) &&
      testing::UnitTest::GetInstance()->test_to_run_count() == 0) {
    std::cerr << "no vector fits the filter " << filter << '\n';
    return 2;
  }
  return failed;
}
