// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "harness/reference/base/error.h"
#include "harness/reference/base/octet_buffer.h"
#include "harness/reference/crypto/backend.h"
#include "harness/reference/message/http.h"
#include "harness/reference/message/parameters.h"
#include "harness/reference/oauth1/base_string_writer.h"
#include "harness/reference/oauth1/body_hash.h"
#include "harness/reference/oauth1/request_reader.h"
#include "harness/reference/oauth1/signature_method.h"
#include "harness/reference/oauth1/text_with_gaps.h"

namespace oauth::oauth1 {

/// Writes the base strings of requests that are all signed with the same protocol parameters, which are sorted and encoded once.
///
/// Spec:   RFC 5849 section 3.4.1
class BaseStringComposer {
 public:
  /// Input:  `assigned`, by assign(); those with a gap without a value.
  BaseStringComposer(const crypto::Backend& backend, SignatureMethod method, bool sends_body_hash,
                     const message::Parameters& assigned);

  /// Appends a base string.
  ///
  /// Output: `body_hash`, where the request is to have one.
  /// Errors: those of collect_parameters(), find_base_string_target() and body_hash(); parameter_location.
  [[nodiscard]] Result<void> append(OctetBuffer& out, BodyHashText& body_hash,
                                    const message::Request& request, std::string_view nonce,
                                    std::string_view timestamp);

  /// The base string with gaps for nonce and timestamp.
  ///
  /// Output: `body_hash`, where the request is to have one.
  /// Errors: those of append().
  [[nodiscard]] Result<TextWithGaps> prepare(BodyHashText& body_hash,
                                             const message::Request& request);

 private:
  /// What stands before the block of protocol parameters is written; the parameters that stand behind it come back.
  Result<std::span<message::ParameterView>> append_up_to_block(OctetBuffer& out,
                                                               BodyHashText& body_hash,
                                                               const message::Request& request);

  const crypto::Backend* backend_;
  SignatureMethod method_;
  bool sends_body_hash_;
  message::Parameters
      others_;  // assigned, but not of the protocol's namespace: sorted among the request's own
  TextWithGaps block_;
  RequestReader reader_;
};

}  // namespace oauth::oauth1
