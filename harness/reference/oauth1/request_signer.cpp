// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth1/request_signer.h"

#include <utility>

#include "harness/reference/codec/base64.h"
#include "harness/reference/oauth1/protocol_texts.h"

namespace oauth::oauth1 {
namespace {

/// Those that come with each request are there, and empty.
ProtocolParameters with_gaps(ProtocolParameters parameters) {
  parameters.nonce = "";
  parameters.timestamp = "";
  return parameters;
}

}  // namespace

Result<RequestSigner> RequestSigner::create(Signer signer, const ProtocolParameters& parameters,
                                            std::optional<std::string_view> realm) {
  // RFC5849-3.1-6, RFC5849-3.1-12
  if (parameters.version && *parameters.version != "1.0")
    return std::unexpected(Error{Errc::version_unsupported, 0});
  auto assigned = assign(with_gaps(parameters), signer.method(), "");
  if (!assigned) return std::unexpected(assigned.error());
  return RequestSigner(std::move(signer), std::move(*assigned), parameters.body_hash, realm);
}

RequestSigner::RequestSigner(Signer signer, message::Parameters assigned, bool sends_body_hash,
                             std::optional<std::string_view> realm)
    : signer_(std::move(signer)),
      assigned_(std::move(assigned)),
      composer_(signer_.backend(), signer_.method(), sends_body_hash, assigned_),
      authorization_(authorization_text(realm, assigned_)) {}

Result<RequestSigner::Place> RequestSigner::append_base_string(const RequestToSign& item) {
  // RFC5849-3.3-1
  if (!is_timestamp(item.timestamp)) return std::unexpected(Error{Errc::timestamp_invalid, 0});
  Place place;
  place.base_string = buffer_.size();
  if (auto done = composer_.append(buffer_, body_hash_, *item.request, item.nonce, item.timestamp);
      !done) {
    buffer_.cut(place.base_string);
    return std::unexpected(done.error());
  }
  place.body_hash = buffer_.size();
  if (!body_hash_.text().empty()) buffer_.append(body_hash_.text());
  place.end = buffer_.size();
  return place;
}

std::string_view RequestSigner::base_string_at(const Place& place) const {
  return buffer_.text().substr(place.base_string, place.body_hash - place.base_string);
}

std::string_view RequestSigner::body_hash_at(const Place& place) const {
  return buffer_.text().substr(place.body_hash, place.end - place.body_hash);
}

Result<SignatureView> RequestSigner::sign(const message::Request& request, std::string_view nonce,
                                          std::string_view timestamp) {
  buffer_.clear();
  signatures_.clear();
  const auto place = append_base_string({&request, nonce, timestamp});
  if (!place) return std::unexpected(place.error());
  const auto signature = signer_.sign(base_string_at(*place), signatures_);
  if (!signature) return std::unexpected(signature.error());
  return SignatureView{*signature, base_string_at(*place), body_hash_at(*place)};
}

Result<std::string_view> RequestSigner::authorization(const message::Request& request,
                                                      std::string_view nonce,
                                                      std::string_view timestamp) {
  const auto made = sign(request, nonce, timestamp);
  if (!made) return std::unexpected(made.error());
  field_.clear();
  if (auto done = append_authorization(field_, nonce, timestamp, *made); !done)
    return std::unexpected(done.error());
  return field_.text();
}

Result<void> RequestSigner::append_authorization(OctetBuffer& out, std::string_view nonce,
                                                 std::string_view timestamp,
                                                 const SignatureView& signature) const {
  if (!authorization_) return std::unexpected(authorization_.error());
  authorization_->append_to(out, {nonce, timestamp, signature.body_hash, signature.signature});
  return {};
}

Result<message::Parameters> RequestSigner::parameters(const message::Request& request,
                                                      std::string_view nonce,
                                                      std::string_view timestamp) {
  const auto made = sign(request, nonce, timestamp);
  if (!made) return std::unexpected(made.error());
  const GapValues values{nonce, timestamp, made->body_hash, made->signature};
  message::Parameters sent;
  for (const message::ParameterView parameter : assigned_) {
    const auto gap = gap_for(parameter);
    sent.add(parameter.name, gap ? values.of(*gap) : parameter.value);
  }
  // RFC5849-3.1-8: the signature travels with the others.
  sent.add("oauth_signature", made->signature);
  return sent;
}

Result<PreparedRequest> RequestSigner::prepare(const message::Request& request) {
  BodyHashText body_hash;
  auto base_string = composer_.prepare(body_hash, request);
  if (!base_string) return std::unexpected(base_string.error());
  auto signer = signer_.with_prefix(base_string->beginning());
  if (!signer) return std::unexpected(signer.error());
  return PreparedRequest(std::move(*signer), std::move(*base_string), authorization_,
                         body_hash.text());
}

std::span<const Result<SignatureView>> RequestSigner::sign_all(
    std::span<const RequestToSign> requests) {
  buffer_.clear();
  signatures_.clear();
  places_.clear();
  results_.clear();
  for (const RequestToSign& request : requests) places_.push_back(append_base_string(request));
  if (family(signer_.method()) == SignatureFamily::hmac) {
    authenticate_all();
  } else {
    sign_each();
  }
  for (const Result<Place>& place : places_) {
    if (!place) {
      results_.emplace_back(std::unexpected(place.error()));
      continue;
    }
    const std::string_view signature =
        signatures_.text().substr(place->signature, place->signature_end - place->signature);
    results_.emplace_back(SignatureView{signature, base_string_at(*place), body_hash_at(*place)});
  }
  return results_;
}

void RequestSigner::append_signature(Place& place, std::string_view signature) {
  place.signature = signatures_.size();
  signatures_.append(signature);
  place.signature_end = signatures_.size();
}

void RequestSigner::authenticate_all() {
  texts_.clear();
  for (const Result<Place>& place : places_) {
    if (place) texts_.push_back(base_string_at(*place));
  }
  tags_.assign(texts_.size(), crypto::Digest(hash(signer_.method())));
  const auto done = signer_.authenticate_all(texts_, tags_);
  std::size_t next = 0;
  for (Result<Place>& place : places_) {
    if (!place) continue;
    if (!done) {
      place = std::unexpected(done.error());
      continue;
    }
    const auto octets = tags_[next++].octets();
    place->signature = signatures_.size();
    // RFC5849-3.4.2-1: in Base64.
    signatures_.end_at(
        codec::write_base64(signatures_.room(codec::base64_room(octets.size())), octets));
    place->signature_end = signatures_.size();
  }
}

void RequestSigner::sign_each() {
  OctetBuffer room;
  for (Result<Place>& place : places_) {
    if (!place) continue;
    room.clear();
    const auto signature = signer_.sign(base_string_at(*place), room);
    if (signature) {
      append_signature(*place, *signature);
    } else {
      place = std::unexpected(signature.error());
    }
  }
}

}  // namespace oauth::oauth1
