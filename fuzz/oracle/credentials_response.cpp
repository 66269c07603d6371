// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/credentials_response.h"

#include "fuzz/check/holds.h"
#include "fuzz/check/turn.h"
#include "fuzz/input/http_text.h"

namespace oauthspec::fuzz {
namespace {

using oauth::message::Response;

// The model: sections 2.1 and 2.3.
std::optional<CredentialsRead> model_parse(bool temporary, const Response& response) {
  if (response.status != 200 || !oauth1_model::is_form(response.headers)) return std::nullopt;
  const auto pairs = oauth1_model::read_form(response.body);
  if (!pairs || oauth1_model::count(*pairs, "oauth_token") != 1 ||
      oauth1_model::count(*pairs, "oauth_token_secret") != 1 ||
      oauth1_model::count(*pairs, "oauth_callback_confirmed") > 1)
    return std::nullopt;
  if (temporary && oauth1_model::find(*pairs, "oauth_callback_confirmed") != "true")
    return std::nullopt;
  CredentialsRead read;
  for (const auto& [name, value] : *pairs) {
    if (name == "oauth_token") {
      read.key = value;
    } else if (name == "oauth_token_secret") {
      read.secret = value;
    } else if (name != "oauth_callback_confirmed") {
      read.extra.emplace_back(name, value);
    }
  }
  return read;
}

void check_writing(const CredentialsResponseCodec& codec, bool temporary, std::string_view key,
                   std::string_view secret) {
  const Response response = codec.write(temporary, key, secret);
  const CredentialsRead written{std::string(key), std::string(secret), {}};
  holds(model_parse(temporary, response) == written,
        "credentials are written as RFC 5849 sections 2.1 and 2.3 say");
  if (codec.parse == nullptr) return;
  holds(codec.parse(temporary, response) == written, "parsing undoes writing");
}

void check_kind(const CredentialsResponseCodec& codec, bool temporary, const Response& response) {
  const auto read = codec.parse(temporary, response);
  const auto expected = model_parse(temporary, response);
  holds(read.has_value() == expected.has_value(),
        "a response is taken where it has all that RFC 5849 asks of it, and nowhere else");
  if (!read || !expected) return;
  holds(read->key == expected->key && read->secret == expected->secret,
        "identifier and secret are as the form has them");
  holds(read->extra == expected->extra, "what is beyond the RFC is kept apart, in its order");
  if (codec.write != nullptr) check_writing(codec, temporary, read->key, read->secret);
  if (temporary) {
    holds(codec.parse(false, response) == read,
          "what is good for temporary credentials is good for token credentials");
  }
}

}  // namespace

void check_credentials_response(const CredentialsResponseCodec& codec, std::string_view input) {
  const Response response = read_response(input);
  const Turn turn(input, 3);
  if (turn.is(0) && codec.parse != nullptr) check_kind(codec, true, response);
  if (turn.is(1) && codec.parse != nullptr) check_kind(codec, false, response);
  if (!turn.is(2) || codec.write == nullptr) return;
  const std::string_view body = response.body;
  check_writing(codec, body.size() % 2 == 0, body.substr(0, body.size() / 2),
                body.substr(body.size() / 2));
}

}  // namespace oauthspec::fuzz
