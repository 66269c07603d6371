// SPDX-License-Identifier: Apache-2.0
// The provider's own planted defects, by their names: mock_provider/defects says what each does, and the clause that it breaks.
#include "fuzz/provider/provider.h"

#include <array>
#include <cstddef>
#include <utility>

#include "fuzz/planted/planted.h"
#include "mock_provider/defects/defect.h"

namespace oauthspec::fuzz {
namespace {

// One of each kind: what is used, has expired, is revoked, is somebody else's; where browsers are sent; what is granted; what is shown;
// what is signed.
constexpr auto kNames = std::to_array<std::string_view>({
    "code-used-twice",
    "code-for-another-client",
    "code-good-for-ever",
    "code-without-redirect-uri",
    "code-without-verifier",
    "verifier-without-challenge",
    "code-used-twice-keeps-tokens",
    "redirect-uri-compared-by-its-beginning",
    "redirect-uri-compared-by-its-host",
    "refresh-token-replaced-and-taken",
    "refresh-token-scope-widened",
    "revoked-access-token-works",
    "resource-takes-expired-token",
    "revocation-by-any-client",
    "device-code-used-twice",
    "device-undecided-gets-tokens",
    "pushed-used-twice",
    "pushed-used-by-another-client",
    "state-lost",
    "scope-not-narrowed",
    "client-id-shown-as-markup",
    "tokens-may-be-stored",
    "oauth1-verifier-unread",
    "oauth1-temporary-used-again",
    "oauth1-nonce-forgotten",
    "oauth1-temporary-unverified",
    "oauth1-token-unverified",
    "oauth1-resource-without-token-secret",
    "oauth1-client-secret-optional",
    "bound-token-as-bearer",
    "proof-of-any-key",
    "proof-of-any-age",
    "proof-not-crossed-out",
    "token-proof-used-twice",
    "code-for-another-key",
    "refresh-token-for-another-key",
    "introspection-without-cnf",
    "introspection-bound-token-as-bearer",
    "introspection-by-public-client",
    "client-assertion-with-any-signature",
    "narrowed-scope-not-told",
    "issuer-left-out",
    "code-in-fragment",
    "implicit-error-in-query",
    "password-sent-on",
    "pushed-request-uri",
});

template <std::size_t I>
void plant(ProviderSubject& subject) {
  const provider::Defect* const defect = provider::find_defect(kNames[I]);
  if (defect == nullptr) return;
  if (defect->settle != nullptr) defect->settle(subject.settings);
  defect->plant(subject.rules);
}

template <std::size_t... I>
std::array<PlantedBug<ProviderSubject>, sizeof...(I)> bugs(std::index_sequence<I...> /*all*/) {
  const auto bug = [](std::string_view name, void (*planted)(ProviderSubject&)) {
    const provider::Defect* const defect = provider::find_defect(name);
    return defect == nullptr ? PlantedBug<ProviderSubject>{}
                             : PlantedBug<ProviderSubject>{name, defect->description,
                                                           defect->requirement, planted};
  };
  return {bug(kNames[I], &plant<I>)...};
}

}  // namespace

template <>
std::span<const PlantedBug<ProviderSubject>> planted_bugs<ProviderSubject>() {
  static const auto all = bugs(std::make_index_sequence<kNames.size()>());
  return all;
}

}  // namespace oauthspec::fuzz
