// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/codec/percent.h"

#include <bit>
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

/// Room that ends where what was promised ends, so that a sanitizer sees what is stored beyond it. It is kept for the next input, since
/// asking a sanitizer for some takes longer than all that is written into it.
class Room {
 public:
  template <typename Write>
  std::string_view written(std::size_t promised, Write write) {
    if (promised > octets_.size()) octets_ = std::vector<char>(promised);
    char* const out = octets_.data() + (octets_.size() - promised);
    return {out, static_cast<std::size_t>(write(out) - out)};
  }

 private:
  std::vector<char> octets_;
};

/// What one implementation gives of an input, until it is given the next.
class Trial {
 public:
  PercentOutcome outcome_of(const percent::Kernel& kernel, std::string_view octets) {
    PercentOutcome outcome;
    outcome.encoded = encoded_.written(oauth::codec::percent_encoded_room(octets.size()),
                                       [&](char* out) { return kernel.encode(out, octets); });
    outcome.encoded_twice =
        encoded_twice_.written(oauth::codec::percent_encoded_twice_room(octets.size()),
                               [&](char* out) { return kernel.encode_twice(out, octets); });
    const auto decode = [&](Room& room, char plus) {
      return room.written(octets.size() + oauth::codec::kPercentSlack, [&](char* out) {
        const percent::Decoded decoded = kernel.decode(out, octets, plus);
        outcome.read = decoded.read;
        return decoded.end;
      });
    };
    outcome.decoded = decode(decoded_, '+');
    outcome.decoded_as_form = decode(decoded_as_form_, ' ');
    find_ends(kernel, octets);
    outcome.ends = ends_;
    return outcome;
  }

 private:
  void find_ends(const percent::Kernel& kernel, std::string_view octets) {
    ends_.clear();
    for (const Mark mark : {Mark::name, Mark::path, Mark::form}) {
      for (std::size_t at = 0; at < octets.size();) {
        percent::Marks found = kernel.marks(octets, at, mark);
        for (; found.marked != 0; found.marked &= found.marked - 1) {
          ends_.push_back(at + static_cast<std::size_t>(std::countr_zero(found.marked)));
        }
        at += found.octets;
      }
    }
  }

  Room encoded_;
  Room encoded_twice_;
  Room decoded_;
  Room decoded_as_form_;
  std::vector<std::size_t> ends_;
};

PercentOutcome by_kernel(std::size_t implementation, std::string_view octets) {
  static std::vector<Trial> trials(percent::available().size());
  return trials[implementation].outcome_of(*percent::available()[implementation], octets);
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
          .implementations = [] { return percent::available().size(); },
          .by = by_kernel};
}

}  // namespace oauthspec::fuzz
