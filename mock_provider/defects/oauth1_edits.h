// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/reference/base/error.h"
#include "harness/reference/codec/form.h"
#include "harness/reference/crypto/backend.h"
#include "harness/reference/message/http.h"
#include "harness/reference/message/parameters.h"
#include "harness/reference/oauth1/request_parameters.h"
#include "harness/reference/oauth1/verification_steps.h"
#include "mock_provider/oauth1/variation.h"

/// How defects make base strings, and compare signatures, wrongly.
namespace oauthspec::provider::defects {

using Collected = oauth::oauth1::RequestParameters;
using oauth1_endpoints::Variation;

/// The base string as a mistake that clients are known to make would have it.
[[nodiscard]] oauth::Result<std::string> vary(const oauth::message::Request& request,
                                              const Collected& collected,
                                              const Variation& variation);

/// The normalised parameters one by one, "name=value", each part encoded.
using Pairs = std::vector<std::string>;

/// The right base string, with other parameters in it.
[[nodiscard]] oauth::Result<std::string> edited(const oauth::message::Request& request,
                                                const Collected& collected, void (*edit)(Pairs&));

/// The same of a base string that is there.
[[nodiscard]] std::string edited(const std::string& base_string, void (*edit)(Pairs&));

/// The text with one or all of its parts of this content replaced.
[[nodiscard]] std::string replaced(std::string text, std::string_view part, std::string_view by);

/// One name or value of a form, decoded; as it stands, where it cannot be.
[[nodiscard]] std::string decoded(std::string_view text);

/// A form's parameters, each read by a function; what is nothing is left out.
using ReadPair = std::optional<std::vector<std::string>> (*)(const oauth::codec::RawPair& pair);
[[nodiscard]] oauth::message::Parameters read_again(std::string_view form, ReadPair read);

/// The query of a URL as it stands there.
[[nodiscard]] std::string_view raw_query(const oauth::message::Request& request);

/// The parameters without those that are not kept.
template <class Keep>
[[nodiscard]] oauth::message::Parameters only(const oauth::message::Parameters& parameters,
                                              Keep keep) {
  oauth::message::Parameters kept;
  for (const oauth::message::ParameterView parameter : parameters) {
    if (keep(parameter)) kept.add(parameter);
  }
  return kept;
}

/// The parts of a multipart body, as they name themselves.
[[nodiscard]] oauth::message::Parameters multipart_of(const oauth::message::Request& request);

/// What a signature is compared with.
struct Question {
  const oauth::crypto::Backend& backend;
  oauth::oauth1::SignatureMethod method;
  oauth::oauth1::KnownClient client;
  std::optional<oauth::oauth1::KnownToken> token;
  std::string base_string;
  std::string signature;

  [[nodiscard]] oauth::Result<bool> answer() const;
};

/// A comparison of signatures that, where the right one fails, asks another question.
template <auto kAnother>
oauth::Result<bool> or_else(const oauth::crypto::Backend& backend,
                            oauth::oauth1::SignatureMethod method,
                            const oauth::oauth1::KnownClient& client,
                            const std::optional<oauth::oauth1::KnownToken>& token,
                            std::string_view base_string, std::string_view signature) {
  Question question{
      backend, method, client, token, std::string(base_string), std::string(signature)};
  const auto right = question.answer();
  if (!right || *right) return right;
  return kAnother(std::move(question));
}

/// One that asks another question from the start.
template <auto kAnother>
oauth::Result<bool> instead(const oauth::crypto::Backend& backend,
                            oauth::oauth1::SignatureMethod method,
                            const oauth::oauth1::KnownClient& client,
                            const std::optional<oauth::oauth1::KnownToken>& token,
                            std::string_view base_string, std::string_view signature) {
  return kAnother(
      Question{backend, method, client, token, std::string(base_string), std::string(signature)});
}

}  // namespace oauthspec::provider::defects
