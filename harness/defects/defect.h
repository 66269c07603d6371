// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "harness/adapter/protocol.h"

namespace oauthspec::defects {

/// How hard the vectors must hit a defect: by a test that fails, or, where every test of the requirement is of the level
/// SHOULD or MAY, by one that warns.
enum class Weight : std::uint8_t { fail, warn };

/// One planted bug: a wrong answer to one op. Every other op is answered by the reference.
struct Defect {
  std::string_view op;           ///< "oauth1.base_string_uri"
  std::string_view id;           ///< "default-port-kept"; unique among those of the op.
  std::string_view requirement;  ///< The statement of the catalogue that it breaks.
  std::string_view title;        ///< What it does, in one line.
  adapter::Verdict (*answer)(const nlohmann::json& in);
  Weight weight = Weight::fail;
};

/// Puts a wrong function in the place of one of a library's.
///
/// Example: plant<&Functions::port, keep_default_port>(library)
template <auto Function, auto Wrong, class Library>
void plant(Library& library) {
  // Made a pointer here: unoptimised, Clang gives a lambda's object the name that another source's has.
  constexpr auto kWrong = +Wrong;
  library.*Function = kWrong;
}

/// The whole name of a defect, as tests have one: "oauth1/base_string_uri/default-port-kept".
[[nodiscard]] std::string full_name(const Defect& defect);

}  // namespace oauthspec::defects
