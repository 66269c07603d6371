// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth1/sign.h"

#include <cstddef>
#include <string>
#include <utility>

#include "harness/reference/base/octet_buffer.h"
#include "harness/reference/oauth1/authorization_header.h"
#include "harness/reference/oauth1/base_string_writer.h"
#include "harness/reference/oauth1/body_hash.h"
#include "harness/reference/oauth1/protocol_texts.h"
#include "harness/reference/oauth1/request_reader.h"

namespace oauth::oauth1 {
namespace {

constexpr std::size_t kUsualOctets = 1024;

std::unexpected<Error> refuse(Errc code) {
  return std::unexpected(Error{code, 0});
}

Result<void> check_values(const ProtocolParameters& parameters, SignatureMethod method) {
  // RFC5849-3.1-4, RFC5849-3.1-5, RFC5849-3.1-11: both are required, except with PLAINTEXT.
  const bool complete = parameters.timestamp && parameters.nonce;
  if (!complete && family(method) != SignatureFamily::plaintext)
    return refuse(Errc::parameter_missing);
  // RFC5849-3.3-1
  if (parameters.timestamp && !is_timestamp(*parameters.timestamp))
    return refuse(Errc::timestamp_invalid);
  // RFC5849-3.1-6, RFC5849-3.1-12
  if (parameters.version && *parameters.version != "1.0") return refuse(Errc::version_unsupported);
  return {};
}

}  // namespace

Result<Signed> sign(const message::Request& request, const ProtocolParameters& parameters,
                    Signer& signer) {
  if (auto done = check_values(parameters, signer.method()); !done)
    return std::unexpected(done.error());
  RequestReader reader;
  if (auto done = reader.read(request); !done) return std::unexpected(done.error());
  // RFC5849-3.5-1: whoever signs adds every parameter of the namespace in one place, so none may be
  // there before.
  if (reader.has_protocol_parameter()) return refuse(Errc::parameter_location);
  BodyHashText body_hash;
  if (parameters.body_hash) {
    if (auto done = body_hash.set(signer.backend(), signer.method(), request); !done)
      return std::unexpected(done.error());
  }
  auto assigned = assign(parameters, signer.method(), body_hash.text());
  if (!assigned) return std::unexpected(assigned.error());
  BaseStringTarget target;
  if (auto done = find_base_string_target(request, reader.uri(), target); !done)
    return std::unexpected(done.error());
  for (const message::ParameterView parameter : *assigned) reader.add(parameter);
  sort_parameters(reader.parameters());
  OctetBuffer text;
  // Enough for most, so that the buffer grows once.
  static_cast<void>(text.room(kUsualOctets + 2 * (request.url.size() + request.body.size())));
  append_target(text, target);
  append_parameters(text, reader.parameters());
  auto signature = signer.sign(text.text());
  if (!signature) return std::unexpected(signature.error());
  // RFC5849-3.1-8, RFC5849-3.4-2: the signature travels with the others, and is all that is new.
  assigned->add("oauth_signature", *signature);
  return Signed{std::move(*signature), std::string(text.text()), std::move(*assigned)};
}

Result<message::Request> transmit(message::Request request, const message::Parameters& parameters,
                                  Location location, std::optional<std::string_view> realm) {
  switch (location) {
    case Location::authorization_header: {
      // RFC 2616 sections 4.2 and 14.8: credentials are no list, so the field stands once.
      if (message::count_headers(request.headers, "Authorization") != 0)
        return refuse(Errc::header_duplicate);
      auto field = write_authorization_header(realm, parameters);
      if (!field) return std::unexpected(field.error());
      request.headers.push_back({"Authorization", std::move(*field)});
      break;
    }
    case Location::form_body:
      // RFC5849-3.5.2-1, RFC5849-3.5.2-2, RFC5849-3.5.2-3: only in a form.
      if (!message::has_form_content_type(request.headers)) return refuse(Errc::parameter_location);
      message::append_to_form(request.body, parameters);
      break;
    case Location::query:
      // RFC5849-3.5.3-1
      message::append_to_query(request.url, parameters);
      break;
  }
  return request;
}

bool is_timestamp(std::string_view text) {
  // Without a branch for each digit, as every signature asks for it.
  unsigned others = 0;
  unsigned bits = 0;
  for (const char c : text) {
    const unsigned digit = static_cast<unsigned char>(c) - unsigned{'0'};
    others |= digit > 9 ? 1U : 0U;
    bits |= digit;
  }
  return others == 0 && bits != 0;
}

}  // namespace oauth::oauth1
