// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace oauthspec::bench {

/// OAuth 1.0 as one writes it after an hour with RFC 5849: std::string, std::sort and OpenSSL's HMAC(), and no thought for time. What the
/// reference is measured beside; not for use, since it takes its input for well-formed and has no port, form or Host header field.
class Straightforward {
 public:
  Straightforward(std::string consumer_key, std::string consumer_secret, std::string token,
                  std::string token_secret)
      : consumer_key_(std::move(consumer_key)),
        consumer_secret_(std::move(consumer_secret)),
        token_(std::move(token)),
        token_secret_(std::move(token_secret)) {}

  /// The value of oauth_signature by HMAC-SHA1.
  [[nodiscard]] std::string sign(const std::string& method, const std::string& url,
                                 const std::string& nonce, const std::string& timestamp) const;

 private:
  std::string consumer_key_;
  std::string consumer_secret_;
  std::string token_;
  std::string token_secret_;
};

}  // namespace oauthspec::bench
