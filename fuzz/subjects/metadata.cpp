// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/metadata.h"

#include <memory>
#include <utility>

#include "fuzz/oracle/metadata.h"
#include "fuzz/subjects/reference.h"
#include "harness/reference/crypto/backend.h"

namespace oauthspec::fuzz {
namespace {

namespace oauth2 = oauth::oauth2;
namespace crypto = oauth::crypto;
using oauth::message::Response;

/// A key of P-256 by which one signature is good, whatever is signed: what is signed can be changed freely.
class AnyText final : public crypto::PublicKey {
 public:
  explicit AnyText(std::string good) : good_(std::move(good)) {}

  [[nodiscard]] crypto::KeyType type() const override { return crypto::KeyType::p256; }
  [[nodiscard]] std::size_t bits() const override { return 256; }
  [[nodiscard]] bool verify(crypto::Scheme /*scheme*/, crypto::Hash /*hash*/,
                            std::string_view /*text*/, std::string_view signature) const override {
    return signature == good_;
  }
  [[nodiscard]] oauth::Result<crypto::KeyNumbers> public_numbers() const override {
    return std::unexpected(oauth::Error{oauth::Errc::crypto_failed, 0});
  }

 private:
  std::string good_;
};

oauth2::MetadataContext context_of(Document document, std::string_view identifier) {
  oauth2::MetadataContext context;
  switch (document) {
    case Document::server:
      context.kind = oauth2::MetadataKind::authorization_server;
      break;
    case Document::resource:
      context.kind = oauth2::MetadataKind::protected_resource;
      break;
    case Document::client:
      context.kind = oauth2::MetadataKind::client;
      break;
  }
  context.identifier = identifier;
  return context;
}

std::optional<Members> read_in(const Response& response, const oauth2::MetadataContext& context) {
  auto read = oauth2::parse_metadata(crypto::openssl(), response, context);
  if (!read) return std::nullopt;
  Members members = std::move(read->members);
  members["extra"] = std::move(read->extra);
  return members;
}

std::optional<Members> parse(const Response& response, Document document,
                             std::string_view identifier) {
  return read_in(response, context_of(document, identifier));
}

std::optional<Members> parse_signed(const Response& response, Document document,
                                    std::string_view identifier,
                                    const MetadataSignature& signature) {
  oauth2::MetadataContext context = context_of(document, identifier);
  context.signers.push_back(
      {signature.issuer, std::make_shared<const AnyText>(signature.octets), "ES256"});
  context.now = static_cast<double>(signature.now);
  return read_in(response, context);
}

}  // namespace

template <>
MetadataReader reference<MetadataReader>() {
  return {.parse = parse, .parse_signed = parse_signed};
}

}  // namespace oauthspec::fuzz
