// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "harness/reference/crypto/backend.h"
#include "harness/reference/message/http.h"
#include "harness/reference/oauth1/request_signer.h"
#include "harness/reference/oauth1/signature.h"

namespace oauthspec::bench {

// The credentials of OAuth Core 1.0 Revision A, appendix A.
inline constexpr std::string_view kConsumerKey = "dpf43f3p2l4k3l03";
inline constexpr std::string_view kConsumerSecret = "kd94hf93k423kf44";
inline constexpr std::string_view kToken = "nnch734d00sl2jdk";
inline constexpr std::string_view kTokenSecret = "pfkkdhi9sl3r4s00";

/// A request with what no other has.
struct Numbered {
  oauth::message::Request request;
  std::string nonce;
  std::string timestamp;
};

/// As many requests as a processor cannot learn by heart, each another one: the GET for a photo of appendix A.5, which makes eight parameters (two in the
/// query, six of the protocol) and about 300 octets of base string, for other files. Every eighth has a name with a space in it.
[[nodiscard]] const std::vector<Numbered>& photo_requests();
inline constexpr std::size_t kPhotoRequests = 512;

/// A request whose query has so many parameters, in no order, of about 20 octets each.
[[nodiscard]] oauth::message::Request request_of(std::size_t parameters);
/// A form whose one value has so many octets, every twentieth of them to be escaped.
[[nodiscard]] oauth::message::Request form_of(std::size_t octets);

[[nodiscard]] oauth::oauth1::Signer signing_key(const oauth::crypto::Backend& backend,
                                                oauth::oauth1::SignatureMethod method);
[[nodiscard]] oauth::oauth1::RequestSigner request_signer(const oauth::crypto::Backend& backend,
                                                          oauth::oauth1::SignatureMethod method);

}  // namespace oauthspec::bench
