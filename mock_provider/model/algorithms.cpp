// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/model/algorithms.h"

namespace oauthspec::provider {

// RFC9449-4.3-5: asymmetric ones only.
const std::vector<std::string>& proof_algorithms() {
  static const std::vector<std::string> kAlgorithms{"ES256", "RS256", "PS256",
                                                    "ES384", "ES512", "EdDSA"};
  return kAlgorithms;
}

const std::vector<std::string>& signature_algorithms() {
  static const std::vector<std::string> kAlgorithms{"RS256", "PS256", "ES256",
                                                    "ES384", "ES512", "EdDSA"};
  return kAlgorithms;
}

const std::vector<std::string>& mac_algorithms() {
  static const std::vector<std::string> kAlgorithms{"HS256", "HS384", "HS512"};
  return kAlgorithms;
}

}  // namespace oauthspec::provider
