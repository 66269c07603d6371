// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/slice.h"

#include <thread>

namespace oauthspec::fuzz::driver {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds kGrace{5000};
// An engine reads its corpus before its time begins to count.
constexpr double kMostBeyond = 120;

}  // namespace

double Slice::seconds() const {
  return std::chrono::duration<double>(ended_.value_or(Clock::now()) - began_).count();
}

void Slice::take(milliseconds patience) {
  const std::string piece = program_.read(patience);
  reader_.take(piece);
  adapter::append_output(output_, piece);
}

void Slice::read(milliseconds patience) {
  if (over_) return;
  died_ = program_.ended();
  if (!died_) {
    take(patience);
    if (!program_.open()) std::this_thread::sleep_for(milliseconds(2));
    if (seconds() > wanted_ + kMostBeyond) end();
    return;
  }
  ended_ = Clock::now();
  over_ = true;
  used_ = program_.processor_time().value_or(adapter::ProcessorTime{});
  // What it started may hold the output open: only what is there already is read.
  take(milliseconds(0));
  program_.end(milliseconds(0));
}

void Slice::end() {
  if (over_) return;
  program_.end(kGrace);
  ended_ = Clock::now();
  over_ = true;
  take(milliseconds(0));
}

}  // namespace oauthspec::fuzz::driver
