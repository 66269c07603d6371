// SPDX-License-Identifier: Apache-2.0
#include "harness/defects/oauth1/answers.h"

#include <algorithm>
#include <array>
#include <utility>

#include "harness/adapter/reference/shapes.h"

namespace oauthspec::defects::oauth1 {

namespace answers {
namespace {

using adapter::Out;
using adapter::read_bytes;
using adapter::read_optional;
using adapter::read_parameters;
using adapter::write_bytes;
using adapter::write_parameters;

Verdict text_or_reject(const Result<std::string>& text) {
  if (!text) return adapter::reject(text.error());
  return Out{*text, {}};
}

Result<Signing> read_signing(const Functions& library, const json& in) {
  Signing signing;
  const auto method = library.find_method(in.at("method").get_ref<const std::string&>());
  if (!method) return refuse(Errc::signature_method_unsupported);
  signing.method = *method;
  signing.request = adapter::read_request(in.at("request"));
  const json& client = in.at("client");
  signing.client_key = client.at("key");
  signing.client_secret = read_optional(client, "secret");
  if (client.contains("private_key")) {
    auto key = adapter::read_private_key(client.at("private_key"));
    if (!key) return std::unexpected(key.error());
    signing.private_key = std::move(*key);
  }
  if (const json& token = in.at("token"); !token.is_null()) {
    signing.token_key = token.at("key").get<std::string>();
    signing.token_secret = token.at("secret");
  }
  signing.nonce = read_optional(in, "nonce");
  signing.timestamp = read_optional(in, "timestamp");
  signing.version = read_optional(in, "version");
  signing.realm = read_optional(in, "realm");
  signing.extra = read_parameters(in.at("extra"));
  signing.body_hash = in.value("body_hash", false);
  return signing;
}

struct Signed {
  std::string signature;
  std::string base_string;
  std::string header;
};

Result<Signed> sign(const Functions& library, const Signing& signing) {
  if (auto done = library.check_values(signing); !done) return std::unexpected(done.error());
  auto assigned = library.assign(library, signing);
  if (!assigned) return std::unexpected(assigned.error());
  const auto collected = collect(library, signing.request);
  if (!collected) return std::unexpected(collected.error());
  auto text = base_string(library, signing.request, *collected, *assigned);
  if (!text) return std::unexpected(text.error());
  auto signature = library.signature(library, signing, *text);
  if (!signature) return std::unexpected(signature.error());
  assigned->add("oauth_signature", *signature);
  auto header = write_header(library, signing.realm, *assigned);
  if (!header) return std::unexpected(header.error());
  return Signed{std::move(*signature), std::move(*text), std::move(*header)};
}

}  // namespace

Verdict percent_encode(const Functions& library, const json& in) {
  return Out{write_bytes(library.encode(read_bytes(in.at("text")))), {}};
}

Verdict percent_decode(const Functions& library, const json& in) {
  const auto octets = library.decode(read_bytes(in.at("text")));
  if (!octets) return adapter::reject(octets.error());
  return Out{write_bytes(*octets), {}};
}

Verdict normalize_parameters(const Functions& library, const json& in) {
  RequestParameters collected;
  collected.query = read_parameters(in.at("parameters"));
  return Out{write_bytes(normalize(library, library.gather(collected))), {}};
}

Verdict base_string_uri(const Functions& library, const json& in) {
  const auto host = read_optional(in, "host");
  return text_or_reject(oauth1::base_string_uri(library, in.at("url").get<std::string>(), host));
}

Verdict base_string(const Functions& library, const json& in) {
  const Request request = adapter::read_request(in.at("request"));
  const auto collected = collect(library, request);
  if (!collected) return adapter::reject(collected.error());
  return text_or_reject(oauth1::base_string(library, request, *collected,
                                            read_parameters(in.at("protocol_parameters"))));
}

Verdict sign(const Functions& library, const json& in) {
  const auto signing = read_signing(library, in);
  if (!signing) return adapter::reject(signing.error());
  const auto made = sign(library, *signing);
  if (!made) return adapter::reject(made.error());
  return Out{{{"signature", made->signature},
              {"base_string", made->base_string},
              {"header", made->header}},
             {}};
}

Verdict parse_authorization_header(const Functions& library, const json& in) {
  const auto header = library.parse_header(read_bytes(in.at("header")));
  if (!header) return adapter::reject(header.error());
  return Out{{{"realm", header->realm.transform(write_bytes).value_or(json())},
              {"parameters", write_parameters(header->parameters)}},
             {}};
}

Verdict build_authorization_header(const Functions& library, const json& in) {
  return text_or_reject(
      write_header(library, read_optional(in, "realm"), read_parameters(in.at("parameters"))));
}

Verdict parse_credentials_response(const Functions& library, const json& in) {
  const auto kind =
      in.at("kind") == "temporary" ? rfc::CredentialsKind::temporary : rfc::CredentialsKind::token;
  const Response response = adapter::read_response(in.at("response"));
  if (auto done = library.check_response(response); !done) return adapter::reject(done.error());
  const auto parameters = library.read_form(response.body);
  if (!parameters) return adapter::reject(parameters.error());
  if (auto done = library.check_credentials(kind, *parameters); !done)
    return adapter::reject(done.error());
  Parameters extra;
  for (const ParameterView parameter : *parameters) {
    if (parameter.name != "oauth_token" && parameter.name != "oauth_token_secret" &&
        parameter.name != "oauth_callback_confirmed")
      extra.add(parameter);
  }
  return Out{{{"key", write_bytes(library.pick(*parameters, "oauth_token").value_or(""))},
              {"secret", write_bytes(library.pick(*parameters, "oauth_token_secret").value_or(""))},
              {"extra", write_parameters(extra)}},
             {}};
}

Verdict parse_callback(const Functions& library, const json& in) {
  const auto url = in.at("url").get<std::string>();
  const auto uri = oauth::codec::parse_uri(url);
  if (!uri) return adapter::reject(uri.error());
  const auto parameters = library.read_form(library.callback_query(*uri));
  if (!parameters) return adapter::reject(parameters.error());
  if (auto done = library.check_callback(*parameters); !done) return adapter::reject(done.error());
  const auto token = library.pick(*parameters, "oauth_token").value_or("");
  if (!library.same_token(in.at("token").get_ref<const std::string&>(), token))
    return adapter::reject({Errc::callback_token_mismatch, 0});
  return Out{{{"token", write_bytes(token)},
              {"verifier", write_bytes(library.pick(*parameters, "oauth_verifier").value_or(""))}},
             {}};
}

Verdict authorization_url(const Functions& library, const json& in) {
  const auto endpoint = in.at("endpoint").get<std::string>();
  if (auto done = library.check_endpoint(endpoint); !done) return adapter::reject(done.error());
  Parameters added{{"oauth_token", in.at("token").get_ref<const std::string&>()}};
  for (const ParameterView parameter : read_parameters(in.at("extra"))) added.add(parameter);
  return Out{write_bytes(library.add_to_query(library, endpoint, added)), {}};
}

}  // namespace answers

adapter::Verdict sound_answer(string_view op, const nlohmann::json& in) {
  using Answer = adapter::Verdict (*)(const Functions&, const nlohmann::json&);
  constexpr auto kAnswers = std::to_array<std::pair<string_view, Answer>>({
      {"oauth1.percent_encode", answers::percent_encode},
      {"oauth1.percent_decode", answers::percent_decode},
      {"oauth1.normalize_parameters", answers::normalize_parameters},
      {"oauth1.base_string_uri", answers::base_string_uri},
      {"oauth1.base_string", answers::base_string},
      {"oauth1.sign", answers::sign},
      {"oauth1.verify", answers::verify},
      {"oauth1.parse_authorization_header", answers::parse_authorization_header},
      {"oauth1.build_authorization_header", answers::build_authorization_header},
      {"oauth1.parse_credentials_response", answers::parse_credentials_response},
      {"oauth1.parse_callback", answers::parse_callback},
      {"oauth1.authorization_url", answers::authorization_url},
  });
  const auto found = std::ranges::find(kAnswers, op, &decltype(kAnswers)::value_type::first);
  if (found == kAnswers.end()) return adapter::Failure{"UnknownOp", "no op of OAuth 1.0"};
  return found->second(sound(), in);
}

}  // namespace oauthspec::defects::oauth1
