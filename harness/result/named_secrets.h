// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "harness/result/decoded_view.h"

namespace oauthspec::result {

/// A value inside a text that is secret because of what stands before it.
struct NamedSecret {
  std::size_t begin = 0;  ///< In the text, as it is written there.
  std::size_t end = 0;
  std::vector<std::string>
      values;  ///< What it stands for, as it may be decoded; the likeliest first.
};

/// What kind of text is searched.
enum class Reading : unsigned char {
  data,  ///< A URI, a form, a header field, JSON: what was put to a library, or came back.
  page,  ///< HTML, or what else a browser may be shown: a value ends where one may end in a message.
  prose,  ///< A message for people, in which a value ends at the next space, and a "code" may be anything.
};

/// Finds secrets by their names in a text that may be malformed in any way.
///
/// Input:  `name=value` and `name="value"` with what separates parameters in forms, URIs and header fields, escaped
///         none, one or two times as in a base string; `"name": "value"` as in JSON; the password of
///         `//user:password@`; what follows Basic, Bearer and DPoP at the start, in data; the value of a form's field,
///         `<input name="code" value="...">`, in pages. `plaintext`: whether every
///         signature is secret; one that holds an "&" is in any case, each part for itself.
/// Output: in no order; they may overlap. None is empty.
[[nodiscard]] std::vector<NamedSecret> named_secrets(std::string_view text, Reading reading,
                                                     bool plaintext);

/// The secrets of an oauth_signature that is decoded already.
[[nodiscard]] std::vector<NamedSecret> signature_secrets(std::string_view signature,
                                                         bool plaintext);

}  // namespace oauthspec::result
