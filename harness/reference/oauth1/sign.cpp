// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth1/sign.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "harness/reference/oauth1/authorization_header.h"
#include "harness/reference/oauth1/base_string.h"
#include "harness/reference/oauth1/body_hash.h"

namespace oauth::oauth1 {
namespace {

// Room for the parameters of nearly every request.
constexpr std::size_t kUsualParameters = 10;
constexpr std::size_t kUsualOctets = 384;

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

/// RFC5849-3.5-1: whoever signs adds every parameter of the namespace in one place, so none may be
/// there before.
Result<void> check_request_has_none(const RequestParameters& collected) {
  for (const message::Parameters* source :
       {&collected.query, &collected.form_body, &collected.authorization_header}) {
    for (const message::ParameterView parameter : *source) {
      if (is_protocol_parameter(parameter.name)) return refuse(Errc::parameter_location);
    }
  }
  return {};
}

/// What the client assigns, and nothing that it left out (RFC5849-3.4.1.3.1-6).
Result<message::Parameters> assign(const message::Request& request,
                                   const ProtocolParameters& parameters, const Signer& signer) {
  // RFC5849-3.1-1, RFC5849-3.1-2, RFC5849-3.1-3: identifiers and method, a token where there is
  // one.
  message::Parameters all;
  all.reserve(kUsualParameters, kUsualOctets);
  all.add("oauth_consumer_key", parameters.consumer_key);
  if (parameters.token) all.add("oauth_token", *parameters.token);
  all.add("oauth_signature_method", name(signer.method()));
  if (parameters.timestamp) all.add("oauth_timestamp", *parameters.timestamp);
  if (parameters.nonce) all.add("oauth_nonce", *parameters.nonce);
  if (parameters.version) all.add("oauth_version", *parameters.version);
  if (parameters.body_hash) {
    const auto value = body_hash(signer.backend(), signer.method(), request);
    if (!value) return std::unexpected(value.error());
    // EXT-body-hash-5: one of the protocol parameters.
    all.add("oauth_body_hash", *value);
  }
  if (parameters.extra == nullptr) return all;
  for (const message::ParameterView parameter : *parameters.extra) all.add(parameter);
  // RFC5849-3.1-7: none more than once, the signature that is still to come included.
  if (all.has_duplicate_name() || all.find("oauth_signature"))
    return refuse(Errc::parameter_duplicated);
  return all;
}

}  // namespace

Result<Signed> sign(const message::Request& request, const ProtocolParameters& parameters,
                    Signer& signer) {
  if (auto done = check_values(parameters, signer.method()); !done)
    return std::unexpected(done.error());
  const auto collected = collect_parameters(request);
  if (!collected) return std::unexpected(collected.error());
  if (auto done = check_request_has_none(*collected); !done) return std::unexpected(done.error());
  auto assigned = assign(request, parameters, signer);
  if (!assigned) return std::unexpected(assigned.error());
  auto text = base_string(request, *collected, *assigned);
  if (!text) return std::unexpected(text.error());
  auto signature = signer.sign(*text);
  if (!signature) return std::unexpected(signature.error());
  // RFC5849-3.1-8, RFC5849-3.4-2: the signature travels with the others, and is all that is new.
  assigned->add("oauth_signature", *signature);
  return Signed{std::move(*signature), std::move(*text), std::move(*assigned)};
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
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return std::ranges::all_of(text, is_digit) &&
         text.find_first_not_of('0') != std::string_view::npos;
}

}  // namespace oauth::oauth1
