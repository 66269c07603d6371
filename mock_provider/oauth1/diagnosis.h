// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "harness/reference/crypto/backend.h"
#include "harness/reference/message/http.h"
#include "harness/reference/oauth1/request_parameters.h"
#include "harness/reference/oauth1/signature_method.h"
#include "harness/reference/oauth1/verify.h"
#include "mock_provider/model/exchange.h"

namespace oauthspec::provider::oauth1_endpoints {

/// A secret that takes the place of another where a client mixes them up.
struct OtherSecret {
  enum class Kind : std::uint8_t {
    client,     ///< Of another client, in place of the client's.
    temporary,  ///< Of temporary credentials of the client, in place of the token's.
  };
  Kind kind{};
  std::string_view secret;
};

/// A request whose signature does not match, and what the provider knows. Views, for one call.
struct WrongSignature {
  const oauth::message::Request& request;
  const oauth::oauth1::RequestParameters& collected;
  const oauth::message::Parameters& parameters;  ///< The protocol parameters.
  oauth::oauth1::SignatureMethod method{};
  const oauth::oauth1::KnownClient& client;
  const std::optional<oauth::oauth1::KnownToken>& token;
  std::string_view base_string;  ///< The provider's.
  std::vector<OtherSecret> others{};
  std::optional<std::string_view> client_base_string{};  ///< As the client tells it.
};

struct Diagnosis {
  SignatureDiagnosis told;
  std::string_view requirement;  ///< That the mistake breaks; empty where it is not known.
};

/// Finds out what the client did: makes the signature anew with each of known_mistakes.h, then with each two of them, until one is the
/// signature that came. No secret is in what it gives. Its cost is bounded: of requests above a kilobyte only single mistakes are tried,
/// of those above eight none.
///
/// Spec:   RFC 5849 sections 3.4 and 4.10
[[nodiscard]] Diagnosis diagnose(const oauth::crypto::Backend& backend,
                                 const WrongSignature& wrong);

}  // namespace oauthspec::provider::oauth1_endpoints
