// SPDX-License-Identifier: Apache-2.0
#include "harness/report/requirement.h"

#include <fmt/format.h>

namespace oauthspec::report {

std::string requirement_text(const std::string& id, const vector::Library& library) {
  const auto found = library.catalogue.find(id);
  if (found == library.catalogue.end()) {
    return id;
  }
  const vector::Requirement& requirement = found->second;
  return fmt::format("{} ({}, section {}, {}): {}", id, requirement.document, requirement.section,
                     requirement.level, requirement.text);
}

}  // namespace oauthspec::report
