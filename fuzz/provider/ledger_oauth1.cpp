// SPDX-License-Identifier: Apache-2.0
// RFC 5849: what is given and opened by signed requests.
#include <algorithm>
#include <utility>

#include "fuzz/check/holds.h"
#include "fuzz/input/escapes.h"
#include "fuzz/oracle/oauth1_base_string_model.h"
#include "fuzz/oracle/oauth1_server_model.h"
#include "fuzz/provider/ledger.h"
#include "harness/reference/codec/base64.h"

namespace oauthspec::fuzz {

Pairs Ledger::signed_parameters(const Seen& seen) {
  Pairs parameters;
  for (const oauth::message::HeaderField& one : seen.request.headers) {
    if (!same_name(one.name, "Authorization") || !same_name(one.value.substr(0, 6), "OAuth "))
      continue;
    std::string_view rest = std::string_view(one.value).substr(6);
    while (!rest.empty()) {
      std::string_view pair = rest.substr(0, rest.find(','));
      rest.remove_prefix(std::min(pair.size() + 1, rest.size()));
      pair.remove_prefix(std::min(pair.find_first_not_of(' '), pair.size()));
      const std::string_view name = pair.substr(0, pair.find('='));
      parameters.emplace_back(without_escapes(name), without_escapes(between(pair, "=\"", "\"")));
    }
  }
  for (const Pairs* more : {&seen.query, &seen.form}) {
    parameters.insert(parameters.end(), more->begin(), more->end());
  }
  return parameters;
}

void Ledger::judge_oauth1(const Seen& seen) {
  if (!seen.done()) return;
  const Pairs parameters = signed_parameters(seen);
  const std::string client = only(parameters, "oauth_consumer_key").value_or("");
  holds(find_client(client) != nullptr, "a request is a client's (RFC 5849 3.2)");
  for (const auto& [name, value] : parameters) {
    const bool protocol = name.starts_with("oauth_");
    holds(!protocol || all(parameters, name).size() == 1,
          "no protocol parameter is there twice (RFC 5849 3.1)");
  }
  judge_nonce(parameters);
  if (seen.path == "/oauth1/initiate") judge_initiate(seen, parameters);
  if (seen.path == "/oauth1/token") judge_token_credentials(seen, parameters);
  if (seen.path == "/oauth1/resource") judge_oauth1_resource(seen, parameters);
}

void Ledger::judge_nonce(const Pairs& parameters) {
  const std::string method = only(parameters, "oauth_signature_method").value_or("");
  // RFC 5849 3.1: PLAINTEXT needs none.
  if (method == "PLAINTEXT") return;
  const bool fresh = nonces_
                         .emplace(only(parameters, "oauth_consumer_key").value_or(""),
                                  only(parameters, "oauth_token").value_or(""),
                                  only(parameters, "oauth_timestamp").value_or(""),
                                  only(parameters, "oauth_nonce").value_or(""))
                         .second;
  holds(fresh, "a nonce is used once (RFC 5849 3.3)");
}

void Ledger::judge_signature(const Seen& seen, const Pairs& parameters,
                             std::string_view token_secret) const {
  const std::string method = only(parameters, "oauth_signature_method").value_or("");
  const std::string signature = only(parameters, "oauth_signature").value_or("");
  holds(!signature.empty(), "a request is signed (RFC 5849 3.4)");
  const Client* const client = find_client(only(parameters, "oauth_consumer_key").value_or(""));
  const auto collected = oauth1_model::collect(seen.request);
  const auto text =
      collected ? oauth1_model::base_string(seen.request, *collected, {}) : std::nullopt;
  if (client == nullptr || !text) return holds(false, "what is signed can be read (RFC 5849 3.4)");
  if (method == "RSA-SHA1" || method == "RSA-SHA256") {
    const auto octets = oauth::codec::base64_decode(signature);
    holds(client->rsa_key != nullptr && octets &&
              client->rsa_key->verify(
                  oauth::crypto::Scheme::rsassa_pkcs1,
                  method == "RSA-SHA1" ? oauth::crypto::Hash::sha1 : oauth::crypto::Hash::sha256,
                  *text, *octets),
          "a signature is by the client's key (RFC 5849 3.4.3)");
    return;
  }
  holds(oauth1_model::signature(method, client->secret, token_secret, *text) == signature,
        "a signature is of the request, and of both secrets (RFC 5849 3.4)");
}

void Ledger::judge_initiate(const Seen& seen, const Pairs& parameters) {
  judge_signature(seen, parameters, "");
  const Pairs given = read_pairs(seen.response.body);
  const std::string key = only(given, "oauth_token").value_or("");
  holds(key.size() >= 16 && !temporary_.contains(key),
        "credentials cannot be guessed (RFC 5849 4.9)");
  holds(only(given, "oauth_callback_confirmed") == "true",
        "the callback is confirmed (RFC 5849 2.1)");
  const auto callback = only(parameters, "oauth_callback");
  holds(callback.has_value(), "a callback is named (RFC 5849 2.1)");
  temporary_[key] = {.secret = only(given, "oauth_token_secret").value_or(""),
                     .client = only(parameters, "oauth_consumer_key").value_or(""),
                     .callback = callback.value_or(""),
                     .verifier = {},
                     .expires = seen.now + lifetimes_.temporary_credentials};
  keep_secret(temporary_[key].secret);
}

void Ledger::judge_token_credentials(const Seen& seen, const Pairs& parameters) {
  const auto found = temporary_.find(only(parameters, "oauth_token").value_or(""));
  holds(found != temporary_.end(), "temporary credentials are such as were given (RFC 5849 2.3)");
  if (found == temporary_.end()) return;
  Temporary& temporary = found->second;
  judge_signature(seen, parameters, temporary.secret);
  holds(temporary.client == only(parameters, "oauth_consumer_key"),
        "temporary credentials are their client's (RFC 5849 2.3)");
  holds(!temporary.used, "temporary credentials are used once (RFC 5849 2.3)");
  holds(seen.now < temporary.expires, "temporary credentials expire (RFC 5849 2.3)");
  holds(!temporary.verifier.empty(),
        "nothing is given that the owner did not allow (RFC 5849 2.3)");
  holds(only(parameters, "oauth_verifier") == temporary.verifier,
        "the verification code is the owner's (RFC 5849 2.3)");
  temporary.used = true;
  const Pairs given = read_pairs(seen.response.body);
  const std::string key = only(given, "oauth_token").value_or("");
  holds(key.size() >= 16 && !credentials_.contains(key),
        "credentials cannot be guessed (RFC 5849 4.9)");
  credentials_[key] = {.secret = only(given, "oauth_token_secret").value_or(""),
                       .client = temporary.client,
                       .expires = seen.now + lifetimes_.token_credentials};
  keep_secret(credentials_[key].secret);
}

void Ledger::judge_oauth1_resource(const Seen& seen, const Pairs& parameters) {
  const auto token = only(parameters, "oauth_token");
  if (!token) {  // RFC 5849 3.1: a client for itself.
    judge_signature(seen, parameters, "");
    return;
  }
  const auto found = credentials_.find(*token);
  holds(found != credentials_.end(), "a resource is opened by token credentials (RFC 5849 3.2)");
  if (found == credentials_.end()) return;
  judge_signature(seen, parameters, found->second.secret);
  holds(found->second.client == only(parameters, "oauth_consumer_key"),
        "token credentials are their client's (RFC 5849 3.2)");
  holds(seen.now < found->second.expires, "expired token credentials open nothing (RFC 5849 3.2)");
}

}  // namespace oauthspec::fuzz
