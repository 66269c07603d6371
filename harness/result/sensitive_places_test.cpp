// SPDX-License-Identifier: Apache-2.0
#include "harness/result/sensitive_places.h"

#include <gtest/gtest.h>

namespace oauthspec::result {
namespace {

using nlohmann::json;

const json kDocument = json::parse(R"({
    "definitions": {
      "secret": {"sensitive": true, "type": "string"},
      "key": {"anyOf": [{"type": "null"}, {"properties": {"pem": {"$ref": "#/definitions/secret"}, "id": {}}},
                        {"properties": {"pem": {}, "jwk": {"$ref": "#/definitions/secret"}}}]},
      "pairs": {"type": "array", "items": {"type": "array", "items": {"allOf": [{}, {"$ref": "#/definitions/secret"}]}}},
      "plain": {"properties": {"a": {"items": {"type": "string"}}}}
    },
    "properties": {"key": {"$ref": "#/definitions/key"}, "pairs": {"$ref": "#/definitions/pairs"},
                   "plain": {"$ref": "#/definitions/plain"}, "inside": {"sensitive": true, "properties": {"x": {"sensitive": true}}}}
  })");

// The value, with "***" wherever something is marked.
json with_marks(json value) {
  SensitivePlaces(kDocument, kDocument).visit(value, [](json& marked) { marked = "***"; });
  return value;
}

TEST(SensitivePlaces, AreFoundThroughReferencesAndBranches) {
  EXPECT_EQ(
      with_marks({{"key", {{"pem", "p"}, {"jwk", {{"d", "x"}}}, {"id", "i"}, {"other", "o"}}}}),
      json({{"key", {{"pem", "***"}, {"jwk", "***"}, {"id", "i"}, {"other", "o"}}}}));
}

TEST(SensitivePlaces, AreFoundInArrays) {
  EXPECT_EQ(with_marks({{"pairs", {{"a", "b"}, {"c"}}}}),
            json({{"pairs", {{"***", "***"}, {"***"}}}}));
}

TEST(SensitivePlaces, AreVisitedAsAWhole) {
  EXPECT_EQ(with_marks({{"inside", {{"x", 1}}}}), json({{"inside", "***"}}));
}

TEST(SensitivePlaces, LeaveOtherShapesAlone) {
  for (const json& value :
       {json(nullptr), json("text"), json(7), json::array({1}),
        json({{"key", nullptr}, {"pairs", "none"}, {"plain", {{"a", {"b"}}}}})}) {
    EXPECT_EQ(with_marks(value), value);
  }
}

}  // namespace
}  // namespace oauthspec::result
