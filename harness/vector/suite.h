// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

namespace oauthspec::vector {

/// How much a failure weighs: a failed `must` is a failure, the others are warnings.
enum class Level : std::uint8_t { must, should, may };

/// A mistake that a test is known to catch.
struct Flag {
  std::string bug;
  std::string effect;
  std::vector<std::string> links;
  std::vector<std::string> cves;
};

/// One thing that may come of a test: a value, or a refusal with one of `reject` (empty: any clean refusal).
struct Outcome {
  std::string policy;  ///< The branch's name where the RFC leaves a choice; else empty.
  std::optional<nlohmann::json> out;  ///< Nothing: a refusal is expected.
  std::vector<std::string> reject;
};

/// What the RFC says comes of a test: one outcome, or several where it leaves a choice that has a name.
struct Expectation {
  std::string choice;  ///< The name of the choice; empty where there is none.
  std::vector<Outcome> outcomes;
};

/// One vector.
struct Test {
  std::string id;
  std::string title;
  std::vector<std::string> requirements;
  Level level = Level::must;
  std::vector<std::string> flags;
  std::string source;
  nlohmann::json in;
  Expectation expect;
  std::optional<std::string> control;
  std::vector<std::string> requires_features;
  std::vector<std::string> may_choose;
  std::string family;
  bool verified =
      true;  ///< Whether one of its requirements, at least, was seen in a published text.
  std::size_t line = 0;  ///< Of its id in the suite's file, from 1.
};

/// One file of vectors, all for one op.
struct Suite {
  std::string name;  ///< "oauth1/base_string_uri"
  std::string op;
  std::string file;  ///< As it was opened.
  std::map<std::string, Flag> flags;
  std::vector<Test> tests;
};

/// The name that vectors use: "must".
[[nodiscard]] std::string_view name(Level level);

/// The whole name of a test: "oauth1/base_string_uri/default-port-443-dropped".
[[nodiscard]] std::string full_name(const Suite& suite, const Test& test);

/// Whether the test expects a refusal: in every branch a rejection, or a verdict of "refused" inside its value.
[[nodiscard]] bool rejecting(const Test& test);

/// Where in an op's `in` a value stands that a library may choose itself: "nonce" at "/nonce", "url" at
/// "/request/url" or "/url". Nothing where `in` has no such value.
[[nodiscard]] std::optional<nlohmann::json::json_pointer> chosen_place(const nlohmann::json& in,
                                                                       std::string_view name);

/// Whether a refusal is among what may come of the test.
[[nodiscard]] bool may_reject(const Test& test);

}  // namespace oauthspec::vector
