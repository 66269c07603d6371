// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/reference/base/error.h"
#include "harness/reference/codec/uri.h"
#include "harness/reference/message/http.h"
#include "harness/reference/message/parameters.h"
#include "harness/reference/oauth1/authorization_header.h"
#include "harness/reference/oauth1/request_parameters.h"

namespace oauth::oauth1 {

/// Reads the parameters of one request after another as views: what needs no decoding stays where it is, and what is decoded goes where the
/// request before had its own. So most requests are read without an allocation.
///
/// Lifetime: views are good until the next read(), and as long as the request is.
/// Spec:     RFC 5849 section 3.4.1.3.1
class RequestReader {
 public:
  /// Errors: those of collect_parameters().
  [[nodiscard]] Result<void> read(const message::Request& request);

  /// The decoded parameters, of query, Authorization header field and form, in this order. May be sorted.
  [[nodiscard]] std::span<message::ParameterView> parameters() { return parameters_; }
  /// The request's URL, taken apart.
  [[nodiscard]] const codec::Uri& uri() const { return uri_; }
  /// Whether any parameter is of the protocol's own namespace.
  [[nodiscard]] bool has_protocol_parameter() const { return has_protocol_parameter_; }

  /// Takes in one parameter more, which stays somebody else's.
  void add(const message::ParameterView& parameter) {
    has_protocol_parameter_ |= is_protocol_parameter(parameter.name);
    parameters_.push_back(parameter);
  }

 private:
  Result<void> read_form(std::string_view text);
  Result<std::string_view> decode(std::string_view text);

  codec::Uri uri_;
  std::vector<message::ParameterView> parameters_;
  bool has_protocol_parameter_ = false;
  AuthorizationHeader header_;
  std::string decoded_;  // never grows beyond what it has room for, so that views into it stay good
  std::size_t may_decode_ = 0;  // octets, at most
};

}  // namespace oauth::oauth1
