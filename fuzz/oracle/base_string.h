// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "fuzz/oracle/oauth1_text_model.h"
#include "harness/reference/message/http.h"

namespace oauthspec::fuzz {

/// What builds signature base strings. A function that is null is not offered, and not asked for.
struct BaseStringBuilder {
  /// The base string URI; nothing where the URL or the Host field has none.
  std::optional<std::string> (*uri)(std::string_view url,
                                    std::optional<std::string_view> host_field) = nullptr;
  /// Decoded parameters, normalised.
  std::string (*normalize)(const Pairs& parameters) = nullptr;
  /// The base string of a request, and of protocol parameters that it does not hold yet; nothing where the request has none.
  std::optional<std::string> (*base_string)(const oauth::message::Request& request,
                                            const Pairs& protocol_parameters) = nullptr;
};

/// Input:      a request, as fuzz/input/http_text.h has it.
/// Properties: the URI is taken where the model takes it, and is the model's; the URI of a URI is itself. Normalised parameters are the
///             model's, in whatever order they come; a form reader finds in them what went in. The base string is the model's, and where a
///             request stands in it, it makes no difference whether a parameter is the request's or comes with it, nor in which case the
///             method is written, nor what the signature is.
/// Spec:       RFC 5849 section 3.4.1
void check_base_string(const BaseStringBuilder& builder, std::string_view input);

}  // namespace oauthspec::fuzz
