// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth1/request_reader.h"

#include <optional>
#include <utility>

#include "harness/reference/codec/form.h"
#include "harness/reference/codec/percent.h"

namespace oauth::oauth1 {
namespace {

constexpr std::size_t kUsualParameters = 16;

std::unexpected<Error> moved(Error error, std::size_t by) {
  return std::unexpected(Error{error.code, error.offset + by});
}

}  // namespace

Result<void> RequestReader::read(const message::Request& request) {
  parameters_.clear();
  parameters_.reserve(kUsualParameters);
  decoded_.clear();
  has_protocol_parameter_ = false;
  may_decode_ = request.url.size() + request.body.size();
  if (auto done = codec::parse_uri(request.url, uri_); !done) return done;
  // RFC5849-3.4.1.3.1-1: the query is read as a form.
  if (uri_.query) {
    if (auto done = read_form(*uri_.query); !done) return moved(done.error(), uri_.query_offset);
  }
  if (!request.headers.empty()) {
    auto header = find_authorization_header(request);
    if (!header) return std::unexpected(header.error());
    if (std::optional<AuthorizationHeader>& found = *header) {
      // RFC5849-3.4.1.3.1-2: the realm is no parameter.
      header_ = *std::move(found);
      for (const message::ParameterView parameter : header_.parameters) add(parameter);
    }
    // RFC5849-3.4.1.3.1-3, RFC5849-3.4.1.3.1-4
    if (message::has_form_content_type(request.headers)) return read_form(request.body);
  }
  return {};
}

Result<void> RequestReader::read_form(std::string_view text) {
  for (codec::RawPairs pairs(text); pairs.next();) {
    const codec::RawPair& pair = pairs.current();
    if (pair.is_decoded) {
      add({pair.name, pair.value});
      continue;
    }
    const auto name = decode(pair.name);
    if (!name) return moved(name.error(), pair.name_offset);
    const auto value = decode(pair.value);
    if (!value) return moved(value.error(), pair.value_offset);
    add({*name, *value});
  }
  return {};
}

Result<std::string_view> RequestReader::decode(std::string_view text) {
  // What is decoded is never longer, so the first allocation is the last of this request.
  if (decoded_.empty()) decoded_.reserve(may_decode_ + codec::kPercentSlack);
  const std::size_t before = decoded_.size();
  if (auto done = codec::append_form_decoded(decoded_, text); !done)
    return std::unexpected(done.error());
  return std::string_view(decoded_).substr(before);
}

}  // namespace oauth::oauth1
