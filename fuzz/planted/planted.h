// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace oauthspec::fuzz {

/// One bug, planted on purpose: it puts another function in the place of one of a subject's. The fuzzers are measured by how soon they
/// find each.
template <class Subject>
struct PlantedBug {
  std::string_view name;         ///< "lower-case-digits"; unique in its target.
  std::string_view description;  ///< What it does, in one sentence.
  std::string_view
      pattern;  ///< The real bug that it is patterned on: "postman #678"; or the clause that it breaks.
  void (*plant)(Subject& subject);
};

/// The bugs of a target; fuzz/planted/<target>.cpp gives them.
template <class Subject>
std::span<const PlantedBug<Subject>> planted_bugs();

/// Writes a bug as one JSON object a line on stdout.
void list_planted_bug(std::string_view name, std::string_view description,
                      std::string_view pattern);

/// The bug that the environment variable OAUTHSPEC_PLANTED names.
[[nodiscard]] std::string_view planted_name();

/// Ends the process: all bugs are listed, or there is none of that name.
[[noreturn]] void end_of_list(std::string_view name);

/// The subject with the bug that OAUTHSPEC_PLANTED names; where that is "list", lists all and ends the process.
template <class Subject>
Subject with_planted_bug(Subject subject) {
  const std::string_view name = planted_name();
  for (const PlantedBug<Subject>& bug : planted_bugs<Subject>()) {
    if (name == "list") list_planted_bug(bug.name, bug.description, bug.pattern);
    if (name != bug.name) continue;
    bug.plant(subject);
    return subject;
  }
  end_of_list(name);
}

}  // namespace oauthspec::fuzz
