// SPDX-License-Identifier: Apache-2.0
#include "harness/adapter/reference/reference.h"

#include <algorithm>
#include <string>

#include "harness/adapter/reference/oauth1_ops.h"
#include "harness/adapter/reference/shapes.h"

namespace oauthspec::adapter {

Hello reference_hello() {
  Hello hello;
  hello.impl = {"oauthspec reference", OAUTHSPEC_VERSION, "C++", ""};
  for (const Op& op : oauth1_ops()) hello.ops.emplace_back(op.name);
  hello.features = {"HMAC-SHA1",  "RSA-SHA1",    "PLAINTEXT",      "HMAC-SHA256",
                    "RSA-SHA256", "HMAC-SHA512", "oauth_body_hash"};
  hello.reason_codes = true;
  hello.max_in_flight = 16;
  return hello;
}

Verdict reference_answer(std::string_view op, const nlohmann::json& in) {
  const auto ops = oauth1_ops();
  const auto found = std::ranges::find(ops, op, &Op::name);
  // No message repeats a piece of the input, which may be secret.
  if (found == ops.end()) return Failure{"UnknownOp", "the reference has no op of this name"};
  // The shapes are read with throwing accessors: an `in` that its schema would refuse ends here.
  try {
    return found->answer(in);
  } catch (const nlohmann::json::exception& exception) {
    return Failure{"BadInput", "`in` is not as the op's schema has it (nlohmann/json error " +
                                   std::to_string(exception.id) + ")"};
  } catch (const ShapeError& error) {
    return Failure{"BadInput", error.what()};
  }
}

}  // namespace oauthspec::adapter
