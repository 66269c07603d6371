// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/reference/crypto/backend.h"
#include "mock_provider/oauth1/diagnosis.h"
#include "mock_provider/oauth1/request_parts.h"
#include "mock_provider/oauth1/signature_form.h"
#include "mock_provider/oauth1/variation.h"

namespace oauthspec::provider::oauth1_endpoints {

/// Makes the signature of a request in many ways, and looks whether one is the signature that came.
class Trial {
 public:
  enum class Forms : unsigned char { right, all };

  Trial(const oauth::crypto::Backend& backend, const WrongSignature& wrong,
        const RequestParts& parts);

  /// All that the variation's signature depends on: alike for two variations whose signatures are alike.
  [[nodiscard]] oauth::Secret fingerprint(const Variation& variation) const;

  /// The form in which the variation's signature is the one that came; null where it is not.
  [[nodiscard]] const SignatureForm* match(const Variation& variation, Forms forms) const;
  /// The same for a base string that was not made by the variation.
  [[nodiscard]] const SignatureForm* match(const Variation& variation, std::string_view base_string,
                                           Forms forms) const;

 private:
  [[nodiscard]] oauth::oauth1::SignatureMethod method_of(const Variation& variation) const;
  [[nodiscard]] oauth::Secret key_of(const Variation& variation) const;
  [[nodiscard]] const SignatureForm* match_hmac(oauth::crypto::Hash hash, std::string_view key,
                                                std::string_view base_string, Forms forms) const;
  [[nodiscard]] const SignatureForm* match_rsa(oauth::crypto::Hash hash,
                                               std::string_view base_string, Forms forms) const;
  [[nodiscard]] const SignatureForm* match_plaintext(std::string_view key, Forms forms) const;

  const oauth::crypto::Backend* backend_;
  const WrongSignature* wrong_;
  const RequestParts* parts_;
  std::string signature_;
  std::vector<std::pair<const SignatureForm*, std::string>>
      octets_;  ///< Of the signature, for RSA.
};

}  // namespace oauthspec::provider::oauth1_endpoints
