// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/codec/percent.h"

#include <bit>
#include <memory>
#include <string>
#include <vector>

#include "fuzz/oracle/percent.h"
#include "fuzz/subjects/reference.h"
#include "fuzz/subjects/value_or_nothing.h"
#include "harness/reference/codec/percent_kernels.h"

namespace oauthspec::fuzz {
namespace {

namespace percent = oauth::codec::percent;
using oauth::codec::Mark;

/// What is written into a buffer of just the room that is promised, so that a sanitizer sees what is stored beyond it.
template <typename Write>
std::string written(std::size_t room, Write write) {
  const auto out = std::make_unique_for_overwrite<char[]>(room);
  return {out.get(), write(out.get())};
}

PercentOutcome outcome_of(const percent::Kernel& kernel, std::string_view octets) {
  PercentOutcome outcome;
  outcome.encoded = written(oauth::codec::percent_encoded_room(octets.size()),
                            [&](char* out) { return kernel.encode(out, octets); });
  outcome.encoded_twice = written(oauth::codec::percent_encoded_twice_room(octets.size()),
                                  [&](char* out) { return kernel.encode_twice(out, octets); });
  const auto decode = [&](char plus) {
    return written(octets.size() + oauth::codec::kPercentSlack, [&](char* out) {
      const percent::Decoded decoded = kernel.decode(out, octets, plus);
      outcome.read = decoded.read;
      return decoded.end;
    });
  };
  for (const Mark mark : {Mark::name, Mark::path, Mark::form}) {
    for (std::size_t at = 0; at < octets.size();) {
      percent::Marks found = kernel.marks(octets, at, mark);
      for (; found.marked != 0; found.marked &= found.marked - 1) {
        outcome.ends.push_back(at + static_cast<std::size_t>(std::countr_zero(found.marked)));
      }
      at += found.octets;
    }
  }
  outcome.decoded = decode('+');
  outcome.decoded_as_form = decode(' ');
  return outcome;
}

std::vector<PercentOutcome> by_each_kernel(std::string_view octets) {
  std::vector<PercentOutcome> outcomes;
  for (const percent::Kernel* kernel : percent::available()) {
    outcomes.push_back(outcome_of(*kernel, octets));
  }
  return outcomes;
}

}  // namespace

template <>
PercentCodec reference<PercentCodec>() {
  return {.encode = oauth::codec::percent_encode,
          .decode =
              [](std::string_view text) {
                return value_or_nothing(oauth::codec::percent_decode(text));
              },
          .encode_twice =
              [](std::string_view octets) {
                std::string text;
                oauth::codec::append_percent_encoded_twice(text, octets);
                return text;
              },
          .compare_encoded =
              [](std::string_view a, std::string_view b) {
                const auto order = oauth::codec::compare_percent_encoded(a, b);
                return order < 0 ? -1 : order > 0 ? 1 : 0;
              },
          .by_each = by_each_kernel};
}

}  // namespace oauthspec::fuzz
