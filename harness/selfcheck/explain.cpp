// SPDX-License-Identifier: Apache-2.0
#include "harness/selfcheck/explain.h"

#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "harness/adapter/in_process.h"
#include "harness/reference/codec/percent.h"
#include "harness/reference/codec/utf8.h"
#include "harness/runner/equality.h"

namespace oauthspec::selfcheck {
namespace {

using nlohmann::json;
using Pointer = json::json_pointer;

// One slip: what it does to `in`, and how to say so.
struct Slip {
  std::string said;
  json in;
};

void walk(const json& value, const Pointer& place, std::vector<Pointer>& places) {
  if (!place.empty()) {
    places.push_back(place);
  }
  for (const auto& [name, part] : value.items()) {
    if (value.is_array()) {
      walk(part, place / std::stoul(name), places);
    } else if (value.is_object()) {
      walk(part, place / name, places);
    }
  }
}

// The characters that come of UTF-8 whose octets are taken for characters.
std::string as_latin1(const std::string& text) {
  constexpr unsigned char kAscii = 0x80;
  constexpr unsigned kTop = 6;
  constexpr unsigned char kTail = 0x3F;
  std::string misread;
  for (const char c : text) {
    const auto octet = static_cast<unsigned char>(c);
    if (octet < kAscii) {
      misread += c;
    } else {
      misread += static_cast<char>(0xC0U | (octet >> kTop));
      misread += static_cast<char>(kAscii | (octet & kTail));
    }
  }
  return misread;
}

class Slips {
 public:
  explicit Slips(const json& in) : in_(in) {
    walk(in, Pointer(), places_);
    for (const Pointer& place : places_) {
      one_place(place);
    }
    swaps();
    encoding();
  }

  [[nodiscard]] const std::vector<Slip>& all() const { return all_; }

 private:
  void with(const Pointer& place, std::string_view what, json value) {
    json changed = in_;
    changed[place] = std::move(value);
    all_.push_back({fmt::format("{} {}", place.to_string(), what), std::move(changed)});
  }

  void one_place(const Pointer& place) {
    const json& value = in_[place];
    if (!value.is_null()) {
      with(place, "were null", nullptr);
    }
    if (in_[place.parent_pointer()].is_array()) {
      json changed = in_;
      changed[place.parent_pointer()].erase(std::stoul(place.back()));
      all_.push_back({place.to_string() + " were left out", std::move(changed)});
    }
    if (value.is_string() && !value.get_ref<const std::string&>().empty()) {
      text(place, value.get_ref<const std::string&>());
    }
  }

  void text(const Pointer& place, const std::string& value) {
    with(place, "were empty", "");
    if (std::string encoded = oauth::codec::percent_encode(value); encoded != value) {
      with(place, "were percent-encoded first", std::move(encoded));
    }
    const auto decoded = oauth::codec::percent_decode(value);
    if (decoded && *decoded != value && oauth::codec::check_utf8(*decoded)) {
      with(place, "were percent-decoded first", *decoded);
    }
  }

  void swaps() {
    for (std::size_t i = 0; i < places_.size(); ++i) {
      for (std::size_t j = i + 1; j < places_.size(); ++j) {
        const json& one = in_[places_[i]];
        const json& other = in_[places_[j]];
        if (!one.is_string() || !other.is_string() || one == other || one == "" || other == "") {
          continue;
        }
        json changed = in_;
        std::swap(changed[places_[i]], changed[places_[j]]);
        all_.push_back(
            {fmt::format("{} and {} were swapped", places_[i].to_string(), places_[j].to_string()),
             std::move(changed)});
      }
    }
  }

  void encoding() {
    json changed = in_;
    for (const Pointer& place : places_) {
      if (json& value = changed[place]; value.is_string()) {
        value = as_latin1(value.get_ref<const std::string&>());
      }
    }
    if (changed != in_) {
      all_.push_back({"its UTF-8 were read as Latin-1", std::move(changed)});
    }
  }

  const json& in_;
  std::vector<Pointer> places_;
  std::vector<Slip> all_;
};

}  // namespace

std::optional<std::string> explain(std::string_view op, const json& in, const json& got,
                                   const vector::OpSchema& schema,
                                   const runner::ReferenceFunction& reference) {
  constexpr std::size_t kTelling = 2;
  std::vector<std::string> found;
  const Slips slips(in);
  for (const Slip& slip : slips.all()) {
    if (schema.schema.validate("in", slip.in)) {
      continue;
    }
    const adapter::Verdict verdict = adapter::answer_or_failure(reference, op, slip.in);
    const auto* out = std::get_if<adapter::Out>(&verdict);
    if (out != nullptr &&
        runner::compare(schema.out, out->value, got, false).match == runner::Match::equal) {
      found.push_back(slip.said);
    }
  }
  if (found.empty() || found.size() > kTelling) {
    return std::nullopt;
  }
  return fmt::format("as if {}", fmt::join(found, ", or as if "));
}

}  // namespace oauthspec::selfcheck
