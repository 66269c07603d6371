// SPDX-License-Identifier: Apache-2.0
// Each way to sign gives what the plainest gives: base_string() of the request and its parameters, and one HMAC over that.
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "harness/reference/codec/base64.h"
#include "harness/reference/codec/percent.h"
#include "harness/reference/oauth1/authorization_header.h"
#include "harness/reference/oauth1/base_string.h"
#include "harness/reference/oauth1/request_signer.h"
#include "harness/reference/oauth1/sign.h"

namespace oauth::oauth1 {
namespace {

using message::Request;

constexpr std::string_view kClientSecret = "kd94hf93k423kf44";
constexpr std::string_view kTokenSecret = "pfkkdhi9sl3r4s00";

using Pairs = std::vector<std::pair<std::string, std::string>>;

struct Case {
  Request request;
  std::string consumer_key;
  std::optional<std::string> token;
  message::Parameters extra;
  std::string nonce;
  std::string timestamp;
  bool body_hash = false;
  SignatureMethod method = SignatureMethod::hmac_sha1;

  [[nodiscard]] ProtocolParameters common() const {
    ProtocolParameters parameters;
    parameters.consumer_key = consumer_key;
    parameters.token = token;
    parameters.version = "1.0";
    parameters.extra = &extra;
    parameters.body_hash = body_hash;
    return parameters;
  }
  [[nodiscard]] ProtocolParameters complete() const {
    ProtocolParameters parameters = common();
    parameters.nonce = nonce;
    parameters.timestamp = timestamp;
    return parameters;
  }
  [[nodiscard]] Signer key() const {
    return *Signer::with_secrets(crypto::openssl(), method, kClientSecret, kTokenSecret);
  }
  [[nodiscard]] RequestSigner signer() const {
    return *RequestSigner::create(key(), common(), "realm");
  }
};

/// Names beside the protocol's own in every order, and now and then one that nobody may sign.
rc::Gen<std::string> names() {
  return rc::gen::weightedOneOf<std::string>(
      {{40, rc::gen::arbitrary<std::string>()},
       {40, rc::gen::element<std::string>("a", "oauth", "oauth-x", "oauth.", "oauth`", "oauth~",
                                          "O", "z", "")},
       {1, rc::gen::just<std::string>("oauth_x")}});
}

/// One of what is taken, and now and then of what is refused.
rc::Gen<std::string> mostly(const std::vector<std::string>& taken,
                            const std::vector<std::string>& refused) {
  return rc::gen::weightedOneOf<std::string>(
      {{20, rc::gen::elementOf(taken)}, {1, rc::gen::elementOf(refused)}});
}

std::string form_of(const Pairs& pairs) {
  std::string form;
  for (const auto& [name, value] : pairs) {
    if (!form.empty()) form += '&';
    form += codec::percent_encode(name) + '=' + codec::percent_encode(value);
  }
  return form;
}

rc::Gen<std::string> forms() {
  return rc::gen::map(
      rc::gen::container<Pairs>(rc::gen::pair(names(), rc::gen::arbitrary<std::string>())),
      form_of);
}

Request any_request() {
  Request request;
  request.method = *mostly({"GET", "post", "m-search!"}, {"A B", ""});
  request.url = *mostly({"http://h", "HTTPS://Example.COM:443/r%20v/X", "http://[::1]:8080/a/b"},
                        {"ftp://h/", "http:///", "http://h/%4"});
  if (*rc::gen::arbitrary<bool>()) request.url += '?' + *forms();
  if (*rc::gen::arbitrary<bool>()) request.headers.push_back({"Host", "Other:81"});
  if (*rc::gen::arbitrary<bool>()) {
    request.headers.push_back({"content-type", "application/x-www-form-urlencoded"});
  }
  if (*rc::gen::arbitrary<bool>()) {
    request.headers.push_back(
        {"Authorization", *mostly({"OAuth a=\"b\"", "Basic YTpi"}, {"OAuth x"})});
  }
  request.body = *forms();
  return request;
}

Case any_case() {
  Case made;
  made.request = any_request();
  made.consumer_key = *rc::gen::arbitrary<std::string>();
  if (*rc::gen::arbitrary<bool>()) made.token = *rc::gen::arbitrary<std::string>();
  if (*rc::gen::arbitrary<bool>())
    made.extra.add("oauth_callback", *rc::gen::arbitrary<std::string>());
  if (*rc::gen::arbitrary<bool>())
    made.extra.add("oauth-other", *rc::gen::arbitrary<std::string>());
  made.nonce = *rc::gen::arbitrary<std::string>();
  made.timestamp = *mostly({"1", "137131202", "99999999999999999999"}, {"x"});
  made.body_hash = *rc::gen::arbitrary<bool>();
  if (!made.body_hash && *rc::gen::arbitrary<bool>())
    made.extra.add("oauth_body_hash", *rc::gen::element<std::string>("", "x+"));
  made.method = *rc::gen::element(SignatureMethod::hmac_sha1, SignatureMethod::hmac_sha256,
                                  SignatureMethod::hmac_sha512);
  return made;
}

/// As sign() is documented, from nothing but the functions for one step each.
std::string plain_signature(const Case& made, const Signed& by_sign) {
  message::Parameters assigned;
  for (const message::ParameterView parameter : by_sign.parameters) {
    if (parameter.name != "oauth_signature") assigned.add(parameter);
  }
  const auto text = base_string(made.request, assigned);
  RC_ASSERT(text.has_value());
  auto mac = *crypto::openssl().mac_key(
      hash(made.method), std::string(kClientSecret) + '&' + std::string(kTokenSecret));
  return codec::base64_encode(mac->authenticate(*text)->octets());
}

template <class One, class Other>
bool same_refusal(const One& one, const Other& other) {
  return !one && !other && one.error() == other.error();
}

RC_GTEST_PROP(RequestSigner, AgreesWithThePlainSteps, ()) {
  const Case made = any_case();
  Signer key = made.key();
  const auto plain = sign(made.request, made.complete(), key);
  RequestSigner signer = made.signer();
  const auto view = signer.sign(made.request, made.nonce, made.timestamp);
  RC_CLASSIFY(plain.has_value());
  if (!plain) {
    RC_ASSERT(same_refusal(plain, view));
    return;
  }
  RC_ASSERT(plain->signature == plain_signature(made, *plain));
  RC_ASSERT(view.has_value());
  RC_ASSERT(view->signature == plain->signature);
  RC_ASSERT(view->base_string == plain->base_string);
  const auto field = signer.authorization(made.request, made.nonce, made.timestamp);
  RC_ASSERT(*field == *write_authorization_header("realm", plain->parameters));
  const auto sent = *signer.parameters(made.request, made.nonce, made.timestamp);
  RC_ASSERT(message::write_form(sent) == message::write_form(plain->parameters));
}

RC_GTEST_PROP(PreparedRequest, AgreesWithTheSigner, ()) {
  const Case made = any_case();
  RequestSigner signer = made.signer();
  auto prepared = signer.prepare(made.request);
  for (const std::string& nonce : {made.nonce, std::string("another"), std::string()}) {
    const auto expected = signer.sign(made.request, nonce, made.timestamp);
    if (!prepared) {
      RC_ASSERT(!expected);
      RC_ASSERT(made.timestamp == "x" || expected.error() == prepared.error());
      continue;
    }
    const auto view = prepared->sign(nonce, made.timestamp);
    RC_ASSERT(view.has_value() == expected.has_value());
    if (!view) {
      RC_ASSERT(same_refusal(view, expected));
      continue;
    }
    RC_ASSERT(view->signature == expected->signature);
    RC_ASSERT(view->base_string == expected->base_string);
    RC_ASSERT(view->body_hash == expected->body_hash);
    RC_ASSERT(*prepared->authorization(nonce, made.timestamp) ==
              *signer.authorization(made.request, nonce, made.timestamp));
  }
}

RC_GTEST_PROP(SignAll, AgreesWithTheSigner, ()) {
  const Case made = any_case();
  std::vector<Request> requests(static_cast<std::size_t>(*rc::gen::inRange(0, 20)));
  std::vector<RequestToSign> batch;
  for (Request& request : requests) {
    request = any_request();
    batch.push_back({&request, made.nonce, batch.size() % 5 == 4 ? "x" : "137131202"});
  }
  RequestSigner one = made.signer();
  RequestSigner many = made.signer();
  const auto results = many.sign_all(batch);
  RC_ASSERT(results.size() == batch.size());
  for (std::size_t i = 0; i < batch.size(); ++i) {
    const auto expected = one.sign(*batch[i].request, batch[i].nonce, batch[i].timestamp);
    if (!expected) {
      RC_ASSERT(same_refusal(expected, results[i]));
      continue;
    }
    RC_ASSERT(results[i].has_value());
    RC_ASSERT(results[i]->signature == expected->signature);
    RC_ASSERT(results[i]->base_string == expected->base_string);
    RC_ASSERT(results[i]->body_hash == expected->body_hash);
  }
}

}  // namespace
}  // namespace oauth::oauth1
