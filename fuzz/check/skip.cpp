// SPDX-License-Identifier: Apache-2.0
#include "fuzz/check/skip.h"

#include <cstddef>
#include <cstdio>
#include <map>

namespace oauthspec::fuzz {
namespace {

/// Told when the process ends: a target that skips nearly everything shows nothing.
class Account {
 public:
  Account() = default;
  Account(const Account&) = delete;
  Account& operator=(const Account&) = delete;
  ~Account() {
    for (const auto& [why, times] : times_by_reason_) {
      std::fprintf(stderr, "skipped %zu times: %.*s\n", times, static_cast<int>(why.size()),
                   why.data());
    }
  }

  void add(std::string_view why) { ++times_by_reason_[why]; }

 private:
  std::map<std::string_view, std::size_t> times_by_reason_;
};

}  // namespace

void skip_where(bool condition, std::string_view why) {
  if (!condition) return;
  static Account account;
  account.add(why);
  throw Skipped{};
}

}  // namespace oauthspec::fuzz
