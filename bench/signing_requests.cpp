// SPDX-License-Identifier: Apache-2.0
#include "bench/signing_requests.h"

#include <cstdint>
#include <random>

namespace oauthspec::bench {
namespace {

using oauth::message::Request;

constexpr std::uint32_t kSeed = 5849;
constexpr std::uint64_t kFirstTimestamp = 1191242096;

std::string word(std::mt19937& random, std::size_t letters) {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz0123456789";
  std::string out;
  while (out.size() < letters) out += kLetters[random() % kLetters.size()];
  return out;
}

}  // namespace

const std::vector<Numbered>& photo_requests() {
  static const std::vector<Numbered> kRequests = [] {
    std::mt19937 random(kSeed);
    std::vector<Numbered> made;
    for (std::size_t i = 0; i < kPhotoRequests; ++i) {
      // Of various lengths, or what the branches of one request foretell would be true of all.
      std::string file = word(random, 4 + random() % 16);
      if (i % 8 == 0) file += "%20" + word(random, 4);
      made.push_back({{"GET",
                       "http://photos.example.net/photos/" + word(random, random() % 12) +
                           "?file=" + file + ".jpg&size=" + (i % 3 == 0 ? "medium" : "original"),
                       {},
                       ""},
                      word(random, 16),
                      std::to_string(kFirstTimestamp + i)});
    }
    return made;
  }();
  return kRequests;
}

Request request_of(std::size_t parameters) {
  std::mt19937 random(kSeed);
  std::string url = "http://photos.example.net/photos";
  for (std::size_t i = 0; i < parameters; ++i)
    url += (i == 0 ? '?' : '&') + word(random, 8) + '=' + word(random, 11);
  return {"GET", std::move(url), {}, ""};
}

Request form_of(std::size_t octets) {
  std::mt19937 random(kSeed);
  std::string body = "text=";
  for (std::size_t i = 0; i < octets; ++i) {
    if (i % 20 == 0) {
      body += "%26";
    } else {
      body += word(random, 1);
    }
  }
  return {"POST",
          "http://photos.example.net/photos",
          {{"Content-Type", "application/x-www-form-urlencoded"}},
          std::move(body)};
}

oauth::oauth1::Signer signing_key(const oauth::crypto::Backend& backend,
                                  oauth::oauth1::SignatureMethod method) {
  return oauth::oauth1::Signer::with_secrets(backend, method, kConsumerSecret, kTokenSecret)
      .value();
}

oauth::oauth1::RequestSigner request_signer(const oauth::crypto::Backend& backend,
                                            oauth::oauth1::SignatureMethod method) {
  oauth::oauth1::ProtocolParameters parameters;
  parameters.consumer_key = kConsumerKey;
  parameters.token = kToken;
  parameters.version = "1.0";
  return oauth::oauth1::RequestSigner::create(signing_key(backend, method), parameters).value();
}

}  // namespace oauthspec::bench
