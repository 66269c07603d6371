// SPDX-License-Identifier: Apache-2.0
#include "harness/runner/recompute.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "harness/reference/codec/same_uri.h"
#include "harness/runner/equality.h"
#include "harness/runner/equality_text.h"
#include "harness/runner/verified.h"

namespace oauthspec::runner {
namespace {

using nlohmann::json;
using result::Status;
using vector::OpSchema;
using vector::Test;

NotComparable not_comparable(Status status, std::string message) {
  return {.status = status, .message = std::move(message)};
}

// Puts one choice into `in`; says why not, where that may not be done.
std::optional<NotComparable> substitute(json& in, const Test& test, const std::string& name,
                                        const json& value) {
  const auto place = vector::chosen_place(in, name);
  if (!place || std::ranges::count(test.may_choose, name) == 0) {
    return not_comparable(
        Status::error,
        fmt::format("\"actual\" names {}, which this test does not leave to the library", name));
  }
  json& own = in[*place];
  if (name == "url" && own.is_string() && value.is_string() &&
      !oauth::codec::same_uri(own.get<std::string>(), value.get<std::string>())) {
    return not_comparable(Status::skip,
                          fmt::format("the library took another url: {}, which RFC 3986 section "
                                      "6.2.2 does not make the same as {}",
                                      show_value(value), show_value(own)));
  }
  own = value;
  return std::nullopt;
}

// An outcome of the test with the value that it expects.
struct Reproduced {
  std::size_t outcome = 0;
  const json* value = nullptr;
};

// The outcome that the reference gives for the vector's own `in`; a null value where there is none.
Reproduced reproduced(const Test& test, const OpSchema& schema, const adapter::Verdict& own) {
  const auto* const out = std::get_if<adapter::Out>(&own);
  if (out == nullptr) return {};
  for (std::size_t i = 0; i < test.expect.outcomes.size(); ++i) {
    const auto& expected = test.expect.outcomes[i].out;
    if (!expected) continue;
    if (compare_out(schema.out, test.in, *expected, out->value, true).match == Match::equal) {
      return {.outcome = i, .value = &*expected};
    }
  }
  return {};
}

// What the vector does not state is not asked of a recomputed value either.
json only_members_of(const json& stated, json value) {
  if (!stated.is_object() || !value.is_object()) return value;
  json kept = json::object();
  for (const auto& [name, member] : value.items()) {
    if (stated.contains(name)) kept[name] = member;
  }
  return kept;
}

}  // namespace

Recomputation recompute(const Test& test, const OpSchema& schema,
                        const std::map<std::string, json>& actual,
                        const ReferenceFunction& reference) {
  json in = test.in;
  for (const auto& [name, value] : actual) {
    if (auto problem = substitute(in, test, name, value)) return *std::move(problem);
  }
  if (in == test.in) return NothingChosen{};
  if (const auto wrong = schema.schema.validate("in", in)) {
    return not_comparable(Status::error, fmt::format("\"actual\" does not fit the op: {}: {}",
                                                     wrong->pointer, wrong->reason));
  }
  const Reproduced own = reproduced(test, schema, reference(schema.op, test.in));
  if (own.value == nullptr) {
    return not_comparable(Status::inconclusive,
                          "the library chose a value itself, and the reference, which would "
                          "recompute what is expected, does not give the vector's own value");
  }
  const adapter::Verdict verdict = reference(schema.op, in);
  const auto* const out = std::get_if<adapter::Out>(&verdict);
  if (out == nullptr) {
    return not_comparable(Status::inconclusive,
                          "the reference gives no value for what the library chose itself");
  }
  if (schema.out.equality != vector::Equality::verified) {
    return Recomputed{.outcome = own.outcome, .value = only_members_of(*own.value, out->value)};
  }
  auto stated = as_stated(out->value, *own.value);
  if (!stated) {
    return not_comparable(Status::inconclusive,
                          "the reference gives no JWT for what the library chose itself");
  }
  return Recomputed{.outcome = own.outcome, .value = *std::move(stated)};
}

}  // namespace oauthspec::runner
