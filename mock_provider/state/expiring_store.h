// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <list>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "harness/reference/base/secret.h"
#include "mock_provider/model/grant.h"

namespace oauthspec::provider {

/// Records that are found by a secret of theirs, until they expire or younger ones need their place.
///
/// A secret's last kHandleOctets only lead to the record; all of it is compared in constant time, so that how long a wrong guess takes
/// says nothing of the rest. Each secret is made by the provider, and its end is random even where all begin alike: those of JWTs and of
/// request_uri values do.
template <class Record>
class ExpiringStore {
 public:
  static constexpr std::size_t kHandleOctets =
      15;  ///< 90 bits, in a string that needs no allocation.

  /// Input: `secret` says which member the record is found by.
  ExpiringStore(oauth::Secret Record::* secret, std::size_t capacity)
      : secret_(secret), capacity_(capacity) {}

  /// Keeps a record. At capacity the one that was kept first goes.
  Record& add(Record record) {
    if (records_.size() >= capacity_ && !records_.empty()) {
      forget(records_.begin());
    }
    records_.push_back(std::move(record));
    const auto place = std::prev(records_.end());
    places_.insert_or_assign(handle(((*place).*secret_).reveal()), place);
    return *place;
  }

  /// The record of this secret; null where there is none. One that has expired is still found until drop_expired(): what to say of it
  /// is a decision of the rules.
  [[nodiscard]] Record* find(std::string_view secret) {
    const auto found = places_.find(handle(secret));
    if (found == places_.end() ||
        !oauth::equal_in_constant_time(((*found->second).*secret_).reveal(), secret)) {
      return nullptr;
    }
    return &*found->second;
  }

  void remove(std::string_view secret) {
    const auto found = places_.find(handle(secret));
    if (found != places_.end() && find(secret) != nullptr) {
      forget(found->second);
    }
  }

  /// Forgets what expired before `now`, from the oldest on, as far as they stand in a row: a record that lives longer keeps those behind
  /// it for as long. Costs nothing where nothing is to be forgotten.
  void drop_expired(Seconds now) {
    while (!records_.empty() && records_.front().expires < now) {
      forget(records_.begin());
    }
  }

  /// Every record, the oldest first.
  [[nodiscard]] std::list<Record>& all() { return records_; }
  [[nodiscard]] std::size_t size() const { return records_.size(); }
  void clear() {
    records_.clear();
    places_.clear();
  }

 private:
  using Place = typename std::list<Record>::iterator;

  static std::string handle(std::string_view secret) {
    return std::string(secret.substr(secret.size() - std::min(secret.size(), kHandleOctets)));
  }

  void forget(Place place) {
    const auto found = places_.find(handle(((*place).*secret_).reveal()));
    if (found != places_.end() && found->second == place) {
      places_.erase(found);
    }
    records_.erase(place);
  }

  oauth::Secret Record::* secret_;
  std::size_t capacity_;
  std::list<Record> records_;
  std::unordered_map<std::string, Place> places_;
};

}  // namespace oauthspec::provider
