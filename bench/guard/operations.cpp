// SPDX-License-Identifier: Apache-2.0
// Runs one operation N times, and nothing else, for bench/guard/guard.py to count its instructions.
//
// usage: bench_operations OPERATION N
//        bench_operations --list
//        bench_operations --compiler
#include <charconv>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bench/kernel_choice.h"
#include "harness/reference/base/clock.h"
#include "harness/reference/codec/percent.h"
#include "harness/reference/crypto/backend.h"
#include "harness/reference/message/http.h"
#include "harness/reference/oauth1/base_string.h"
#include "harness/reference/oauth1/prepared_request.h"
#include "harness/reference/oauth1/request_signer.h"
#include "harness/reference/oauth1/sign.h"
#include "harness/reference/oauth1/verify.h"
#include "harness/reference/oauth2/basic_authorization.h"
#include "harness/reference/oauth2/bearer.h"
#include "harness/reference/oauth2/token_response.h"

namespace oauthspec::bench {
namespace {

using oauth::message::Request;

/// Does it once; false: it went wrong, and its instructions are those of something else.
using Operation = std::function<bool()>;

constexpr std::size_t kOctets = 4096;
constexpr std::uint32_t kTimestamp = 1191242096;
// OAuth Core 1.0 Revision A, appendix A.5.
constexpr std::string_view kPhotoSignature = "tR3+Ty81lMeYAr/Fid0kMTYa/WM=";

// Letters, and at `percent` of a hundred places an octet that is escaped, by the same choices in each run.
std::string text_with_escapes(unsigned percent) {
  std::string text(kOctets, 'a');
  std::uint32_t state = 1;
  for (char& letter : text) {
    state = state * 1664525U + 1013904223U;  // the generator of Numerical Recipes
    constexpr std::uint32_t kHighOctets = 16;
    constexpr std::uint32_t kHundred = 100;
    if ((state >> kHighOctets) % kHundred < percent) letter = '/';
  }
  return text;
}

Operation encode(unsigned percent) {
  return [text = text_with_escapes(percent)] {
    const std::string encoded = oauth::codec::percent_encode(text);
#ifdef OAUTHSPEC_BENCH_PLANTED
    // What guard_test.py wants to see found.
    if (!oauth::codec::percent_decode(encoded)) return false;
#endif
    return encoded.size() >= text.size();
  };
}

Operation decode(unsigned percent) {
  return [text = oauth::codec::percent_encode(text_with_escapes(percent))] {
    const auto decoded = oauth::codec::percent_decode(text);
    return decoded && decoded->size() == kOctets;
  };
}

// OAuth Core 1.0 Revision A, appendix A.5.
const Request& photo() {
  static const Request request{
      "GET", "http://photos.example.net/photos?file=vacation.jpg&size=original", {}, {}};
  return request;
}

oauth::oauth1::ProtocolParameters photo_parameters() {
  return {.consumer_key = "dpf43f3p2l4k3l03",
          .token = "nnch734d00sl2jdk",
          .timestamp = "1191242096",
          .nonce = "kllo9940pd9333jh",
          .version = "1.0"};
}

std::shared_ptr<oauth::oauth1::Signer> photo_signer() {
  return std::make_shared<oauth::oauth1::Signer>(*oauth::oauth1::Signer::with_secrets(
      oauth::crypto::openssl(), oauth::oauth1::SignatureMethod::hmac_sha1, "kd94hf93k423kf44",
      "pfkkdhi9sl3r4s00"));
}

oauth::oauth1::RequestSigner photo_request_signer() {
  return *oauth::oauth1::RequestSigner::create(std::move(*photo_signer()), photo_parameters());
}

Operation base_string() {
  const auto signed_photo = oauth::oauth1::sign(photo(), photo_parameters(), *photo_signer());
  return [parameters = signed_photo->parameters, wanted = signed_photo->base_string] {
    const auto made = oauth::oauth1::base_string(photo(), parameters);
    return made && *made == wanted;
  };
}

Operation sign() {
  return [signer = photo_signer()] {
    const auto made = oauth::oauth1::sign(photo(), photo_parameters(), *signer);
    return made && made->signature == kPhotoSignature;
  };
}

Operation sign_prepared() {
  auto made = photo_request_signer().prepare(photo());
  return [request = std::make_shared<oauth::oauth1::PreparedRequest>(*std::move(made))] {
    const auto again = request->sign(*photo_parameters().nonce, *photo_parameters().timestamp);
    return again && again->signature == kPhotoSignature;
  };
}

Operation sign_by_signer() {
  return [signer = std::make_shared<oauth::oauth1::RequestSigner>(photo_request_signer())] {
    const auto made =
        signer->sign(photo(), *photo_parameters().nonce, *photo_parameters().timestamp);
    return made && made->signature == kPhotoSignature;
  };
}

class FixedClock final : public oauth::Clock {
 public:
  [[nodiscard]] std::chrono::sys_seconds now() const override {
    return std::chrono::sys_seconds(std::chrono::seconds(kTimestamp));
  }
};

// Takes every nonce, so that the same request is good again and again.
class Forgetful final : public oauth::oauth1::NonceStore {
 public:
  [[nodiscard]] bool remember(const oauth::oauth1::NonceUse& /*use*/) override { return true; }
};

class PhotoCredentials final : public oauth::oauth1::CredentialStore {
 public:
  [[nodiscard]] std::optional<oauth::oauth1::KnownClient> find_client(
      std::string_view key) const override {
    return oauth::oauth1::KnownClient{std::string(key), oauth::Secret("kd94hf93k423kf44"), nullptr};
  }
  [[nodiscard]] std::optional<oauth::oauth1::KnownToken> find_token(
      std::string_view key) const override {
    return oauth::oauth1::KnownToken{
        std::string(key), oauth::Secret("pfkkdhi9sl3r4s00"), "dpf43f3p2l4k3l03", {}};
  }
};

Operation verify() {
  const auto made = oauth::oauth1::sign(photo(), photo_parameters(), *photo_signer());
  return [request = *oauth::oauth1::transmit(photo(), made->parameters,
                                             oauth::oauth1::Location::authorization_header)] {
    static const PhotoCredentials credentials;
    static const FixedClock clock;
    static Forgetful nonces;
    static const oauth::oauth1::RequestVerifier verifier(oauth::crypto::openssl(), credentials,
                                                         nonces, clock, {});
    return verifier.verify(request).has_value();
  };
}

Operation basic() {
  return [] {
    // RFC 6749 section 2.3.1.
    return oauth::oauth2::parse_basic_authorization(
               "Basic czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3")
        .has_value();
  };
}

Operation bearer() {
  return [request =
              Request{"GET",
                      "https://server.example.com/resource",
                      {{"Host", "server.example.com"}, {"Authorization", "Bearer mF_9.B5f-4.1JqM"}},
                      {}}] {
    return oauth::oauth2::find_bearer_token(request, {oauth::oauth2::TokenPlacement::header})
        .has_value();
  };
}

Operation token_response() {
  // RFC 6749 section 5.1.
  return [response = oauth::message::Response{
              200,
              {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}},
              R"({"access_token":"2YotnFZFEjr1zCsicMWpAA","token_type":"Bearer","expires_in":3600,)"
              R"("refresh_token":"tGzv3JOkF0XG5Qx2TlKWIA","scope":"read write"})"}] {
    return oauth::oauth2::parse_token_response(response, {"Bearer"}, false).has_value();
  };
}

const std::map<std::string, std::function<Operation()>, std::less<>>& operations() {
  constexpr unsigned kMany = 30;
  static const std::map<std::string, std::function<Operation()>, std::less<>> made_by_name{
      {"percent_encode/0", [] { return encode(0); }},
      {"percent_encode/30", [] { return encode(kMany); }},
      {"percent_decode/30", [] { return decode(kMany); }},
      {"base_string", base_string},
      {"sign", sign},
      {"sign_by_signer", sign_by_signer},
      {"sign_prepared", sign_prepared},
      {"verify", verify},
      {"basic_authorization", basic},
      {"bearer", bearer},
      {"token_response", token_response}};
  return made_by_name;
}

int run(std::string_view name, std::string_view times) {
  std::uint64_t count = 0;
  const auto found = operations().find(name);
  const auto [end, error] = std::from_chars(times.data(), times.data() + times.size(), count);
  if (found == operations().end() || error != std::errc() || end != times.data() + times.size()) {
    std::cerr << "usage: bench_operations OPERATION N, or --list, or --compiler\n";
    return 2;
  }
  const Operation operation = found->second();
  for (std::uint64_t i = 0; i < count; ++i) {
    if (!operation()) {
      std::cerr << name << " went wrong\n";
      return 1;
    }
  }
  return 0;
}

}  // namespace
}  // namespace oauthspec::bench

int main(int argc, char** argv) {
  using namespace oauthspec::bench;
  const std::vector<std::string> words(argv, argv + argc);
  if (!choose_kernel(argv[0])) return 2;
  if (words.size() == 2 && words[1] == "--list") {
    for (const auto& [name, make] : operations()) std::cout << name << '\n';
    return 0;
  }
  if (words.size() == 2 && words[1] == "--compiler") {
    std::cout << OAUTHSPEC_COMPILER << '\n';
    return 0;
  }
  return run(words.size() == 3 ? words[1] : "", words.size() == 3 ? words[2] : "");
}
