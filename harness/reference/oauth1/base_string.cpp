// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth1/base_string.h"

#include <cstddef>
#include <utility>

#include "harness/reference/base/octet_buffer.h"
#include "harness/reference/codec/percent.h"
#include "harness/reference/codec/uri.h"
#include "harness/reference/oauth1/base_string_writer.h"

namespace oauth::oauth1 {
namespace {

using message::ParameterView;

constexpr std::size_t kUsualOctets = 512;

/// Everything that is signed, in no order yet. RFC5849-3.4.1.3.2-6: as often as it is there.
std::vector<ParameterView> signed_parameters(const RequestParameters& collected,
                                             const message::Parameters& protocol_parameters) {
  std::vector<ParameterView> all;
  all.reserve(collected.query.size() + collected.form_body.size() +
              collected.authorization_header.size() + protocol_parameters.size());
  for (const message::Parameters* source : {&collected.query, &collected.authorization_header,
                                            &collected.form_body, &protocol_parameters}) {
    for (const ParameterView parameter : *source) {
      // RFC5849-3.4.1.3.1-5: the signature does not sign itself.
      if (parameter.name != "oauth_signature") all.push_back(parameter);
    }
  }
  return all;
}

std::size_t octets_of(const std::vector<ParameterView>& parameters) {
  std::size_t octets = 0;
  for (const ParameterView& parameter : parameters)
    octets += parameter.name.size() + parameter.value.size() + 6;
  return octets;
}

}  // namespace

std::string normalize_parameters(std::span<const ParameterView> parameters) {
  std::vector<ParameterView> sorted(parameters.begin(), parameters.end());
  sort_parameters(sorted);
  std::string out;
  out.reserve(octets_of(sorted));
  std::string_view separator;
  for (const ParameterView& parameter : sorted) {
    out += std::exchange(separator, "&");
    codec::append_percent_encoded(out, parameter.name);
    // RFC5849-3.4.1.3.2-4: the "=" is there even if the value is empty.
    out += '=';
    codec::append_percent_encoded(out, parameter.value);
  }
  return out;
}

std::string normalize_parameters(const message::Parameters& parameters) {
  std::vector<ParameterView> views;
  views.reserve(parameters.size());
  for (const ParameterView parameter : parameters) views.push_back(parameter);
  return normalize_parameters(views);
}

Result<std::string> base_string(const message::Request& request,
                                const message::Parameters& protocol_parameters) {
  const auto collected = collect_parameters(request);
  if (!collected) return std::unexpected(collected.error());
  return base_string(request, *collected, protocol_parameters);
}

Result<std::string> base_string(const message::Request& request, const RequestParameters& collected,
                                const message::Parameters& protocol_parameters) {
  const auto uri = codec::parse_uri(request.url);
  if (!uri) return std::unexpected(uri.error());
  BaseStringTarget target;
  if (auto done = find_base_string_target(request, *uri, target); !done)
    return std::unexpected(done.error());
  std::vector<ParameterView> parameters = signed_parameters(collected, protocol_parameters);
  sort_parameters(parameters);
  OctetBuffer out;
  // Room for all, unless nearly every octet is escaped.
  static_cast<void>(out.room(2 * (request.url.size() + octets_of(parameters)) + kUsualOctets));
  append_target(out, target);
  append_parameters(out, parameters);
  return std::string(out.text());
}

}  // namespace oauth::oauth1
