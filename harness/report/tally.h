// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>

#include "harness/result/result.h"

namespace oauthspec::report {

/// Whether a result with this status is one that its user has to look at: the exit code is 1 then.
[[nodiscard]] bool unexpected(result::Status status);

/// The same of a result; one of a document that the server does not claim never is.
[[nodiscard]] bool unexpected(const result::Result& result);

/// Counts of results. Those of documents that the server does not claim are counted apart: nothing but also() knows of them.
class Tally {
 public:
  using Counts = std::map<result::Status, std::size_t>;

  /// Counts one result.
  void add(const result::Result& result);

  [[nodiscard]] std::size_t count(result::Status status) const;
  [[nodiscard]] std::size_t all() const;

  /// Results that say something of the implementation: neither unsupported, skipped nor not run.
  [[nodiscard]] std::size_t applicable() const;

  /// Whether any result is unexpected.
  [[nodiscard]] bool any_unexpected() const;

  /// Of documents that the server does not claim.
  [[nodiscard]] const Counts& also() const { return also_; }

  /// By suite, in the order of their names.
  [[nodiscard]] const std::map<std::string, Counts, std::less<>>& suites() const { return suites_; }

  /// How many tests had a sanitizer's report on stderr, whatever became of them.
  [[nodiscard]] std::size_t sanitizer_reports() const { return sanitizer_reports_; }

  /// By choice that the RFC leaves open, how often each branch was taken.
  [[nodiscard]] const std::map<std::string, std::map<std::string, std::size_t>>& policies() const {
    return policies_;
  }

 private:
  Counts counts_;
  Counts also_;
  std::size_t sanitizer_reports_ = 0;
  std::map<std::string, Counts, std::less<>> suites_;
  std::map<std::string, std::map<std::string, std::size_t>> policies_;
};

}  // namespace oauthspec::report
