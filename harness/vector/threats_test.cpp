// SPDX-License-Identifier: Apache-2.0
#include "harness/vector/threats.h"

#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/vector/load.h"

namespace oauthspec::vector {
namespace {

using testing::HasSubstr;

std::filesystem::path vectors_folder() {
  return std::filesystem::path(OAUTHSPEC_SOURCE_DIR) / "vectors";
}

Catalogue small_catalogue() {
  Catalogue catalogue;
  for (const char* id : {"RFC6749-4.1.2-3", "RFC6749-4.1.2-6"}) catalogue[id].id = id;
  catalogue["RFC6749-4.1.2-6"].withdrawn = "it says nothing";
  return catalogue;
}

std::expected<std::vector<Threat>, Problem> loaded(const std::string& threats) {
  const auto schema = Schema::load(vectors_folder() / "schema" / "threats.schema.json");
  if (!schema) return std::unexpected(schema.error());
  const auto file = std::filesystem::path(testing::TempDir()) / "threats.json";
  std::ofstream(file) << R"({"format": 1, "threats": [)" << threats << "]}";
  return load_threats(file, *schema, small_catalogue());
}

std::string threat(const std::string& id, const std::string& requirements) {
  return R"({"id": ")" + id +
         R"(", "document": "RFC 6819", "section": "4.1.1", "title": "x", "requirements": [)" +
         requirements + "]}";
}

TEST(Threats, AreRead) {
  const auto threats =
      loaded(threat("T-4.1.1", R"("RFC6749-4.1.2-3")") + "," + threat("T-4.1.2", ""));
  ASSERT_TRUE(threats) << describe(threats.error());
  ASSERT_EQ(threats->size(), 2U);
  EXPECT_EQ(threats->front().id, "T-4.1.1");
  EXPECT_EQ(threats->front().document, "RFC 6819");
  EXPECT_THAT(threats->front().requirements, testing::ElementsAre("RFC6749-4.1.2-3"));
}

TEST(Threats, AreRefusedWhereTheyCiteWhatIsNotThere) {
  for (const auto& [text, reason] : std::map<std::string, std::string>{
           {threat("T-4.1.1", R"("RFC6749-nowhere")"), "not known"},
           {threat("T-4.1.1", R"("RFC6749-4.1.2-6")"), "withdrawn"},
           {threat("T-4.1.1", "") + "," + threat("T-4.1.1", ""), "stands twice"},
           {threat("X-4.1.1", ""), "threats/0/id"},
           {"", "threats"}}) {
    const auto threats = loaded(text);
    ASSERT_FALSE(threats) << text;
    EXPECT_THAT(describe(threats.error()), HasSubstr(reason));
  }
}

// RFC 6819 has 52 sections below 4.1 to 4.6 that describe a threat, RFC 9700 has 17 attacks in section 4.
TEST(Threats, AreThoseOfTheDocuments) {
  const auto library = load(vectors_folder());
  ASSERT_TRUE(library) << describe(library.error());
  std::map<std::string, std::size_t> counts;
  for (const Threat& one : library->threats) {
    ++counts[one.document];
    EXPECT_EQ(one.id.substr(2), one.section);
    if (one.document == "RFC 6819") {
      EXPECT_TRUE(library->catalogue.contains(one.id)) << one.id;
    }
  }
  EXPECT_EQ(counts, (std::map<std::string, std::size_t>{{"RFC 6819", 52}, {"RFC 9700", 17}}));
}

}  // namespace
}  // namespace oauthspec::vector
