// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/oauth1/trial.h"

#include <algorithm>

#include "harness/reference/codec/percent.h"

namespace oauthspec::provider::oauth1_endpoints {
namespace {

namespace oauth1 = oauth::oauth1;

bool is_tried(const SignatureForm& form, Trial::Forms forms) {
  return forms == Trial::Forms::all || form.sentence.empty();
}

}  // namespace

Trial::Trial(const oauth::crypto::Backend& backend, const WrongSignature& wrong,
             const RequestParts& parts)
    : backend_(&backend),
      wrong_(&wrong),
      parts_(&parts),
      signature_(wrong.parameters.find("oauth_signature").value_or("")) {
  for (const SignatureForm& form : signature_forms()) {
    if (auto octets = form.read(signature_); octets) {
      octets_.emplace_back(&form, *std::move(octets));
    }
  }
}

oauth1::SignatureMethod Trial::method_of(const Variation& variation) const {
  return variation.signs_by.value_or(wrong_->method);
}

oauth::Secret Trial::key_of(const Variation& variation) const {
  return write_key(wrong_->client.secret ? wrong_->client.secret->reveal() : std::string_view(),
                   wrong_->token ? wrong_->token->secret.reveal() : std::string_view(), variation);
}

oauth::Secret Trial::fingerprint(const Variation& variation) const {
  std::string text(name(method_of(variation)));
  text += '\n';
  text += key_of(variation).reveal();
  text += '\n';
  if (family(method_of(variation)) != oauth1::SignatureFamily::plaintext) {
    text += write_base_string(*parts_, variation);
  }
  return oauth::Secret::take(std::move(text));
}

const SignatureForm* Trial::match(const Variation& variation, Forms forms) const {
  const bool signs = family(method_of(variation)) != oauth1::SignatureFamily::plaintext;
  return match(variation, signs ? write_base_string(*parts_, variation) : std::string(), forms);
}

const SignatureForm* Trial::match(const Variation& variation, std::string_view base_string,
                                  Forms forms) const {
  const oauth1::SignatureMethod method = method_of(variation);
  switch (family(method)) {
    case oauth1::SignatureFamily::hmac:
      return match_hmac(hash(method), key_of(variation).reveal(), base_string, forms);
    case oauth1::SignatureFamily::rsa:
      return match_rsa(hash(method), base_string, forms);
    case oauth1::SignatureFamily::plaintext:
      break;
  }
  return match_plaintext(key_of(variation).reveal(), forms);
}

const SignatureForm* Trial::match_hmac(oauth::crypto::Hash hash, std::string_view key,
                                       std::string_view base_string, Forms forms) const {
  const auto keyed = backend_->mac_key(hash, key);
  if (!keyed) {
    return nullptr;
  }
  const auto tag = (*keyed)->authenticate(base_string);
  if (!tag) {
    return nullptr;
  }
  const std::string octets(tag->octets().begin(), tag->octets().end());
  for (const SignatureForm& form : signature_forms()) {
    if (is_tried(form, forms) && oauth::equal_in_constant_time(form.write(octets), signature_)) {
      return &form;
    }
  }
  return nullptr;
}

const SignatureForm* Trial::match_rsa(oauth::crypto::Hash hash, std::string_view base_string,
                                      Forms forms) const {
  const auto& key = wrong_->client.public_key;
  if (key == nullptr || key->type() != oauth::crypto::KeyType::rsa) {
    return nullptr;
  }
  for (const auto& [form, octets] : octets_) {
    if (is_tried(*form, forms) &&
        key->verify(oauth::crypto::Scheme::rsassa_pkcs1, hash, base_string, octets)) {
      return form;
    }
  }
  return nullptr;
}

const SignatureForm* Trial::match_plaintext(std::string_view key, Forms forms) const {
  // The key is written as it is, so that of the forms only its escapes can be wrong.
  const std::vector<SignatureForm>& known = signature_forms();
  if (oauth::equal_in_constant_time(key, signature_)) {
    return known.data();
  }
  if (forms == Forms::all &&
      oauth::equal_in_constant_time(oauth::codec::percent_encode(key), signature_)) {
    return &known[1];
  }
  return nullptr;
}

}  // namespace oauthspec::provider::oauth1_endpoints
