// SPDX-License-Identifier: Apache-2.0
// How signatures are compared: RFC 5849 sections 3.2, 3.4.1 and 3.4.2.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "harness/reference/oauth1/base_string.h"
#include "harness/reference/oauth1/signature.h"
#include "mock_provider/defects/oauth1_edits.h"
#include "mock_provider/defects/topics.h"

namespace oauthspec::provider::defects {
namespace {

namespace oauth1 = oauth::oauth1;
using oauth::Result;
using oauth::message::Request;
using oauth1::SignatureFamily;
using oauth1::SignatureMethod;

// Each of these is asked where the signature is not the right one.

Result<bool> by_any_http_method(Question question) {
  const std::string rest = question.base_string.substr(question.base_string.find('&'));
  for (const std::string_view method : {"GET", "POST", "HEAD"}) {
    question.base_string = std::string(method) + rest;
    const auto right = question.answer();
    if (!right || *right) return right;
  }
  return false;
}

Result<bool> with_a_slash(Question question) {
  question.base_string.insert(question.base_string.rfind('&'), "%2F");
  return question.answer();
}

void drop_version(Pairs& pairs) {
  std::erase(pairs, "oauth_version=1.0");
}

Result<bool> without_version(Question question) {
  question.base_string = edited(question.base_string, &drop_version);
  return question.answer();
}

Result<bool> without_token_secret(Question question) {
  question.token.reset();
  return question.answer();
}

Result<bool> without_client_secret(Question question) {
  if (question.client.secret) question.client.secret = oauth::Secret("");
  return question.answer();
}

// The signature that would be right; empty for RSA, where only clients can make one.
std::string right_signature(const Question& question) {
  if (!question.client.secret) return {};
  const auto token = question.token ? question.token->secret.reveal() : std::string_view();
  auto signer = oauth1::Signer::with_secrets(question.backend, question.method,
                                             question.client.secret->reveal(), token);
  return signer ? signer->sign(question.base_string).value_or("") : std::string();
}

Result<bool> by_its_beginning(const Question& question) {
  return !question.signature.empty() && right_signature(question).starts_with(question.signature);
}

Result<bool> by_nothing(const Question& question) {
  return question.signature.empty() && oauth1::family(question.method) == SignatureFamily::hmac;
}

Result<bool> without_case(const Question& question) {
  return oauth::message::equal_without_case(right_signature(question), question.signature);
}

Result<bool> by_any_hash(Question question) {
  if (oauth1::family(question.method) != SignatureFamily::hmac) return false;
  for (const auto method : {SignatureMethod::hmac_sha256, SignatureMethod::hmac_sha512}) {
    question.method = method;
    const auto right = question.answer();
    if (!right || *right) return right;
  }
  return false;
}

Result<bool> by_the_key_itself(Question question) {
  question.method = SignatureMethod::plaintext;
  return question.answer();
}

Result<std::string> forwarded_host(const Request& request, const Collected& collected) {
  Request forwarded = request;
  if (const auto host = oauth::message::find_header(request.headers, "X-Forwarded-Host"); host) {
    const std::string name(*host);
    std::erase_if(forwarded.headers, [](const auto& field) { return field.name == "Host"; });
    forwarded.headers.push_back({"Host", name});
  }
  return oauth1::base_string(forwarded, collected);
}

// As frameworks do that give the first of several values.
Result<std::string> first_of_query(const Request& request, const Collected& collected) {
  Collected single = collected;
  single.query = {};
  for (const auto parameter : collected.query) {
    if (!single.query.find(parameter.name)) single.query.add(parameter);
  }
  return oauth1::base_string(request, single);
}

template <auto kAnother>
void ask_else(Rules& rules) {
  rules.oauth1.signature_matches = &or_else<kAnother>;
}

constexpr std::array kOauth1SignatureDefects = {
    Defect{"oauth1-any-http-method", "RFC5849-3.4.1.1-1",
           "A signature for another HTTP method will do.", &ask_else<&by_any_http_method>},
    Defect{"oauth1-slash-optional", "RFC5849-3.4.1.2-1",
           "A signature for the path with a slash behind it will do.", &ask_else<&with_a_slash>},
    Defect{"oauth1-forwarded-host", "RFC5849-3.4.1.2-3",
           "X-Forwarded-Host is believed, whoever sends it.",
           [](Rules& rules) { rules.oauth1.base_string = &forwarded_host; }},
    Defect{"oauth1-first-of-query", "RFC5849-3.4.1.3.2-6",
           "Of parameters of the query with one name, the first takes part.",
           [](Rules& rules) { rules.oauth1.base_string = &first_of_query; }},
    Defect{"oauth1-version-unsigned", "RFC5849-3.4.1.3.1-2",
           "A signature that leaves oauth_version out will do.", &ask_else<&without_version>},
    Defect{"oauth1-token-secret-optional", "RFC5849-3.4.2-2",
           "A signature without the token's secret will do.", &ask_else<&without_token_secret>},
    Defect{"oauth1-client-secret-optional", "RFC5849-3.4.2-2",
           "A signature without the client's secret will do.", &ask_else<&without_client_secret>},
    Defect{"oauth1-signature-prefix", "RFC5849-3.2-1", "A signature is compared as far as it goes.",
           &ask_else<&by_its_beginning>},
    Defect{"oauth1-signature-empty", "RFC5849-3.1-8", "An empty signature is not looked at.",
           &ask_else<&by_nothing>},
    Defect{"oauth1-signature-without-case", "RFC5849-3.1-9",
           "Signatures are compared without case.", &ask_else<&without_case>},
    Defect{"oauth1-any-hash", "RFC5849-3.4-1", "HMAC by any hash will do.",
           &ask_else<&by_any_hash>},
    Defect{"oauth1-key-as-signature", "RFC5849-3.4-1",
           "The secrets themselves will do for a signature.", &ask_else<&by_the_key_itself>},
};

}  // namespace

DefectTopic oauth1_signature() {
  return kOauth1SignatureDefects;
}

}  // namespace oauthspec::provider::defects
