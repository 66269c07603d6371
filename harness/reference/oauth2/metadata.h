// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "harness/reference/base/error.h"
#include "harness/reference/crypto/backend.h"
#include "harness/reference/message/http.h"

namespace oauth::oauth2 {

/// What a document describes.
enum class MetadataKind : std::uint8_t {
  authorization_server,  ///< RFC 8414
  protected_resource,    ///< RFC 9728
  client,                ///< RFC 7591: the response to a registration
};

/// A document whose members have been checked one by one.
struct Metadata {
  nlohmann::json
      members;  ///< Those that are known, of their right types, with defaults where the document has none.
  nlohmann::json extra;  ///< All others, as they came.
};

/// Whose signed metadata counts.
struct MetadataSigner {
  std::string issuer;
  std::shared_ptr<const crypto::PublicKey> key;
  std::string alg;
};

/// What a client knows before it reads a document.
struct MetadataContext {
  MetadataKind kind = MetadataKind::authorization_server;
  std::string_view
      identifier;  ///< The issuer or resource that the document must be of; empty for a client.
  std::vector<MetadataSigner> signers;  ///< None: signed_metadata is passed over.
  double now = 0;                       ///< Seconds since 1970.
  bool allow_plain_http = false;        ///< For tests on a loopback interface.
};

/// Reads a document.
///
/// Errors: status_unexpected (not 200, or 201 for a client); content_type_unexpected, json_invalid and its like;
///         member_missing, member_invalid, scope_invalid; identifier_mismatch; for signed metadata what jose says, and
///         issuer_unknown, claim_missing, claim_invalid.
/// Spec:   RFC 8414 sections 2, 2.1 and 3; RFC 9728 sections 2 and 3; RFC 7591 section 3.2.1
[[nodiscard]] Result<Metadata> parse_metadata(const crypto::Backend& backend,
                                              const message::Response& response,
                                              const MetadataContext& context);

}  // namespace oauth::oauth2
