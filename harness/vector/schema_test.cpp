// SPDX-License-Identifier: Apache-2.0
#include "harness/vector/schema.h"

#include <algorithm>
#include <fstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/vector/op_schema.h"

namespace oauthspec::vector {
namespace {

using nlohmann::json;
using std::filesystem::path;
using testing::HasSubstr;

path schemas() {
  return path(OAUTHSPEC_SOURCE_DIR) / "vectors" / "schema";
}

class SchemaTest : public testing::Test {
 protected:
  void SetUp() override {
    root_ =
        path(testing::TempDir()) /
        (std::string("schema_") + testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::remove_all(root_);
    std::filesystem::create_directories(root_);
  }
  void TearDown() override { std::filesystem::remove_all(root_); }

  [[nodiscard]] path write(const std::string& name, const json& schema) const {
    std::ofstream(root_ / name) << schema.dump();
    return root_ / name;
  }

 private:
  path root_;
};

TEST_F(SchemaTest, FollowsReferencesIntoOtherFiles) {
  ASSERT_TRUE(std::filesystem::exists(
      write("common.schema.json",
            {{"definitions",
              {{"in", {{"type", "string"}}}, {"both", {{"$ref", "#/definitions/in"}}}}}})));
  // The same path in two files is two places.
  const auto schema = Schema::load(
      write("a.schema.json", {{"definitions",
                               {{"in", {{"type", "integer"}}},
                                {"out", {{"$ref", "common.schema.json#/definitions/both"}}}}}}));
  ASSERT_TRUE(schema) << describe(schema.error());
  EXPECT_FALSE(schema->validate("in", 5));
  EXPECT_TRUE(schema->validate("in", "x"));
  EXPECT_FALSE(schema->validate("out", "x"));
  EXPECT_TRUE(schema->validate("out", 5));
}

TEST_F(SchemaTest, RefusesAReferenceThatLeadsNowhere) {
  const auto schema = Schema::load(
      write("a.schema.json", {{"definitions", {{"in", {{"$ref", "#/definitions/no"}}}}}}));
  ASSERT_FALSE(schema);
  EXPECT_THAT(schema.error().reason, HasSubstr("\"#/definitions/no\" leads nowhere"));
}

TEST_F(SchemaTest, RefusesAReferenceToAMissingFile) {
  const auto schema = Schema::load(write(
      "a.schema.json", {{"definitions", {{"in", {{"$ref", "b.schema.json#/definitions/no"}}}}}}));
  ASSERT_FALSE(schema);
  EXPECT_THAT(describe(schema.error()), HasSubstr("b.schema.json: No such file"));
}

TEST_F(SchemaTest, RefusesWhatIsNoSchema) {
  EXPECT_FALSE(Schema::load(write("a.schema.json", {{"type", "strange"}})));
  EXPECT_FALSE(Schema::load(write("b.schema.json", json::array())));
}

TEST_F(SchemaTest, EscapesThePointer) {
  const auto schema = Schema::load(
      write("a.schema.json", {{"type", "object"}, {"additionalProperties", {{"type", "string"}}}}));
  ASSERT_TRUE(schema);
  const Mismatch mismatch = schema->validate("", {{"a/b~c", 1}}).value_or(Mismatch{});
  EXPECT_EQ(mismatch.pointer, "/a~1b~0c");
}

TEST(Schema, SaysWhichBranchWasNearest) {
  const auto schema = Schema::load(schemas() / "suite.schema.json");
  ASSERT_TRUE(schema) << describe(schema.error());
  const Mismatch mismatch =
      schema->validate("expect", {{"reject", {"Bad Code"}}}).value_or(Mismatch{});
  EXPECT_EQ(mismatch.pointer, "/reject/0");
  EXPECT_THAT(mismatch.reason, HasSubstr("\"Bad Code\" does not match the pattern"));
}

TEST(Schema, ShowsAValueThatIsNotListed) {
  const auto schema = Schema::load(schemas() / "oauth1.verify.schema.json");
  ASSERT_TRUE(schema) << describe(schema.error());
  const Mismatch mismatch =
      schema->validate("out", json::parse(R"([{"verdict": "maybe"}])")).value_or(Mismatch{});
  EXPECT_EQ(mismatch.pointer, "/0/verdict");
  EXPECT_EQ(mismatch.reason, "\"maybe\" is none of the values allowed here");
}

TEST(Schema, ValidatesMessagesOfTheProtocol) {
  const auto schema = Schema::load(schemas() / "protocol.schema.json");
  ASSERT_TRUE(schema) << describe(schema.error());
  EXPECT_FALSE(schema->validate("answer", json::parse(R"({"id": 1, "out": null})")));
  EXPECT_TRUE(schema->validate("answer", json::parse(R"({"id": 1})")));
  EXPECT_TRUE(schema->validate("answer", json::parse(R"({"id": 1, "out": 1, "reject": {}})")));
}

TEST(Schema, ChecksTextsThatTheRegularExpressionsOfTheLibraryCannot) {
  constexpr std::size_t kMany = 1'000'000;
  const auto schema = Schema::load(schemas() / "oauth1.percent_decode.schema.json");
  ASSERT_TRUE(schema) << describe(schema.error());
  const std::string groups(4 * kMany, 'A');
  EXPECT_FALSE(schema->validate("out", {{"b64", groups}}));
  EXPECT_FALSE(schema->validate("out", groups));
  // The longest text that the library's own expressions see.
  EXPECT_FALSE(schema->validate("out", {{"b64", groups.substr(0, 4096)}}));
  EXPECT_TRUE(schema->validate("out", {{"b64", groups + "A"}}));
  EXPECT_TRUE(schema->validate("out", {{"b64", groups}, {"more", 1}}));
  EXPECT_TRUE(schema->validate("in", {{"text", {{"b64", groups + "?"}}}}));
}

TEST(OpSchema, EveryOpOfThisProjectStatesItsEquality) {
  std::size_t ops = 0;
  for (const auto& entry : std::filesystem::directory_iterator(schemas())) {
    if (!entry.path().filename().string().starts_with("oauth")) continue;
    const auto op = load_op_schema(entry.path());
    EXPECT_TRUE(op) << describe(op.error());
    ++ops;
  }
  EXPECT_GE(ops, 12U);
}

bool reaches(const Shape& shape, Equality equality) {
  return shape.equality == equality ||
         std::ranges::any_of(shape.items, [&](const Shape& s) { return reaches(s, equality); }) ||
         std::ranges::any_of(shape.members,
                             [&](const auto& m) { return reaches(m.second, equality); });
}

TEST(OpSchema, NoOpOfOAuth1IsComparedByVerifying) {
  for (const auto& entry : std::filesystem::directory_iterator(schemas())) {
    if (!entry.path().filename().string().starts_with("oauth1.")) continue;
    const auto op = load_op_schema(entry.path());
    ASSERT_TRUE(op) << describe(op.error());
    EXPECT_FALSE(reaches(op->out, Equality::verified)) << op->op;
  }
}

TEST(OpSchema, ReadsEachPart) {
  const auto sign = load_op_schema(schemas() / "oauth1.sign.schema.json");
  ASSERT_TRUE(sign) << describe(sign.error());
  EXPECT_EQ(sign->out.equality, Equality::members);
  EXPECT_EQ(sign->out.members.at("header").equality, Equality::header);
  EXPECT_THAT(sign->out.required, testing::ElementsAre("signature"));
  const auto verify = load_op_schema(schemas() / "oauth1.verify.schema.json");
  ASSERT_TRUE(verify);
  ASSERT_EQ(verify->out.items.size(), 1U);
  EXPECT_EQ(verify->out.items[0].members.at("reason").equality, Equality::reason);
}

class OpSchemaTest : public SchemaTest {
 protected:
  static json minimal() {
    return {{"title", "oauth1.x"},
            {"equality", "members"},
            {"definitions",
             {{"in", {{"type", "object"}}},
              {"out",
               {{"type", "object"},
                {"properties", {{"a", {{"type", "string"}, {"equality", "text"}}}}}}}}}};
  }
};

TEST_F(OpSchemaTest, AcceptsTheSmallestOne) {
  const auto op = load_op_schema(write("oauth1.x.schema.json", minimal()));
  EXPECT_TRUE(op) << describe(op.error());
}

TEST_F(OpSchemaTest, RefusesAPartWithoutEquality) {
  json schema = minimal();
  schema["definitions"]["out"]["properties"]["a"].erase("equality");
  const auto op = load_op_schema(write("oauth1.x.schema.json", schema));
  ASSERT_FALSE(op);
  EXPECT_EQ(op.error().reason, "/definitions/out/a: \"equality\" is missing");
}

TEST_F(OpSchemaTest, RefusesAnUnknownEquality) {
  json schema = minimal();
  schema["equality"] = "similar";
  const auto op = load_op_schema(write("oauth1.x.schema.json", schema));
  ASSERT_FALSE(op);
  EXPECT_THAT(op.error().reason, HasSubstr("no equality \"similar\""));
}

TEST_F(OpSchemaTest, RefusesOneWithoutOut) {
  json schema = minimal();
  schema["definitions"].erase("out");
  EXPECT_FALSE(load_op_schema(write("oauth1.x.schema.json", schema)));
}

TEST_F(OpSchemaTest, RefusesATitleThatIsNotTheFilesName) {
  EXPECT_FALSE(load_op_schema(write("oauth1.y.schema.json", minimal())));
}

}  // namespace
}  // namespace oauthspec::vector
