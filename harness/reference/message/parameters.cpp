// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/message/parameters.h"

#include <algorithm>
#include <utility>

#include "harness/reference/codec/form.h"
#include "harness/reference/codec/percent.h"

namespace oauth::message {

void Parameters::reserve(std::size_t parameters, std::size_t octets) {
  places_.reserve(parameters);
  octets_.reserve(octets);
}

void Parameters::add(std::string_view name, std::string_view value) {
  places_.push_back({octets_.size(), name.size(), value.size()});
  octets_ += name;
  octets_ += value;
}

Result<void> Parameters::add_form(std::string_view text) {
  const std::size_t octets_before = octets_.size();
  const std::size_t places_before = places_.size();
  octets_.reserve(octets_.size() + text.size());
  for (codec::RawPairs pairs(text); pairs.next();) {
    const codec::RawPair& pair = pairs.current();
    if (auto done = append_decoded(pair.name, pair.name_offset, pair.value, pair.value_offset);
        !done) {
      octets_.resize(octets_before);
      places_.resize(places_before);
      return done;
    }
  }
  return {};
}

Result<void> Parameters::append_decoded(std::string_view name, std::size_t name_offset,
                                        std::string_view value, std::size_t value_offset) {
  const auto moved = [](Error error, std::size_t by) {
    return std::unexpected(Error{error.code, error.offset + by});
  };
  Place place{octets_.size(), 0, 0};
  if (auto done = codec::append_form_decoded(octets_, name); !done)
    return moved(done.error(), name_offset);
  place.name_size = octets_.size() - place.offset;
  if (auto done = codec::append_form_decoded(octets_, value); !done)
    return moved(done.error(), value_offset);
  place.value_size = octets_.size() - place.offset - place.name_size;
  places_.push_back(place);
  return {};
}

ParameterView Parameters::operator[](std::size_t index) const {
  const Place& place = places_[index];
  const std::string_view octets = octets_;
  return {octets.substr(place.offset, place.name_size),
          octets.substr(place.offset + place.name_size, place.value_size)};
}

std::optional<std::string_view> Parameters::find(std::string_view name) const {
  for (const ParameterView parameter : *this) {
    // RFC5849-3.1-9: with case.
    if (parameter.name == name) return parameter.value;
  }
  return std::nullopt;
}

std::size_t Parameters::count(std::string_view name) const {
  std::size_t found = 0;
  for (const ParameterView parameter : *this)
    if (parameter.name == name) ++found;
  return found;
}

bool Parameters::has_duplicate_name() const {
  std::vector<std::string_view> names;
  names.reserve(size());
  for (const ParameterView parameter : *this) names.push_back(parameter.name);
  std::ranges::sort(names);
  return std::ranges::adjacent_find(names) != names.end();
}

namespace {

void append_pairs(std::string& out, const Parameters& parameters, bool separate) {
  for (const ParameterView parameter : parameters) {
    if (std::exchange(separate, true)) out += '&';
    codec::append_percent_encoded(out, parameter.name);
    out += '=';
    codec::append_percent_encoded(out, parameter.value);
  }
}

}  // namespace

std::string write_form(const Parameters& parameters) {
  std::string out;
  for (const ParameterView parameter : parameters) {
    if (!out.empty()) out += '&';
    out += codec::form_encode(parameter.name);
    out += '=';
    out += codec::form_encode(parameter.value);
  }
  return out;
}

void append_to_form(std::string& body, const Parameters& parameters) {
  // RFC5849-3.5.2-4: behind the request's own, separated by "&".
  append_pairs(body, parameters, !body.empty() && body.back() != '&');
}

namespace {

/// Leaves the URI open at the end of its query, for what `write` appends, and says whether an "&" comes first.
template <class Write>
void extend_query(std::string& url, Write write) {
  const std::size_t fragment_at = std::min(url.find('#'), url.size());
  const std::string fragment = url.substr(fragment_at);
  url.resize(fragment_at);
  if (url.find('?') == std::string::npos) url += '?';
  // RFC5849-3.5.3-2: behind the request's own, separated by "&"; an empty query asks for none. A
  // "?" behind the first is one of the query's own characters.
  const bool query_is_empty = url.find('?') + 1 == url.size();
  write(!query_is_empty && url.back() != '&');
  url += fragment;
}

}  // namespace

void append_to_query(std::string& url, const Parameters& parameters) {
  extend_query(url, [&](bool separate) { append_pairs(url, parameters, separate); });
}

void append_form_to_query(std::string& url, const Parameters& parameters) {
  if (parameters.empty()) return;
  extend_query(url, [&](bool separate) {
    if (separate) url += '&';
    url += write_form(parameters);
  });
}

}  // namespace oauth::message
