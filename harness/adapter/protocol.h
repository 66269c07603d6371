// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <nlohmann/json.hpp>

#include "harness/reference/base/error.h"

/// The adapter protocol: one JSON object a line, UTF-8, over stdin and stdout of a child process.
/// The schema of every message is vectors/schema/protocol.schema.json.
namespace oauthspec::adapter {

/// The number in both hellos.
inline constexpr int kProtocol = 1;

/// The library that an adapter drives.
struct Implementation {
  std::string name;
  std::string version;
  std::string language;
  std::string home;
};

/// What an adapter says of itself when it starts.
struct Hello {
  Implementation impl;
  std::vector<std::string> ops;
  std::vector<std::string> features;
  bool reason_codes = false;  ///< Whether its reject codes are those of vectors/README.md.
  std::uint32_t max_in_flight = 1;
};

/// One question.
struct Call {
  std::uint64_t id = 0;
  std::string op;
  nlohmann::json in;
};

/// The library took the input; `actual` holds what it chose itself (nonce, timestamp, version, url; version may be null).
struct Out {
  nlohmann::json value;
  std::map<std::string, nlohmann::json> actual;
};

/// The library refused the input on purpose.
struct Reject {
  std::string code;
  std::string message;
};

/// The library cannot express this case.
struct Skip {
  std::string need;
};

/// The library failed in a way that nobody meant. Never counts as a refusal.
struct Failure {
  std::string type;
  std::string message;
};

using Verdict = std::variant<Out, Reject, Skip, Failure>;

/// One answer; `id` is that of its Call.
struct Answer {
  std::uint64_t id = 0;
  Verdict verdict;
};

}  // namespace oauthspec::adapter
