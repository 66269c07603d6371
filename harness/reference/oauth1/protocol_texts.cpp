// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth1/protocol_texts.h"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "harness/reference/base/octet_buffer.h"
#include "harness/reference/oauth1/authorization_header.h"
#include "harness/reference/oauth1/base_string_writer.h"
#include "harness/reference/oauth1/request_parameters.h"

namespace oauth::oauth1 {
namespace {

// Room for the parameters of nearly every request.
constexpr std::size_t kUsualParameters = 10;
constexpr std::size_t kUsualOctets = 384;

}  // namespace

Result<message::Parameters> assign(const ProtocolParameters& parameters, SignatureMethod method,
                                   std::string_view body_hash) {
  // RFC5849-3.1-1, RFC5849-3.1-2, RFC5849-3.1-3: identifiers and method, a token where there is
  // one. Nothing that the client left out (RFC5849-3.4.1.3.1-6).
  message::Parameters all;
  all.reserve(kUsualParameters, kUsualOctets);
  all.add("oauth_consumer_key", parameters.consumer_key);
  if (parameters.token) all.add("oauth_token", *parameters.token);
  all.add("oauth_signature_method", name(method));
  if (parameters.timestamp) all.add("oauth_timestamp", *parameters.timestamp);
  if (parameters.nonce) all.add("oauth_nonce", *parameters.nonce);
  if (parameters.version) all.add("oauth_version", *parameters.version);
  // EXT-body-hash-5: one of the protocol parameters.
  if (parameters.body_hash) all.add("oauth_body_hash", body_hash);
  if (parameters.extra == nullptr) return all;
  for (const message::ParameterView parameter : *parameters.extra) all.add(parameter);
  // RFC5849-3.1-7: none more than once, the signature that is still to come included.
  if (all.has_duplicate_name() || all.find("oauth_signature"))
    return std::unexpected(Error{Errc::parameter_duplicated, 0});
  return all;
}

std::optional<Gap> gap_for(const message::ParameterView& parameter) {
  const auto& [name, value] = parameter;
  if (!value.empty()) return std::nullopt;
  if (name == "oauth_nonce") return Gap::nonce;
  if (name == "oauth_timestamp") return Gap::timestamp;
  if (name == "oauth_body_hash") return Gap::body_hash;
  if (name == "oauth_signature") return Gap::signature;
  return std::nullopt;
}

TextWithGaps protocol_block(const message::Parameters& assigned) {
  std::vector<message::ParameterView> sorted;
  for (const message::ParameterView parameter : assigned) {
    if (is_protocol_parameter(parameter.name)) sorted.push_back(parameter);
  }
  sort_parameters(sorted);
  TextWithGaps block(TextWithGaps::Encoded::twice);
  bool follows = false;
  OctetBuffer text;
  for (const message::ParameterView& parameter : sorted) {
    text.clear();
    append_parameters(text, {&parameter, 1}, std::exchange(follows, true));
    block.append(text.text());
    if (const auto gap = gap_for(parameter)) block.append(*gap);
  }
  return block;
}

Result<TextWithGaps> authorization_text(std::optional<std::string_view> realm,
                                        const message::Parameters& assigned) {
  message::Parameters sent;
  sent.reserve(kUsualParameters, kUsualOctets);
  TextWithGaps text(TextWithGaps::Encoded::once);
  // The field grows with each parameter at its end, so a gap lies before the last quotation mark of the field that ends with it.
  const auto append_up_to = [&](std::size_t behind) -> Result<void> {
    const auto field = write_authorization_header(realm, sent);
    if (!field) return std::unexpected(field.error());
    text.append(std::string_view(*field).substr(text.size(), field->size() - behind - text.size()));
    return {};
  };
  const auto add = [&](const message::ParameterView& parameter) -> Result<void> {
    sent.add(parameter);
    const auto gap = gap_for(parameter);
    if (!gap) return {};
    auto done = append_up_to(1);
    if (done) text.append(*gap);
    return done;
  };
  for (const message::ParameterView parameter : assigned) {
    if (auto done = add(parameter); !done) return std::unexpected(done.error());
  }
  if (auto done = add({"oauth_signature", ""}); !done) return std::unexpected(done.error());
  if (auto done = append_up_to(0); !done) return std::unexpected(done.error());
  return text;
}

}  // namespace oauth::oauth1
