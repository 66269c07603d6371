// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/oauth1_sign.h"

#include <algorithm>
#include <memory>

#include "fuzz/check/holds.h"
#include "fuzz/check/turn.h"
#include "fuzz/input/escapes.h"
#include "fuzz/input/http_text.h"
#include "fuzz/input/parts.h"
#include "fuzz/input/test_rsa_key.h"
#include "fuzz/oracle/base64_model.h"
#include "fuzz/oracle/oauth1_base_string_model.h"
#include "fuzz/oracle/oauth1_server_model.h"

namespace oauthspec::fuzz {
namespace {

using oauth::message::Request;
using oauth1_model::Collected;

namespace crypto = oauth::crypto;

// RFC 5849 section 3.4.3, and the same with SHA-256.
std::optional<crypto::Hash> rsa_hash_of(std::string_view method) {
  if (method == "RSA-SHA1") return crypto::Hash::sha1;
  if (method == "RSA-SHA256") return crypto::Hash::sha256;
  return std::nullopt;
}

bool is_protocol_parameter(const Pairs::value_type& pair) {
  return pair.first.starts_with("oauth_");
}

Oauth1Signing read_signing(const std::array<std::string_view, 8>& parts) {
  Oauth1Signing signing;
  signing.client_key = parts[0];
  signing.client_secret = parts[1];
  signing.token_key = parts[2];
  signing.token_secret = signing.token_key.empty() ? std::string_view() : parts[3];
  signing.timestamp = parts[4];
  signing.nonce = parts[5];
  std::string_view words = parts[6];
  signing.method = take_until(words, ' ');
  if (signing.method != "PLAINTEXT" && !oauth1_model::hash_of(signing.method) &&
      !rsa_hash_of(signing.method)) {
    signing.method = "HMAC-SHA1";
  }
  signing.place = take_until(words, ' ');
  if (signing.place != "body" && signing.place != "query") signing.place = "header";
  signing.body_hash = words == "hash";
  return signing;
}

/// The hash that a body's is made with: that of the method, and SHA-1 where it has none (draft 4, section 3.1).
crypto::Hash body_hash_of(std::string_view method) {
  if (const auto hash = oauth1_model::hash_of(method)) return *hash;
  return rsa_hash_of(method).value_or(crypto::Hash::sha1);
}

/// What the client has to assign (section 3.1), without the signature.
Pairs protocol_parameters(const Oauth1Signing& signing, std::string_view body) {
  Pairs pairs = {{"oauth_consumer_key", signing.client_key},
                 {"oauth_signature_method", signing.method},
                 {"oauth_timestamp", signing.timestamp},
                 {"oauth_nonce", signing.nonce}};
  if (!signing.token_key.empty()) pairs.emplace_back("oauth_token", signing.token_key);
  if (signing.body_hash) {
    pairs.emplace_back("oauth_body_hash",
                       oauth1_model::body_hash(body_hash_of(signing.method), body));
  }
  return pairs;
}

/// Whether the place is there: section 3.5.
bool has_place(const Oauth1Signing& signing, const Request& request) {
  if (signing.place == "body") return oauth1_model::is_form(request.headers);
  if (signing.place == "query") return true;
  return oauth1_model::fields_named(request.headers, "authorization").empty();
}

bool can_be_signed(const Oauth1Signing& signing, const Request& request,
                   const std::optional<Collected>& collected) {
  if (!collected || !has_place(signing, request) ||
      !oauth1_model::is_positive_integer(signing.timestamp))
    return false;
  if (signing.body_hash && oauth1_model::is_form(request.headers)) return false;
  for (const Pairs* source : {&collected->header, &collected->body, &collected->query}) {
    if (std::ranges::any_of(*source, is_protocol_parameter)) return false;
  }
  return oauth1_model::base_string(request, *collected, {}).has_value();
}

/// All but the place is as it was, and the place begins as it did.
void check_kept(const Oauth1Signing& signing, const Request& before, const Request& after) {
  holds(after.method == before.method, "the method stays as it is");
  holds(signing.place == "body" ? after.body.starts_with(before.body) : after.body == before.body,
        "the body is kept");
  const std::size_t fragment = std::min(before.url.find('#'), before.url.size());
  const bool url_kept = signing.place == "query"
                            ? after.url.starts_with(before.url.substr(0, fragment)) &&
                                  after.url.ends_with(before.url.substr(fragment))
                            : after.url == before.url;
  holds(url_kept, "the URL is kept, its fragment at its end");
  const std::size_t added = signing.place == "header" ? 1 : 0;
  holds(after.headers.size() == before.headers.size() + added,
        "no header field is lost, and none is added but Authorization");
}

/// The parameters of the request's own, then those of the protocol, in the one place; the signature comes back.
std::string check_parameters(const Oauth1Signing& signing, std::string_view body,
                             const Collected& before, const Collected& after) {
  const auto all = oauth1_model::protocol_parameters(after);
  holds(all.has_value(), "protocol parameters stand in one place");
  Pairs own = signing.place == "body" ? before.body : before.query;
  if (signing.place == "header") own = before.header;
  const Pairs& here = signing.place == "body"    ? after.body
                      : signing.place == "query" ? after.query
                                                 : after.header;
  const Pairs found = all.value_or(Pairs{});
  own.insert(own.end(), found.begin(), found.end());
  holds(here == own, "protocol parameters stand in their place, behind those that are there");
  Pairs assigned = protocol_parameters(signing, body);
  assigned.emplace_back("oauth_signature",
                        oauth1_model::find(found, "oauth_signature").value_or(""));
  if (const auto version = oauth1_model::find(found, "oauth_version")) {
    holds(*version == "1.0", "the version is 1.0");
    assigned.emplace_back("oauth_version", *version);
  }
  Pairs sorted = found;
  std::ranges::sort(sorted);
  std::ranges::sort(assigned);
  holds(sorted == assigned, "the protocol parameters are those of RFC 5849 section 3.1");
  return oauth1_model::find(found, "oauth_signature").value_or("");
}

/// Whether a signature by RSA is right, by another library than the subject need be.
bool model_verifies(crypto::Hash hash, std::string_view text, std::string_view signature) {
  static const auto key = crypto::openssl().public_key(kSmallRsaPublicKey);
  const auto octets = model_base64_decode(signature, false);
  return key && octets && (*key)->verify(crypto::Scheme::rsassa_pkcs1, hash, text, *octets);
}

/// What the server's half makes of a signature by RSA that is right.
void check_verified(const Oauth1Client& client, const std::string& method, const std::string& text,
                    const std::string& signature) {
  holds(client.verify_rsa(method, text, signature) == true, "a server takes a right signature");
  holds(client.verify_rsa(method, text + ' ', signature) == false,
        "a signature is that of one base string");
  const std::string_view other = method == "RSA-SHA1" ? "RSA-SHA256" : "RSA-SHA1";
  holds(client.verify_rsa(other, text, signature) == false, "a signature is that of one method");
  holds(client.verify_rsa(method, text, signature.substr(1)) == false,
        "what is no Base64 is no signature");
  holds(!client.verify_rsa("HMAC-SHA1", text, signature),
        "a method with secrets takes no public key");
}

void check_signature(const Oauth1Client& client, const Oauth1Signing& signing,
                     const std::optional<std::string>& text, const std::string& signature) {
  const auto hash = rsa_hash_of(signing.method);
  if (!hash) {
    holds(text && signature == oauth1_model::signature(signing.method, signing.client_secret,
                                                       signing.token_secret, *text),
          "a server finds the signature right");
    return;
  }
  holds(text && model_verifies(*hash, *text, signature),
        "a server finds the signature right by the client's public key");
  if (text && client.verify_rsa != nullptr) {
    check_verified(client, signing.method, *text, signature);
  }
}

/// What is sent of the protocol, in one order.
std::optional<Pairs> sent_in(const Request& request) {
  const auto collected = oauth1_model::collect(request);
  auto sent = collected ? oauth1_model::protocol_parameters(*collected) : std::nullopt;
  if (sent) std::ranges::sort(*sent);
  return sent;
}

void check_otherwise(const Oauth1Client& client, const Oauth1Signing& signing,
                     const Request& request, const std::optional<Request>& signed_request) {
  if (client.sign_otherwise == nullptr) return;
  const auto sent = signed_request ? sent_in(*signed_request) : std::nullopt;
  for (const auto& other : client.sign_otherwise(signing, request)) {
    holds(other.has_value() == signed_request.has_value(),
          "whichever way a request is signed, the same ones are refused");
    if (!other) continue;
    check_kept(signing, request, *other);
    holds(sent_in(*other) == sent, "whichever way a request is signed, the same is sent");
  }
}

/// The URL with the pairs of its query from the last to the first.
std::string with_reversed_query(const std::string& url) {
  const std::size_t end = std::min(url.find('#'), url.size());
  const std::size_t begin = std::min(url.find('?'), end);
  if (begin == end) return url;
  std::string reversed;
  std::string_view rest = std::string_view(url).substr(begin + 1, end - begin - 1);
  while (!rest.empty()) {
    const std::string_view piece = take_until(rest, '&');
    if (!reversed.empty()) reversed.insert(0, 1, '&');
    reversed.insert(0, piece);
  }
  return url.substr(0, begin + 1) + reversed + url.substr(end);
}

void check_order(const Oauth1Client& client, const Oauth1Signing& signing, Request request,
                 const std::string& signature) {
  request.url = with_reversed_query(request.url);
  const auto again = client.sign(signing, request);
  const auto all = again ? sent_in(*again) : std::nullopt;
  holds(all && oauth1_model::find(*all, "oauth_signature") == signature,
        "the order of the query makes no difference");
}

}  // namespace

void check_oauth1_sign(const Oauth1Client& client, std::string_view input) {
  const auto parts = split_parts<8>(input);
  const Oauth1Signing signing = read_signing(parts);
  const Request request = read_request(parts[7]);
  const auto before = oauth1_model::collect(request);
  const auto signed_request = client.sign(signing, request);
  holds(signed_request.has_value() == can_be_signed(signing, request, before),
        "a request is signed where it can be, and nowhere else");
  const Turn turn(input, 4);
  if (turn.is(0)) check_otherwise(client, signing, request, signed_request);
  if (!signed_request || !before) return;
  check_kept(signing, request, *signed_request);
  const auto after = oauth1_model::collect(*signed_request);
  holds(after.has_value(), "a server can read what was signed");
  if (!after) return;
  const std::string signature = check_parameters(signing, request.body, *before, *after);
  if (turn.is_within(1, 2)) {
    const auto text = oauth1_model::base_string(*signed_request, *after, {});
    check_signature(client, signing, text, signature);
  }
  if (turn.is(3)) check_order(client, signing, request, signature);
}

}  // namespace oauthspec::fuzz
