// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "harness/http/reply.h"
#include "harness/reference/message/http.h"
#include "mock_provider/model/endpoint.h"
#include "mock_provider/model/grant.h"

namespace oauthspec::provider {

/// What the provider made of a request, for people.
struct Verdict {
  bool accepted = true;
  std::string error;   ///< The error code on the wire, "invalid_grant"; empty where there is none.
  std::string reason;  ///< The reject code, "verifier_mismatch" (error_codes.def).
  std::string
      requirement;  ///< What was broken, "RFC7636-4.6-1"; empty where no statement of a catalogue says it.
  std::string explanation;  ///< One sentence.
};

/// Why an OAuth 1.0 signature does not match: what the provider signed, beside what the client must have signed.
struct SignatureDiagnosis {
  std::string base_string;  ///< The provider's.
  /// Of the client: one that makes the signature match; where no known mistake explains it, the one that the client says it signed, or
  /// nothing.
  std::optional<std::string> client_base_string;
  std::size_t first_difference = 0;  ///< Octets from the start, the same in both.
  std::string mistake;  ///< What the client did, in one sentence; empty where it is not known.
};

/// One request and what became of it.
struct Exchange {
  std::uint64_t number = 0;  ///< Counts from 1.
  Seconds at = 0;
  Endpoint endpoint = Endpoint::none;
  oauth::message::Request request;   ///< Bodies are cut at Capacities::exchange_octets.
  http::Reply reply;                 ///< The same of its body.
  std::uint64_t request_octets = 0;  ///< Of the whole body.
  std::uint64_t response_octets = 0;
  Verdict verdict;
  std::optional<SignatureDiagnosis> diagnosis;
  std::vector<std::string> faults;  ///< That were put into this reply.
};

/// A behaviour that was asked for: /_control.
struct ArmedFault {
  std::string name;                  ///< One of control/behaviours.h.
  std::optional<Endpoint> endpoint;  ///< Nothing: of any but the control's own.
  std::uint64_t skip = 0;            ///< Requests that are left alone before.
  std::uint64_t left = 1;            ///< Requests that it is still for.
  std::int64_t amount = 0;           ///< Of those that take one: milliseconds, octets, a status.
};

}  // namespace oauthspec::provider
