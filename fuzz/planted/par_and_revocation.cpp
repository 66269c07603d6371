// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/par_and_revocation.h"

#include <algorithm>
#include <array>

#include "fuzz/planted/edit_json.h"
#include "fuzz/planted/planted.h"
#include "fuzz/subjects/reference.h"
#include "harness/reference/codec/http_date.h"

namespace oauthspec::fuzz {
namespace {

using nlohmann::json;
using oauth::message::Response;

constexpr std::int64_t kCentury = 3'155'760'000;  // 100 years of 365.25 days

const PushedAndRevoked& right() {
  static const auto reader = reference<PushedAndRevoked>();
  return reader;
}

std::optional<Members> lifetime_of_zero(const Response& response) {
  const auto edited = with_edited_body(response, [](json& object) {
    const auto found = object.find("expires_in");
    if (found != object.end() && found->is_number() && *found == 0) *found = 1;
  });
  return right().parse_pushed(edited);
}

std::optional<Members> under_200(const Response& response) {
  Response changed = response;
  if (changed.status == 200) changed.status = 201;
  return right().parse_pushed(changed);
}

/// As if the century had just begun.
std::optional<Members> this_century(const Response& response, std::int64_t now) {
  auto read = right().parse_revocation(response, now);
  const auto field = model_field(response, "Retry-After");
  if (!read || !field || !field->contains('-')) return read;
  const auto date = oauth::codec::parse_http_date(*field, now);
  if (date && *date < now) (*read)["retry_after"] = *date + kCentury - now;
  return read;
}

std::optional<Members> date_of_the_past(const Response& response, std::int64_t now) {
  auto read = right().parse_revocation(response, now);
  const auto field = model_field(response, "Retry-After");
  if (!read || !field) return read;
  const auto date = oauth::codec::parse_http_date(*field, now);
  if (date) (*read)["retry_after"] = *date - now;
  return read;
}

/// The number at the beginning of the field.
std::optional<Members> leading_digits(const Response& response, std::int64_t now) {
  Response changed = response;
  for (auto& [name, value] : changed.headers) {
    if (!same_without_case(name, "Retry-After")) continue;
    const std::size_t digits = std::min(value.find_first_not_of("0123456789"), value.size());
    if (digits > 0) value.resize(digits);
  }
  return right().parse_revocation(changed, now);
}

/// Time runs over.
std::optional<Members> narrow_number(const Response& response, std::int64_t now) {
  auto read = right().parse_revocation(response, now);
  if (read && read->contains("retry_after")) {
    const auto seconds = (*read)["retry_after"].get<std::int64_t>();
    (*read)["retry_after"] = static_cast<std::uint32_t>(seconds);
  }
  return read;
}

constexpr auto kBugs = std::to_array<PlantedBug<PushedAndRevoked>>({
    {"lifetime-of-zero", "A request_uri that lives no second is taken.", "RFC 9126 2.2",
     [](PushedAndRevoked& reader) { reader.parse_pushed = lifetime_of_zero; }},
    {"pushed-under-200", "A pushed request is taken under status 200.", "RFC 9126 2.2",
     [](PushedAndRevoked& reader) { reader.parse_pushed = under_200; }},
    {"two-digits-are-the-future", "A year of two digits is never one that is past.",
     "RFC 7231 7.1.1.1", [](PushedAndRevoked& reader) { reader.parse_revocation = this_century; }},
    {"try-again-in-the-past", "A date that is past gives a time below zero.", "RFC 7231 7.1.3",
     [](PushedAndRevoked& reader) { reader.parse_revocation = date_of_the_past; }},
    {"number-with-a-tail", "Text behind the digits of Retry-After is passed over.",
     "RFC 7231 7.1.3", [](PushedAndRevoked& reader) { reader.parse_revocation = leading_digits; }},
    {"seconds-of-32-bits", "Seconds beyond 32 bits run over.", "oauth2-rs #85",
     [](PushedAndRevoked& reader) { reader.parse_revocation = narrow_number; }},
});

}  // namespace

template <>
std::span<const PlantedBug<PushedAndRevoked>> planted_bugs<PushedAndRevoked>() {
  return kBugs;
}

}  // namespace oauthspec::fuzz
