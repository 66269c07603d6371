// SPDX-License-Identifier: Apache-2.0
#include "harness/adapter/reference/reference.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <variant>

#include "harness/adapter/reference/noticing_backend.h"
#include "harness/adapter/reference/ops.h"
#include "harness/adapter/reference/shapes.h"

namespace oauthspec::adapter {

namespace {

/// Every op of the reference, by topic.
std::array<std::span<const Op>, 5> all_ops() {
  return {oauth1_ops(), oauth2_request_ops(), oauth2_response_ops(), oauth2_server_ops(),
          oauth2_jose_ops()};
}

const Op* find_op(std::string_view name) {
  for (const std::span<const Op> ops : all_ops()) {
    const auto found = std::ranges::find(ops, name, &Op::name);
    if (found != ops.end()) return &*found;
  }
  return nullptr;
}

struct FeatureNeeds {
  std::string_view feature, ability;
};

/// Features, each with what it takes of a crypto library.
constexpr auto kNeeds = std::to_array<FeatureNeeds>({{"HMAC-SHA1", "HMAC-SHA1"},
                                                     {"HMAC-SHA256", "HMAC-SHA256"},
                                                     {"HMAC-SHA512", "HMAC-SHA512"},
                                                     {"HS256", "HMAC-SHA256"},
                                                     {"client_secret_jwt", "HMAC-SHA256"},
                                                     {"RSA-SHA1", "RSA"},
                                                     {"RSA-SHA256", "RSA"},
                                                     {"RS256", "RSA"},
                                                     {"PS256", "RSA-PSS"},
                                                     {"ES256", "ECDSA"},
                                                     {"EdDSA", "EdDSA"}});

bool is_possible(std::string_view feature, std::span<const std::string_view> lacking) {
  return std::ranges::none_of(kNeeds, [&](const FeatureNeeds& one) {
    return one.feature == feature && std::ranges::find(lacking, one.ability) != lacking.end();
  });
}

Verdict answer_with(const Op& op, const nlohmann::json& in, const oauth::crypto::Backend& backend) {
  if (const auto* computed =
          std::get_if<Verdict (*)(const nlohmann::json&, const oauth::crypto::Backend&)>(
              &op.answer)) {
    return (*computed)(in, backend);
  }
  return std::get<Verdict (*)(const nlohmann::json&)>(op.answer)(in);
}

}  // namespace

Hello reference_hello(std::span<const std::string_view> lacking) {
  Hello hello;
  hello.impl = {"oauthspec reference", OAUTHSPEC_VERSION, "C++", ""};
  for (const std::span<const Op> ops : all_ops()) {
    for (const Op& op : ops) hello.ops.emplace_back(op.name);
  }
  hello.features = {"HMAC-SHA1",
                    "RSA-SHA1",
                    "PLAINTEXT",
                    "HMAC-SHA256",
                    "RSA-SHA256",
                    "HMAC-SHA512",
                    "oauth_body_hash",
                    "RS256",
                    "PS256",
                    "ES256",
                    "EdDSA",
                    "HS256",
                    "implicit_grant",
                    "password_grant",
                    "client_secret_post",
                    "client_secret_jwt",
                    "private_key_jwt",
                    "tls_client_auth",
                    "form_post",
                    "bearer_body",
                    "bearer_query",
                    "pkce_plain",
                    "redirect_uri_check",
                    "signed_metadata",
                    "rfc6750",
                    "rfc7009",
                    "rfc7521",
                    "rfc7522",
                    "rfc7523",
                    "rfc7591",
                    "rfc7592",
                    "rfc7636",
                    "rfc7662",
                    "rfc8252",
                    "rfc8414",
                    "rfc8628",
                    "rfc8693",
                    "rfc8707",
                    "rfc9101",
                    "rfc9126",
                    "rfc9207",
                    "rfc9396",
                    "rfc9449",
                    "rfc9728"};
  std::erase_if(hello.features,
                [&](const std::string& feature) { return !is_possible(feature, lacking); });
  hello.reason_codes = true;
  hello.max_in_flight = 16;
  return hello;
}

Verdict reference_answer(std::string_view op, const nlohmann::json& in) {
  return reference_answer_by(oauth::crypto::openssl(), op, in);
}

Verdict reference_answer_by(const oauth::crypto::Backend& backend, std::string_view op,
                            const nlohmann::json& in) {
  const Op* found = find_op(op);
  // No message repeats a piece of the input, which may be secret.
  if (found == nullptr) return Failure{"UnknownOp", "the reference has no op of this name"};
  // The shapes are read with throwing accessors: an `in` that its schema would refuse ends here.
  try {
    const NoticingBackend noticing(backend);
    Verdict verdict = answer_with(*found, in, noticing);
    if (noticing.lacked())
      return Skip{"an algorithm that " + std::string(backend.name()) + " lacks"};
    return verdict;
  } catch (const nlohmann::json::exception& exception) {
    return Failure{"BadInput", "`in` is not as the op's schema has it (nlohmann/json error " +
                                   std::to_string(exception.id) + ")"};
  } catch (const ShapeError& error) {
    return Failure{"BadInput", error.what()};
  }
}

}  // namespace oauthspec::adapter
