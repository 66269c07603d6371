// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string_view>

/// The keys that JOSE's oracles trust, and that the mutator of JWTs signs with. Everybody knows them from the test vectors: they are no secrets, and
/// protect nothing.
namespace oauthspec::fuzz {

struct TestKey {
  std::string_view alg;         ///< The one algorithm that it is trusted for.
  std::string_view jwk;         ///< Private, or a secret.
  std::string_view jwk_public;  ///< What is handed to whoever verifies; of a secret, the secret.
};

inline constexpr auto kTestKeys = std::to_array<TestKey>({
    {"HS256", R"({"k":"YS1jbGllbnQtc2VjcmV0LW9mLWZvcnR5LW9jdGV0cy1mb3ItaHMyNTY","kty":"oct"})",
     R"({"k":"YS1jbGllbnQtc2VjcmV0LW9mLWZvcnR5LW9jdGV0cy1mb3ItaHMyNTY","kty":"oct"})"},
    {"ES256",
     R"({"crv":"P-256","d":"SDtiVI2NR2Fi7JDofiNwjDekEByE2N2bEhx_Mt26HDI","kty":"EC","x":"8CGThO-RLXpsCCjvLO3qtIvROKV_oCFXCUivHVLEO4E","y":"C5yLby743rCPnwSjF0C0z0eDw6EmJl3Lc2Y-mwatHPo"})",
     R"({"crv":"P-256","kty":"EC","x":"8CGThO-RLXpsCCjvLO3qtIvROKV_oCFXCUivHVLEO4E","y":"C5yLby743rCPnwSjF0C0z0eDw6EmJl3Lc2Y-mwatHPo"})"},
    {"EdDSA",
     R"({"crv":"Ed25519","d":"kVKDRWZSMoCf5TIMamj-AUO5EHgqryBvMODGT2UBiWk","kty":"OKP","x":"MM1S2ibY44Szhx_VaXdROFLncYa2h3NZRMOG0xuFByo"})",
     R"({"crv":"Ed25519","kty":"OKP","x":"MM1S2ibY44Szhx_VaXdROFLncYa2h3NZRMOG0xuFByo"})"},
});

/// Keys that nobody trusts, which forgers sign with and bring along: those of RFC 7515 appendices A.1 and A.3, and of RFC 8037 appendix A.
inline constexpr auto kStrangersKeys = std::to_array<TestKey>({
    {"HS256",
     R"({"k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow","kty":"oct"})",
     R"({"k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow","kty":"oct"})"},
    {"ES256",
     R"({"crv":"P-256","d":"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI","kty":"EC","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"})",
     R"({"crv":"P-256","kty":"EC","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"})"},
    {"EdDSA",
     R"({"crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A","kty":"OKP","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})",
     R"({"crv":"Ed25519","kty":"OKP","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})"},
});

/// The clock of every oracle that needs one: seconds since 1970, as in the test vectors.
inline constexpr double kTestNow = 1700000000;

}  // namespace oauthspec::fuzz
