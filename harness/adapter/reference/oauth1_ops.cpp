// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "harness/adapter/reference/ops.h"
#include "harness/adapter/reference/shapes.h"
#include "harness/reference/codec/percent.h"
#include "harness/reference/oauth1/authorization.h"
#include "harness/reference/oauth1/authorization_header.h"
#include "harness/reference/oauth1/base_string.h"
#include "harness/reference/oauth1/base_string_uri.h"
#include "harness/reference/oauth1/credentials_response.h"
#include "harness/reference/oauth1/sign.h"
#include "harness/reference/oauth1/verify.h"

namespace oauthspec::adapter {
namespace {

using nlohmann::json;
namespace oauth1 = oauth::oauth1;

Verdict percent_encode(const json& in) {
  return Out{oauth::codec::percent_encode(read_bytes(in.at("text"))), {}};
}

Verdict percent_decode(const json& in) {
  const auto octets = oauth::codec::percent_decode(read_bytes(in.at("text")));
  if (!octets) return reject(octets.error());
  return Out{write_bytes(*octets), {}};
}

Verdict normalize_parameters(const json& in) {
  return Out{oauth1::normalize_parameters(read_parameters(in.at("parameters"))), {}};
}

Verdict base_string_uri(const json& in) {
  const auto host = read_optional(in, "host");
  return text_or_reject(oauth1::base_string_uri(in.at("url").get_ref<const std::string&>(), host));
}

Verdict base_string(const json& in) {
  return text_or_reject(oauth1::base_string(read_request(in.at("request")),
                                            read_parameters(in.at("protocol_parameters"))));
}

oauth::Result<oauth1::Signer> signer_of(const json& in, oauth1::SignatureMethod method,
                                        const oauth::crypto::Backend& backend) {
  const json& client = in.at("client");
  if (oauth1::family(method) == oauth1::SignatureFamily::rsa) {
    if (!client.contains("private_key"))
      return std::unexpected(oauth::Error{oauth::Errc::key_invalid, 0});
    auto key = read_private_key(client.at("private_key"), backend);
    if (!key) return std::unexpected(key.error());
    return oauth1::Signer::with_private_key(backend, method, std::move(*key));
  }
  // RFC5849-3.4.2-2: a client with an RSA key only has no secret to sign with.
  if (!client.contains("secret")) return std::unexpected(oauth::Error{oauth::Errc::key_invalid, 0});
  const std::string token_secret =
      in.at("token").is_null() ? "" : in.at("token").at("secret").get<std::string>();
  return oauth1::Signer::with_secrets(backend, method, client.at("secret").get<std::string>(),
                                      token_secret);
}

Verdict sign(const json& in, const oauth::crypto::Backend& backend) {
  const auto method = oauth1::signature_method_named(in.at("method").get_ref<const std::string&>());
  if (!method) return reject({oauth::Errc::signature_method_unsupported, 0});
  auto signer = signer_of(in, *method, backend);
  if (!signer) return reject(signer.error());

  const oauth::message::Parameters extra = read_parameters(in.at("extra"));
  const auto token = in.at("token").is_null() ? std::nullopt : read_optional(in.at("token"), "key");
  const auto timestamp = read_optional(in, "timestamp");
  const auto nonce = read_optional(in, "nonce");
  const auto version = read_optional(in, "version");
  oauth1::ProtocolParameters parameters;
  parameters.consumer_key = in.at("client").at("key").get_ref<const std::string&>();
  parameters.token = token;
  parameters.timestamp = timestamp;
  parameters.nonce = nonce;
  parameters.version = version;
  parameters.extra = &extra;
  parameters.body_hash = in.value("body_hash", false);
  const auto made = oauth1::sign(read_request(in.at("request")), parameters, *signer);
  if (!made) return reject(made.error());
  const auto header =
      oauth1::write_authorization_header(read_optional(in, "realm"), made->parameters);
  if (!header) return reject(header.error());
  return Out{
      {{"signature", made->signature}, {"base_string", made->base_string}, {"header", *header}},
      {}};
}

/// The credentials that a verification's `in` lists.
class ListedCredentials final : public oauth1::CredentialStore {
 public:
  oauth::Result<void> read(const json& in, const oauth::crypto::Backend& backend) {
    for (const json& item : items_of(in.at("clients"))) {
      oauth1::KnownClient client{item.at("key").get<std::string>(), std::nullopt, nullptr};
      if (const auto secret = read_optional(item, "secret")) client.secret = oauth::Secret(*secret);
      if (item.contains("public_key")) {
        auto key = read_public_key(item.at("public_key"), backend);
        if (!key) return std::unexpected(key.error());
        client.public_key = std::move(*key);
      }
      clients_.try_emplace(client.key, std::move(client));
    }
    for (const json& item : items_of(in.at("tokens"))) {
      oauth1::KnownToken token{item.at("key").get<std::string>(),
                               oauth::Secret(item.at("secret").get_ref<const std::string&>()),
                               item.at("client").get<std::string>(), std::nullopt};
      if (item.contains("expires")) {
        token.expires =
            std::chrono::sys_seconds(std::chrono::seconds(read_integer(item.at("expires"))));
      }
      tokens_.try_emplace(token.key, std::move(token));
    }
    return {};
  }

  std::optional<oauth1::KnownClient> find_client(std::string_view key) const override {
    return find(clients_, key);
  }
  std::optional<oauth1::KnownToken> find_token(std::string_view key) const override {
    return find(tokens_, key);
  }

 private:
  template <class Known>
  using ByKey = std::map<std::string, Known, std::less<>>;

  template <class Known>
  static std::optional<Known> find(const ByKey<Known>& known, std::string_view key) {
    const auto found = known.find(key);
    return found == known.end() ? std::nullopt : std::optional(found->second);
  }

  ByKey<oauth1::KnownClient> clients_;
  ByKey<oauth1::KnownToken> tokens_;
};

class StoppedClock final : public oauth::Clock {
 public:
  explicit StoppedClock(std::int64_t now) : now_(std::chrono::seconds(now)) {}
  std::chrono::sys_seconds now() const override { return now_; }

 private:
  std::chrono::sys_seconds now_;
};

Verdict verify(const json& in, const oauth::crypto::Backend& backend) {
  ListedCredentials credentials;
  if (auto done = credentials.read(in, backend); !done) return reject(done.error());
  const StoppedClock clock(read_integer(in.at("now")));
  oauth1::MemoryNonceStore nonces;
  oauth1::VerificationPolicy policy;
  policy.window = std::chrono::seconds(read_integer(in.at("window")));
  const oauth1::RequestVerifier verifier(backend, credentials, nonces, clock, policy);
  json verdicts = json::array();
  for (const json& request : items_of(in.at("sequence"))) {
    const auto verified = verifier.verify(read_request(request));
    if (verified) {
      verdicts.push_back({{"verdict", "accepted"}});
    } else {
      verdicts.push_back({{"verdict", "refused"},
                          {"status", verified.error().status},
                          {"reason", oauth::name(verified.error().error.code)}});
    }
  }
  return Out{std::move(verdicts), {}};
}

Verdict parse_authorization_header(const json& in) {
  const auto header = oauth1::parse_authorization_header(read_bytes(in.at("header")));
  if (!header) return reject(header.error());
  const json realm = header->realm.transform(write_bytes).value_or(json());
  return Out{{{"realm", realm}, {"parameters", write_parameters(header->parameters)}}, {}};
}

Verdict build_authorization_header(const json& in) {
  const auto realm = read_optional(in, "realm");
  return text_or_reject(
      oauth1::write_authorization_header(realm, read_parameters(in.at("parameters"))));
}

oauth1::CredentialsKind read_kind(const json& kind) {
  if (kind == "temporary") return oauth1::CredentialsKind::temporary;
  if (kind == "token") return oauth1::CredentialsKind::token;
  throw ShapeError("kind is neither temporary nor token");
}

Verdict parse_credentials_response(const json& in) {
  const auto kind = read_kind(in.at("kind"));
  const auto read = oauth1::parse_credentials_response(kind, read_response(in.at("response")));
  if (!read) return reject(read.error());
  return Out{{{"key", write_bytes(read->credentials.key)},
              {"secret", write_bytes(read->credentials.secret.reveal())},
              {"extra", write_parameters(read->extra)}},
             {}};
}

Verdict parse_callback(const json& in) {
  const auto callback =
      oauth1::parse_callback(in.at("url").get<std::string>(), in.at("token").get<std::string>());
  if (!callback) return reject(callback.error());
  return Out{
      {{"token", write_bytes(callback->token)}, {"verifier", write_bytes(callback->verifier)}}, {}};
}

Verdict authorization_url(const json& in) {
  return text_or_reject(oauth1::authorization_url(in.at("endpoint").get<std::string>(),
                                                  in.at("token").get<std::string>(),
                                                  read_parameters(in.at("extra"))));
}

constexpr auto kOauth1Ops = std::to_array<Op>({
    {"oauth1.percent_encode", percent_encode},
    {"oauth1.percent_decode", percent_decode},
    {"oauth1.normalize_parameters", normalize_parameters},
    {"oauth1.base_string_uri", base_string_uri},
    {"oauth1.base_string", base_string},
    {"oauth1.sign", sign},
    {"oauth1.verify", verify},
    {"oauth1.parse_authorization_header", parse_authorization_header},
    {"oauth1.build_authorization_header", build_authorization_header},
    {"oauth1.parse_credentials_response", parse_credentials_response},
    {"oauth1.parse_callback", parse_callback},
    {"oauth1.authorization_url", authorization_url},
});

}  // namespace

std::span<const Op> oauth1_ops() {
  return kOauth1Ops;
}

}  // namespace oauthspec::adapter
