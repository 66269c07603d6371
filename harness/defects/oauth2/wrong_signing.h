// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/defects/oauth2/jwt_maker.h"

/// Wrong ways to sign a JSON Web Token (`sign`), and to take a key (`key`).
namespace oauthspec::defects::oauth2::wrong {

[[nodiscard]] Result<std::string> none_too(const json& header, string_view payload,
                                           const SigningKey& key);
[[nodiscard]] Result<std::string> unsigned_always(const json& header, string_view payload,
                                                  const SigningKey& key);
[[nodiscard]] Result<std::string> unknown_is_default(const json& header, string_view payload,
                                                     const SigningKey& key);
[[nodiscard]] Result<std::string> name_without_case(const json& header, string_view payload,
                                                    const SigningKey& key);
[[nodiscard]] Result<std::string> by_kind_of_key(const json& header, string_view payload,
                                                 const SigningKey& key);
[[nodiscard]] Result<std::string> p384_too(const json& header, string_view payload,
                                           const SigningKey& key);
[[nodiscard]] Result<std::string> weak_keys_too(const json& header, string_view payload,
                                                const SigningKey& key);
[[nodiscard]] Result<std::string> in_der(const json& header, string_view payload,
                                         const SigningKey& key);
[[nodiscard]] Result<std::string> pss_as_pkcs1(const json& header, string_view payload,
                                               const SigningKey& key);
[[nodiscard]] Result<std::string> with_sha512(const json& header, string_view payload,
                                              const SigningKey& key);
[[nodiscard]] Result<std::string> payload_alone(const json& header, string_view payload,
                                                const SigningKey& key);
[[nodiscard]] Result<std::string> secret_in_hexadecimal(const json& header, string_view payload,
                                                        const SigningKey& key);
[[nodiscard]] Result<std::string> secret_of_33_octets(const json& header, string_view payload,
                                                      const SigningKey& key);

[[nodiscard]] Result<SigningKey> bad_key_crashes(const json& written);
[[nodiscard]] Result<SigningKey> pem_as_secret(const json& written);
[[nodiscard]] Result<SigningKey> secret_as_latin1(const json& written);

}  // namespace oauthspec::defects::oauth2::wrong
