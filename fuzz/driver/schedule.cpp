// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/schedule.h"

#include <algorithm>

namespace oauthspec::fuzz::driver {
namespace {

constexpr double kNewest = 0.5;  // How much the newest slice counts in the growth.
constexpr double kMostWeight =
    4;  // A target that grows gets at most that many times the slices of one that does not.
constexpr double kLeastGrowth =
    0.5;  // Less, of the edges that a slice finds, is what is left of growth long past.
constexpr double kEarly = 0.5;  // A crash before that part of its slice is a quick one.
constexpr unsigned kMostDoubling = 5;

double weight(const std::vector<Share>& shares, std::size_t target) {
  double most = 0;
  for (const Share& share : shares) most = std::max(most, share.growth);
  const bool grows = shares[target].growth >= kLeastGrowth;
  return !grows ? 1 : 1 + (kMostWeight - 1) * shares[target].growth / most;
}

}  // namespace

std::size_t next_turn(const std::vector<Share>& shares, const std::vector<unsigned>& busy) {
  std::size_t next = 0;
  for (std::size_t target = 1; target < shares.size(); ++target) {
    const bool freer = busy[target] < busy[next];
    const bool behind =
        busy[target] == busy[next] && shares[target].position < shares[next].position;
    if (freer || behind) next = target;
  }
  return next;
}

void enter_slice(std::vector<Share>& shares, std::size_t target, const SliceEnd& end) {
  Share& share = shares[target];
  share.seconds += end.seconds;
  ++share.slices;
  share.growth = (1 - kNewest) * share.growth + kNewest * static_cast<double>(end.new_coverage);
  const bool quick = end.crashed && end.seconds < kEarly * end.wanted;
  share.quick_crashes = quick ? share.quick_crashes + 1 : 0;
  const unsigned doubling = std::min(share.quick_crashes, kMostDoubling + 1);
  const double counted =
      quick ? end.wanted * static_cast<double>(1U << (doubling - 1)) : end.seconds;
  share.position += counted / weight(shares, target);
}

}  // namespace oauthspec::fuzz::driver
