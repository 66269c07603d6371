// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth1/base_string_composer.h"

#include <algorithm>
#include <cstddef>

#include "harness/reference/codec/percent.h"
#include "harness/reference/oauth1/protocol_texts.h"
#include "harness/reference/oauth1/request_parameters.h"

namespace oauth::oauth1 {
namespace {

using message::ParameterView;

message::Parameters outside_namespace(const message::Parameters& assigned) {
  message::Parameters others;
  for (const ParameterView parameter : assigned) {
    if (!is_protocol_parameter(parameter.name)) others.add(parameter);
  }
  return others;
}

}  // namespace

BaseStringComposer::BaseStringComposer(const crypto::Backend& backend, SignatureMethod method,
                                       bool sends_body_hash, const message::Parameters& assigned)
    : backend_(&backend),
      method_(method),
      sends_body_hash_(sends_body_hash),
      others_(outside_namespace(assigned)),
      block_(protocol_block(assigned)) {}

Result<std::span<ParameterView>> BaseStringComposer::append_up_to_block(
    OctetBuffer& out, BodyHashText& body_hash, const message::Request& request) {
  if (auto done = reader_.read(request); !done) return std::unexpected(done.error());
  // RFC5849-3.5-1: whoever signs adds every parameter of the namespace in one place, so none may be
  // there before.
  if (reader_.has_protocol_parameter()) return std::unexpected(Error{Errc::parameter_location, 0});
  if (sends_body_hash_) {
    if (auto done = body_hash.set(*backend_, method_, request); !done)
      return std::unexpected(done.error());
  }
  BaseStringTarget target;
  if (auto done = find_base_string_target(request, reader_.uri(), target); !done)
    return std::unexpected(done.error());
  for (const ParameterView parameter : others_) reader_.add(parameter);
  const std::span<ParameterView> parameters = reader_.parameters();
  sort_parameters(parameters);
  // None of them is of the namespace, so none comes between two that are.
  const auto behind = std::ranges::partition_point(parameters, [](const ParameterView& parameter) {
    return codec::compare_percent_encoded(parameter.name, "oauth_") < 0;
  });
  append_target(out, target);
  const auto before = static_cast<std::size_t>(behind - parameters.begin());
  append_parameters(out, parameters.first(before));
  if (before != 0) out.append(kEncodedAmpersand);
  return parameters.subspan(before);
}

Result<void> BaseStringComposer::append(OctetBuffer& out, BodyHashText& body_hash,
                                        const message::Request& request, std::string_view nonce,
                                        std::string_view timestamp) {
  const auto behind = append_up_to_block(out, body_hash, request);
  if (!behind) return std::unexpected(behind.error());
  block_.append_to(out, {nonce, timestamp, body_hash.text()});
  append_parameters(out, *behind, /*follows=*/true);
  return {};
}

Result<TextWithGaps> BaseStringComposer::prepare(BodyHashText& body_hash,
                                                 const message::Request& request) {
  OctetBuffer text;
  const auto behind = append_up_to_block(text, body_hash, request);
  if (!behind) return std::unexpected(behind.error());
  TextWithGaps whole(TextWithGaps::Encoded::twice);
  whole.append(text.text());
  whole.append(block_, Gap::body_hash, body_hash.text());
  text.clear();
  append_parameters(text, *behind, /*follows=*/true);
  whole.append(text.text());
  return whole;
}

}  // namespace oauth::oauth1
