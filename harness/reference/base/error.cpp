// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/base/error.h"

#include <array>

namespace oauth {
namespace {

struct Row {
  std::string_view name;
  std::string_view clause;
  std::string_view meaning;
};

constexpr auto kRows = std::to_array<Row>({
#define OAUTHSPEC_ERROR(enumerator, clause, meaning) {#enumerator, clause, meaning},
#include "harness/reference/base/error_codes.def"
#undef OAUTHSPEC_ERROR
});

const Row& row(Errc code) {
  return kRows.at(static_cast<std::size_t>(code));
}

}  // namespace

std::string_view name(Errc code) {
  return row(code).name;
}
std::string_view clause(Errc code) {
  return row(code).clause;
}
std::string_view meaning(Errc code) {
  return row(code).meaning;
}

}  // namespace oauth
