// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/oauth1_verify.h"

#include <algorithm>
#include <array>
#include <string>

#include "fuzz/check/holds.h"
#include "fuzz/input/http_text.h"

namespace oauthspec::fuzz {
namespace {

using oauth::message::Request;

/// Where the value of oauth_signature stands in a request.
struct SignaturePlace {
  std::string* text = nullptr;
  std::size_t begin = 0;
  std::size_t size = 0;
};

/// Looks for the name behind one of `marks` or at the beginning, and for its value up to one of `ends`.
SignaturePlace find_in(std::string& text, std::string_view name, std::string_view marks,
                       std::string_view ends) {
  std::size_t at = text.find(name);
  while (at != std::string::npos && at != 0 && !marks.contains(text[at - 1]))
    at = text.find(name, at + 1);
  if (at == std::string::npos) return {};
  const std::size_t begin = at + name.size();
  return {&text, begin, std::min(text.find_first_of(ends, begin), text.size()) - begin};
}

SignaturePlace find_signature(Request& request) {
  for (auto& field : request.headers) {
    if (oauth1_model::lower(field.name) != "authorization" ||
        !oauth1_model::is_oauth_field(field.value))
      continue;
    const SignaturePlace place = find_in(field.value, "oauth_signature=\"", ", \t\n", "\"");
    if (place.text != nullptr) return place;
  }
  if (oauth1_model::is_form(request.headers)) {
    const SignaturePlace place = find_in(request.body, "oauth_signature=", "&", "&");
    if (place.text != nullptr) return place;
  }
  const SignaturePlace place = find_in(request.url, "oauth_signature=", "?&", "&#");
  return place.begin < request.url.find('#') ? place : SignaturePlace{};
}

/// The request with another signature, decoded; false where it has none.
bool put_signature(Request& request, std::string_view signature) {
  const SignaturePlace place = find_signature(request);
  if (place.text == nullptr) return false;
  place.text->replace(place.begin, place.size, oauth1_model::encode(signature));
  return true;
}

/// A number that every octet of the input has its part in: where bits are flipped.
std::size_t number_of(std::string_view input) {
  std::size_t number = 0;
  for (const char character : input) number = number * 31 + static_cast<unsigned char>(character);
  return number;
}

void flip_bit(std::string& text, std::size_t number) {
  if (text.empty()) return;
  char& character = text[number / 8 % text.size()];
  character = static_cast<char>(static_cast<unsigned char>(character) ^ (1U << (number % 8)));
}

/// The request with a bit flipped in its method, URL, body or a field.
Request with_flipped_bit(Request request, std::size_t number) {
  std::vector<std::string*> texts = {&request.method, &request.url, &request.url, &request.body};
  for (auto& field : request.headers) texts.push_back(&field.value);
  flip_bit(*texts[number % texts.size()], number / texts.size());
  return request;
}

/// Holds what a server makes of the requests against what the model makes of them.
std::vector<std::optional<Oauth1Accepted>> judge(const Oauth1Verifier& verifier,
                                                 std::span<const Request> requests) {
  auto verdicts = verifier.verify(oauth1_setting(), requests);
  holds(verdicts.size() == requests.size(), "every request has its verdict");
  oauth1_model::Server model(oauth1_setting());
  for (std::size_t request = 0; request < requests.size(); ++request) {
    const auto expected = model.verify(requests[request]);
    holds(verdicts[request].has_value() || !expected, "what RFC 5849 section 3.2 asks is enough");
    holds(expected.has_value() || !verdicts[request],
          "a request is refused that is not all that RFC 5849 section 3.2 asks");
    holds(verdicts[request] == expected, "a request is that of its client and token");
  }
  return verdicts;
}

void check_forged(const Oauth1Verifier& verifier, const Request& request,
                  const std::string& signature, std::size_t number) {
  std::string flipped = signature;
  flip_bit(flipped, number);
  Request forged = request;
  if (!put_signature(forged, flipped)) return;
  const auto verdicts = judge(verifier, std::array{std::move(forged), request});
  holds(!verdicts[0], "a signature with a flipped bit is refused");
}

void check_repeated(const Oauth1Verifier& verifier, const Request& request,
                    const std::string& signature) {
  const auto verdicts = judge(verifier, std::array{request, request});
  // Base64 has no "&", which every signature of PLAINTEXT has.
  holds(!verdicts[0] || !verdicts[1] || signature.contains('&'),
        "a request is refused that comes again");
}

/// The request, signed rightly: again, or behind one with a flipped bit, which uses up no nonce.
void check_signed(const Oauth1Verifier& verifier, const Request& request,
                  const std::string& signature, std::size_t number) {
  const std::size_t further = number / 3;
  switch (number % 3) {
    case 0:
      check_repeated(verifier, request, signature);
      return;
    case 1:
      check_forged(verifier, request, signature, further);
      return;
    default:
      judge(verifier, std::array{with_flipped_bit(request, further), request});
  }
}

}  // namespace

const Oauth1Setting& oauth1_setting() {
  static const Oauth1Setting setting{
      .clients = {{"dpf43f3p2l4k3l03AbCd", "kd94hf93k423kf44"},
                  {"jd83jd92dhsh93jsEfGh", "ja893SD9h48djs9d2kkk"},
                  {"a client", "a&b %c/\xC3\xA9"}},
      .tokens = {{"nnch734d00sl2jdkWxYz", "pfkkdhi9sl3r4s00", "dpf43f3p2l4k3l03AbCd", {}},
                 {"hdk48DjdsaQrStUvWxYz", "xyz4992k83j47x0b1234", "dpf43f3p2l4k3l03AbCd", {}},
                 {"expired7dh3k39sjv7Qr", "d+e=f~\"g", "dpf43f3p2l4k3l03AbCd", 1699996400},
                 {"a token", "", "a client", 1700000001}},
      .now = 1700000000,
      .window = 300};
  return setting;
}

void check_oauth1_verify(const Oauth1Verifier& verifier, std::string_view input) {
  Request request = read_request(input);
  const oauth1_model::Server model(oauth1_setting());
  const auto signature = model.right_signature(request);
  if (!signature || !put_signature(request, *signature)) {
    judge(verifier, std::span(&request, 1));
    return;
  }
  check_signed(verifier, request, *signature, number_of(input));
}

}  // namespace oauthspec::fuzz
