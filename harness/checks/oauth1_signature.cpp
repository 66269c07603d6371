// SPDX-License-Identifier: Apache-2.0
// Signatures that are not the request's: RFC 5849 sections 3.2 and 3.4.
#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>

#include "harness/checks/oauth1_trial.h"
#include "harness/checks/topics.h"
#include "harness/reference/codec/uri.h"

namespace oauthspec::checks {
namespace {

using oauth::oauth1::SignatureMethod;

constexpr std::size_t kHalf = 14;  // Of the 28 characters that HMAC-SHA1 has.
constexpr std::string_view kHost = "Host";

std::size_t end_of_path(const std::string& url) {
  return std::min(url.find('?'), url.size());
}

void insert_into_path(OAuth1Parts& parts, std::string_view text) {
  parts.request.url.insert(end_of_path(parts.request.url), text);
}

void remove_from_path(OAuth1Parts& parts, std::string_view text) {
  parts.request.url.erase(end_of_path(parts.request.url) - text.size(), text.size());
}

void claim_host(OAuth1Parts& parts, const std::string& authority) {
  parts.request.headers.push_back({std::string(kHost), authority});
}

void remove_host(OAuth1Parts& parts) {
  std::erase_if(parts.request.headers,
                [](const HeaderField& field) { return field.name == kHost; });
}

void forward_host(OAuth1Parts& parts) {
  for (HeaderField& field : parts.request.headers) {
    if (field.name == kHost) field.name = "X-Forwarded-Host";
  }
}

std::string host_of(const OAuth1Parts& parts) {
  const auto uri = oauth::codec::parse_uri(parts.request.url);
  return uri && uri->authority ? std::string(uri->authority->host) : std::string();
}

std::string a_second_before(std::string_view timestamp) {
  std::int64_t seconds = 0;
  std::from_chars(timestamp.data(), timestamp.data() + timestamp.size(), seconds);
  return std::to_string(seconds - 1);
}

void cut_signature(OAuth1Parts& parts, std::size_t characters) {
  const std::string signature(parts.protocol.find("oauth_signature").value_or(""));
  set(parts, "oauth_signature", signature.substr(0, characters));
}

Finding a_changed_method_is_refused(Session& session) {
  return refuses_each(session, nullptr,
                      {{.what = "POST",
                        .before = [](auto& parts) { parts.request.method = "POST"; },
                        .after = [](auto& parts) { parts.request.method = "GET"; }},
                       {.what = "DELETE",
                        .before = [](auto& parts) { parts.request.method = "DELETE"; },
                        .after = [](auto& parts) { parts.request.method = "GET"; }},
                       {.what = "HEAD",
                        .before = [](auto& parts) { parts.request.method = "HEAD"; },
                        .after = [](auto& parts) { parts.request.method = "GET"; }}},
                      "a GET was accepted with the signature of another method");
}

Finding a_changed_path_is_refused(Session& session) {
  return refuses_each(session, nullptr,
                      {{.what = "a path below",
                        .before = [](auto& parts) { insert_into_path(parts, "/other"); },
                        .after = [](auto& parts) { remove_from_path(parts, "/other"); }},
                       {.what = "a slash at the end",
                        .before = [](auto& parts) { insert_into_path(parts, "/"); },
                        .after = [](auto& parts) { remove_from_path(parts, "/"); }}},
                      "a request was accepted with the signature for another path");
}

// The header field Host is signed as another one, and sent as it is.
Finding a_changed_authority_is_refused(Session& session) {
  return refuses_each(session, nullptr,
                      {{.what = "another host",
                        .before = [](auto& parts) { claim_host(parts, "other.example"); },
                        .after = remove_host},
                       {.what = "another host, which X-Forwarded-Host has, too",
                        .before = [](auto& parts) { claim_host(parts, "other.example"); },
                        .after = forward_host},
                       {.what = "another port",
                        .before = [](auto& parts) { claim_host(parts, host_of(parts) + ":1"); },
                        .after = remove_host}},
                      "a request was accepted with the signature for another authority");
}

Finding a_changed_query_is_refused(Session& session) {
  return refuses_each(
      session, nullptr,
      {{.what = "a parameter was added", .after = [](auto& parts) { put(parts, kPlainQuery); }},
       {.what = "a value was changed",
        .before = [](auto& parts) { put(parts, kPlainQuery); },
        .after = [](auto& parts) { parts.request.url.back() = '2'; }},
       {.what = "a parameter was taken away",
        .before = [](auto& parts) { put(parts, kPlainQuery); },
        .after =
            [](auto& parts) {
              parts.request.url.erase(parts.request.url.size() - kPlainQuery.query.size());
            }}},
      "a request was accepted whose query was changed behind its signature");
}

Finding a_changed_form_is_refused(Session& session) {
  return refuses_each(
      session, [](auto& parts) { post(parts, kFormType, ""); },
      {{.what = "a parameter was added", .after = [](auto& parts) { parts.request.body = "a=1"; }},
       {.what = "a value was changed",
        .before = [](auto& parts) { parts.request.body = "a=1"; },
        .after = [](auto& parts) { parts.request.body = "a=2"; }},
       {.what = "a parameter was taken away",
        .before = [](auto& parts) { parts.request.body = "a=1"; },
        .after = [](auto& parts) { parts.request.body.clear(); }}},
      "a request was accepted whose form was changed behind its signature");
}

Finding a_second_value_is_refused(Session& session) {
  return refuses_each(
      session, [](auto& parts) { put(parts, kPlainQuery); },
      {{.what = "behind it", .after = [](auto& parts) { put(parts, {.query = "a=2"}); }},
       {.what = "before it",
        .after =
            [](auto& parts) {
              parts.request.url.insert(parts.request.url.size() - kPlainQuery.query.size(), "a=2&");
            }}},
      "a request was accepted with a second value under a signed name");
}

Finding changed_protocol_parameters_are_refused(Session& session) {
  return refuses_each(
      session, [](auto& parts) { leave_out(parts, "oauth_version"); },
      {{.what = "oauth_version was added",
        .after = [](auto& parts) { set(parts, "oauth_version", "1.0"); }},
       {.what = "another oauth_nonce",
        .after =
            [](auto& parts) {
              set(parts, "oauth_nonce",
                  with_other_case(parts.protocol.find("oauth_nonce").value_or("")));
            }},
       {.what = "an earlier oauth_timestamp",
        .after =
            [](auto& parts) {
              set(parts, "oauth_timestamp",
                  a_second_before(parts.protocol.find("oauth_timestamp").value_or("")));
            }}},
      "a request was accepted whose protocol parameters were changed behind its signature");
}

Finding both_secrets_sign(Session& session) {
  return refuses_each(
      session, nullptr,
      {{.what = "without the token's secret", .before = [](auto& parts) { parts.token.reset(); }},
       {.what = "without the client's secret",
        .before = [](auto& parts) { parts.client.secret = oauth::Secret(""); }},
       {.what = "with another secret of the token",
        .before = [](auto& parts) { parts.token->secret = oauth::Secret("another"); }}},
      "a signature was accepted");
}

Finding a_part_of_a_signature_is_refused(Session& session) {
  return refuses_each(
      session, nullptr,
      {{.what = "its first character", .after = [](auto& parts) { cut_signature(parts, 1); }},
       {.what = "its first half", .after = [](auto& parts) { cut_signature(parts, kHalf); }}},
      "a request was accepted with a part of its signature");
}

Finding an_empty_signature_is_refused(Session& session) {
  return refuses_each(session, nullptr,
                      {{.after = [](auto& parts) { set(parts, "oauth_signature", ""); }}},
                      "a request with an empty oauth_signature was accepted");
}

Finding signatures_have_case(Session& session) {
  return refuses_each(
      session, nullptr,
      {{.after =
            [](auto& parts) {
              set(parts, "oauth_signature",
                  with_other_case(parts.protocol.find("oauth_signature").value_or("")));
            }}},
      "a signature was compared without case");
}

Finding another_methods_signature_is_refused(Session& session) {
  return refuses_each(
      session, nullptr,
      {{.what = "HMAC-SHA256",
        .before = [](auto& parts) { parts.method = SignatureMethod::hmac_sha256; }},
       {.what = "PLAINTEXT",
        .before = [](auto& parts) { parts.method = SignatureMethod::plaintext; }}},
      "a request that says HMAC-SHA1 was accepted with the signature of another method");
}

constexpr auto kOauth1SignatureChecks = std::to_array<Check>({
    {"oauth1-signature/a-changed-method-is-refused",
     "A signature for another HTTP method is refused",
     {"RFC5849-3.4.1.1-1", "RFC5849-3.4.1.1-2"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     a_changed_method_is_refused},
    {"oauth1-signature/a-changed-path-is-refused",
     "A signature for another path is refused",
     {"RFC5849-3.4.1.2-1", "RFC5849-3.4.1.2-6"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     a_changed_path_is_refused},
    {"oauth1-signature/a-changed-authority-is-refused",
     "A signature for another host or port is refused",
     {"RFC5849-3.4.1.2-3"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     a_changed_authority_is_refused},
    {"oauth1-signature/a-changed-query-is-refused",
     "A query that was changed behind the signature is refused",
     {"RFC5849-3.4.1.3.1-1", "RFC5849-3.2-1"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     a_changed_query_is_refused},
    {"oauth1-signature/a-changed-form-is-refused",
     "A form that was changed behind the signature is refused",
     {"RFC5849-3.4.1.3.1-3", "RFC5849-3.2-1"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     a_changed_form_is_refused},
    {"oauth1-signature/a-second-value-is-refused",
     "A second value under a signed name is refused",
     {"RFC5849-3.4.1.3.1-8", "RFC5849-3.4.1.3.2-6"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     a_second_value_is_refused},
    {"oauth1-signature/changed-protocol-parameters-are-refused",
     "A protocol parameter that was changed behind the signature is refused",
     {"RFC5849-3.4.1.3.1-2", "RFC5849-3.4.1.3.1-6"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     changed_protocol_parameters_are_refused},
    {"oauth1-signature/both-secrets-sign",
     "A signature without one of the two secrets is refused",
     {"RFC5849-3.4.2-2", "RFC5849-3.2-1"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     both_secrets_sign},
    {"oauth1-signature/a-part-of-a-signature-is-refused",
     "A part of a signature is refused",
     {"RFC5849-3.2-1"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     a_part_of_a_signature_is_refused},
    {"oauth1-signature/an-empty-signature-is-refused",
     "An empty signature is refused",
     {"RFC5849-3.2-1", "RFC5849-3.1-8"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     an_empty_signature_is_refused},
    {"oauth1-signature/signatures-have-case",
     "A signature is compared with its case",
     {"RFC5849-3.1-9", "RFC5849-3.4.2-1"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     signatures_have_case},
    {"oauth1-signature/another-methods-signature-is-refused",
     "A signature by another method than the one that is named is refused",
     {"RFC5849-3.4-1", "RFC5849-3.4.2-1"},
     Level::must,
     {Need::oauth1, Need::oauth1_resource},
     another_methods_signature_is_refused},
});

}  // namespace

Topic oauth1_signature() {
  return kOauth1SignatureChecks;
}

}  // namespace oauthspec::checks
