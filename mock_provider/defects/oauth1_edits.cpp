// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/defects/oauth1_edits.h"

#include <algorithm>
#include <cstddef>

#include "harness/reference/codec/percent.h"
#include "harness/reference/oauth1/base_string.h"
#include "mock_provider/oauth1/request_parts.h"

namespace oauthspec::provider::defects {
namespace {

using oauth::Result;
using oauth::message::Parameters;
using oauth::message::Request;

Pairs pairs_of(std::string_view normalised) {
  Pairs pairs;
  while (!normalised.empty()) {
    const auto end = std::min(normalised.find('&'), normalised.size());
    pairs.emplace_back(normalised.substr(0, end));
    normalised.remove_prefix(std::min(end + 1, normalised.size()));
  }
  return pairs;
}

std::string joined(const Pairs& pairs) {
  std::string text;
  for (const std::string& pair : pairs) {
    text.append(text.empty() ? "" : "&").append(pair);
  }
  return text;
}

}  // namespace

Result<std::string> vary(const Request& request, const Collected& collected,
                         const Variation& variation) {
  const auto parts = oauth1_endpoints::parts_of(request, collected);
  return parts ? Result<std::string>(oauth1_endpoints::write_base_string(*parts, variation))
               : oauth::oauth1::base_string(request, collected);
}

std::string edited(const std::string& base_string, void (*edit)(Pairs&)) {
  // Method and URI have no "&" of their own: both are encoded.
  const std::size_t parameters = base_string.rfind('&') + 1;
  Pairs pairs = pairs_of(oauth::codec::percent_decode(base_string.substr(parameters)).value_or(""));
  edit(pairs);
  return base_string.substr(0, parameters) + oauth::codec::percent_encode(joined(pairs));
}

Result<std::string> edited(const Request& request, const Collected& collected,
                           void (*edit)(Pairs&)) {
  auto text = oauth::oauth1::base_string(request, collected);
  if (text) {
    *text = edited(*text, edit);
  }
  return text;
}

std::string replaced(std::string text, std::string_view part, std::string_view by) {
  for (std::size_t at = text.find(part); at != std::string::npos;
       at = text.find(part, at + by.size())) {
    text.replace(at, part.size(), by);
  }
  return text;
}

std::string decoded(std::string_view text) {
  std::string out;
  if (!oauth::codec::append_form_decoded(out, text)) {
    out = text;
  }
  return out;
}

Parameters read_again(std::string_view form, ReadPair read) {
  Parameters parameters;
  for (oauth::codec::RawPairs pairs(form); pairs.next();) {
    if (const auto pair = read(pairs.current()); pair) {
      parameters.add(pair->front(), pair->back());
    }
  }
  return parameters;
}

std::string_view raw_query(const Request& request) {
  std::string_view url = request.url;
  url = url.substr(0, url.find('#'));
  const auto question = url.find('?');
  return question == std::string_view::npos ? std::string_view() : url.substr(question + 1);
}

Parameters multipart_of(const Request& request) {
  constexpr std::string_view kName = "name=\"";
  constexpr std::string_view kBlankLine = "\r\n\r\n";
  Parameters parameters;
  std::string_view rest = request.body;
  for (auto at = rest.find(kName); at != std::string_view::npos; at = rest.find(kName)) {
    rest.remove_prefix(at + kName.size());
    const std::string_view name = rest.substr(0, rest.find('"'));
    const auto blank_line = rest.find(kBlankLine);
    if (blank_line == std::string_view::npos) {
      break;
    }
    rest.remove_prefix(blank_line + kBlankLine.size());
    parameters.add(name, rest.substr(0, rest.find("\r\n")));
  }
  return parameters;
}

Result<bool> Question::answer() const {
  return oauth::oauth1::steps::signature_matches(backend, method, client, token, base_string,
                                                 signature);
}

}  // namespace oauthspec::provider::defects
