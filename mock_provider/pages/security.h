// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/reference/message/http.h"

namespace oauthspec::provider::pages {

/// Whom the forms of a page may send to.
enum class FormTargets : unsigned char {
  provider,  ///< The provider itself.
  anyone,    ///< The browser is sent on from there, to the client.
};

/// What a page may do.
struct Policy {
  FormTargets targets = FormTargets::provider;
  std::string_view redirect_uri;   ///< Where the browser is sent on to.
  std::string_view script_sha256;  ///< Of the one script that may run; empty: none may.
};

/// The header fields that keep a page from being framed, stored, or made to load or send anything but what it is for.
///
/// Spec:   RFC 6749 sections 10.13 and 10.15; RFC 9700 sections 4.2.4 and 4.16
[[nodiscard]] std::vector<oauth::message::HeaderField> page_headers(const Policy& policy);

/// Of a response without a page, a redirection: nobody keeps it or passes its address on.
[[nodiscard]] std::vector<oauth::message::HeaderField> redirect_headers(std::string_view location);

/// Whether what is sent there can be read on its way: http, and not to this machine.
///
/// Spec:   RFC 6749 section 3.1.2.1; RFC 8252 section 8.3
[[nodiscard]] bool is_unencrypted(std::string_view uri);

}  // namespace oauthspec::provider::pages
