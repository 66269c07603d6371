// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "harness/result/mask.h"
#include "harness/result/result.h"
#include "harness/runner/select.h"
#include "harness/vector/load.h"

namespace oauthspec::cli {

/// Takes secrets out of the results of a run: a test's own, and, of what the adapter wrote to stderr or in place of an answer, those
/// of the questions that were under way at the time.
///
/// Threads: any number at a time, after expect().
class ResultMasks {
 public:
  explicit ResultMasks(const vector::Library& library) : library_(library) {}

  /// Says what is asked, in which order, and how many questions may be under way at a time.
  void expect(std::span<const runner::Case> cases, std::size_t under_way);

  [[nodiscard]] result::Result masked(result::Result result);

 private:
  const result::Mask& mask_of(const std::string& op);
  const std::vector<std::string>& secrets_at(std::size_t index);
  void add_near(std::size_t index, std::set<std::size_t>& indices) const;
  std::vector<std::string> secrets_near(const std::string& test);

  const vector::Library& library_;
  std::vector<runner::Case> cases_;                      // First those that are asked first.
  std::unordered_map<std::string, std::size_t> places_;  // In cases_.
  std::size_t controls_ = 0;  // How many of cases_ are controls that are not reported.
  std::size_t under_way_ = 1;
  std::mutex mutex_;                                         // Over what follows.
  std::map<std::string, result::Mask, std::less<>> masks_;   // By op, as they are needed.
  std::map<std::size_t, std::vector<std::string>> secrets_;  // Of the questions, likewise.
  std::size_t furthest_ = 0;                                 // Of the results so far, in cases_.
};

}  // namespace oauthspec::cli
