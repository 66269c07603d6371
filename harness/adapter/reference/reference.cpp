// SPDX-License-Identifier: Apache-2.0
#include "harness/adapter/reference/reference.h"

#include <algorithm>
#include <exception>
#include <string>

#include "harness/adapter/reference/oauth1_ops.h"

namespace oauthspec::adapter {

Hello reference_hello() {
  Hello hello;
  hello.impl = {"oauthspec reference", OAUTHSPEC_VERSION, "C++", ""};
  for (const Op& op : oauth1_ops()) hello.ops.emplace_back(op.name);
  hello.features = {"HMAC-SHA1",  "RSA-SHA1",    "PLAINTEXT",      "HMAC-SHA256",
                    "RSA-SHA256", "HMAC-SHA512", "oauth_body_hash"};
  hello.reason_codes = true;
  hello.max_in_flight = 1;
  return hello;
}

Verdict reference_answer(std::string_view op, const nlohmann::json& in) {
  const auto ops = oauth1_ops();
  const auto found = std::ranges::find(ops, op, &Op::name);
  if (found == ops.end()) return Failure{"UnknownOp", std::string(op)};
  try {
    return found->answer(in);
  } catch (const std::exception& exception) {
    // The shapes are read with nlohmann's throwing accessors: an `in` that its schema would refuse ends here.
    return Failure{"BadInput", exception.what()};
  }
}

}  // namespace oauthspec::adapter
