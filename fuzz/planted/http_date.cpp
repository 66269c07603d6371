// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/http_date.h"

#include <array>
#include <string>

#include "fuzz/planted/planted.h"
#include "fuzz/subjects/reference.h"

namespace oauthspec::fuzz {
namespace {

constexpr std::int64_t kDay = 86400;

const HttpDateReader& right() {
  static const HttpDateReader reader = reference<HttpDateReader>();
  return reader;
}

std::optional<std::int64_t> read_any_zone(std::string_view text, std::int64_t now) {
  std::string of_greenwich(text);
  if (of_greenwich.ends_with("EST")) of_greenwich.replace(of_greenwich.size() - 3, 3, "GMT");
  return right().read(of_greenwich, now);
}

/// A 29th of February that is none is the first of March.
std::optional<std::int64_t> read_any_february(std::string_view text, std::int64_t now) {
  const auto date = right().read(text, now);
  const std::size_t at = text.find("29 Feb");
  if (date || at == std::string_view::npos) return date;
  std::string mended(text);
  mended.replace(at, 2, "28");
  const auto before = right().read(mended, now);
  if (!before) return std::nullopt;
  return *before + kDay;
}

/// Every fourth year is a leap year: from March 2100 on, a day is missing.
std::optional<std::int64_t> read_julian(std::string_view text, std::int64_t now) {
  constexpr std::int64_t kMarch2100 = 4107542400;
  const auto date = right().read(text, now);
  return date && *date >= kMarch2100 ? std::optional(*date + kDay) : date;
}

constexpr auto kBugs = std::to_array<PlantedBug<HttpDateReader>>({
    {"any-zone", "A time of another zone is read as if it were of Greenwich.", "RFC 7231 7.1.1.1",
     [](HttpDateReader& reader) { reader.read = read_any_zone; }},
    {"any-february", "A 29th of February that no calendar has is the first of March.", "mktime()",
     [](HttpDateReader& reader) { reader.read = read_any_february; }},
    {"every-fourth-year", "The year 2100 is a leap year.", "RFC 3339 appendix C",
     [](HttpDateReader& reader) { reader.read = read_julian; }},
});

}  // namespace

template <>
std::span<const PlantedBug<HttpDateReader>> planted_bugs<HttpDateReader>() {
  return kBugs;
}

}  // namespace oauthspec::fuzz
