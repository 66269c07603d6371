// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth1/base_string.h"

#include <algorithm>
#include <compare>
#include <optional>
#include <utility>

#include "harness/reference/codec/percent.h"
#include "harness/reference/codec/token.h"
#include "harness/reference/oauth1/base_string_uri.h"

namespace oauth::oauth1 {
namespace {

using message::ParameterView;

/// RFC5849-3.4.1.3.2-1, RFC5849-3.4.1.3.2-2, RFC5849-3.4.1.3.2-3: by encoded name, then by encoded
/// value.
bool comes_before(const ParameterView& a, const ParameterView& b) {
  // RFC5849-3.4.1.3.2-5: byte by byte, values too.
  const auto by_name = codec::compare_percent_encoded(a.name, b.name);
  return by_name != std::strong_ordering::equal
             ? by_name == std::strong_ordering::less
             : codec::compare_percent_encoded(a.value, b.value) < 0;
}

/// The method as the base string has it. RFC5849-3.4.1.1-2: in upper case. RFC5849-3.4.1.1-3:
/// encoded.
Result<void> append_method(std::string& out, std::string_view method) {
  const auto bad = std::ranges::find_if_not(method, codec::is_token_character);
  if (method.empty() || bad != method.end()) {
    return std::unexpected(
        Error{Errc::method_invalid, static_cast<std::size_t>(bad - method.begin())});
  }
  std::string upper(method);
  for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  codec::append_percent_encoded(out, upper);
  return {};
}

Result<std::optional<std::string_view>> host_header(const message::Request& request) {
  if (message::count_headers(request.headers, "Host") > 1)
    return std::unexpected(Error{Errc::host_header_invalid, 0});
  return message::find_header(request.headers, "Host");
}

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

/// RFC5849-3.4.1.1-4: the normalised parameters, encoded once more: "=" and "&" are escaped, and
/// every escape's own "%".
void append_normalized_and_encoded(std::string& out, std::vector<ParameterView>& parameters) {
  std::ranges::sort(parameters, comes_before);
  std::string_view separator;
  for (const ParameterView& parameter : parameters) {
    out += std::exchange(separator, "%26");
    codec::append_percent_encoded_twice(out, parameter.name);
    // RFC5849-3.4.1.3.2-4: the "=" is there even if the value is empty.
    out += "%3D";
    codec::append_percent_encoded_twice(out, parameter.value);
  }
}

}  // namespace

std::string normalize_parameters(std::span<const ParameterView> parameters) {
  std::vector<ParameterView> sorted(parameters.begin(), parameters.end());
  std::ranges::sort(sorted, comes_before);
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
  const auto host = host_header(request);
  if (!host) return std::unexpected(host.error());
  const auto uri = base_string_uri(request.url, *host);
  if (!uri) return std::unexpected(uri.error());
  std::vector<ParameterView> parameters = signed_parameters(collected, protocol_parameters);

  // RFC5849-3.4.1.1-1: method, URI and parameters, joined by "&", the latter two encoded.
  std::string out;
  out.reserve(request.method.size() + 2 * uri->size() + 2 * octets_of(parameters));
  if (auto done = append_method(out, request.method); !done) return std::unexpected(done.error());
  out += '&';
  codec::append_percent_encoded(out, *uri);
  out += '&';
  append_normalized_and_encoded(out, parameters);
  return out;
}

}  // namespace oauth::oauth1
