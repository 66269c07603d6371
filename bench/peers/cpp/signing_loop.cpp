// SPDX-License-Identifier: Apache-2.0
// Our own rows among the loops of this folder, one a run: see README.md beside it.
//
// usage: bench_signing_loop WAY REQUESTS
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <functional>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <sys/resource.h>

#include "bench/bare_key.h"
#include "harness/reference/crypto/backend.h"
#include "harness/reference/message/http.h"
#include "harness/reference/oauth1/sign.h"

namespace oauthspec::bench {
namespace {

constexpr std::string_view kClientKey = "dpf43f3p2l4k3l03";
constexpr std::string_view kClientSecret = "kd94hf93k423kf44";
constexpr std::string_view kToken = "nnch734d00sl2jdk";
constexpr std::string_view kTokenSecret = "pfkkdhi9sl3r4s00";

struct ToSign {
  oauth::message::Request request;
  std::string nonce;
  std::string timestamp;
};

std::vector<ToSign> read_requests(const std::string& name) {
  std::ifstream file(name);
  std::vector<ToSign> requests;
  std::string url;
  std::string nonce;
  std::string timestamp;
  while (file >> url >> nonce >> timestamp) {
    requests.push_back({{"GET", url, {}, {}}, nonce, timestamp});
  }
  return requests;
}

/// Signs the request of this number, and gives the signature; empty: what is measured makes none.
using Way = std::function<std::string(std::size_t)>;

oauth::oauth1::Signer make_signer(const oauth::crypto::Backend& backend) {
  return *oauth::oauth1::Signer::with_secrets(backend, oauth::oauth1::SignatureMethod::hmac_sha1,
                                              kClientSecret, kTokenSecret);
}

oauth::oauth1::ProtocolParameters parameters_of(const ToSign& one) {
  return {.consumer_key = kClientKey,
          .token = kToken,
          .timestamp = one.timestamp,
          .nonce = one.nonce,
          .version = "1.0"};
}

// Whole: from the request to the signature.
Way signing(const std::vector<ToSign>& requests, const oauth::crypto::Backend& backend) {
  return [&requests, signer = std::make_shared<oauth::oauth1::Signer>(make_signer(backend))](
             std::size_t number) {
    const ToSign& one = requests[number];
    auto made = oauth::oauth1::sign(one.request, parameters_of(one), *signer);
    return made ? std::move(made->signature) : std::string("none");
  };
}

// The least that a signature can cost: the tag over each base string, which is there, with the key's state kept.
Way bare(const std::vector<ToSign>& requests) {
  auto signer = make_signer(oauth::crypto::openssl());
  std::vector<std::string> texts;
  texts.reserve(requests.size());
  for (const ToSign& one : requests) {
    texts.push_back(oauth::oauth1::sign(one.request, parameters_of(one), signer)->base_string);
  }
  const auto shared = oauth::oauth1::shared_key(kClientSecret, kTokenSecret);
  return [texts = std::move(texts),
          key = std::make_shared<BareKey>("SHA1", shared.reveal())](std::size_t number) {
    return key->tag(texts[number]) ? std::string() : std::string("none");
  };
}

std::optional<Way> find_way(std::string_view name, const std::vector<ToSign>& requests) {
  if (name == "bare") return bare(requests);
  if (name == "openssl") return signing(requests, oauth::crypto::openssl());
  return std::nullopt;
}

double seconds() {
  constexpr double kMicrosecond = 1e-6;
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
         static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec) * kMicrosecond;
}

void loop(const std::vector<ToSign>& requests, const Way& way) {
  const ToSign& first = requests.front();
  std::cout << fmt::format(R"({{"version":"","signature":"{}","nonce":"{}","timestamp":"{}"}})",
                           way(0), first.nonce, first.timestamp)
            << '\n'
            << std::flush;
  std::size_t number = 0;
  std::uint64_t asked = 0;
  while (std::cin >> asked) {
    const double start = seconds();
    for (std::uint64_t i = 0; i < asked; ++i) {
      static_cast<void>(way(number));
      if (++number == requests.size()) number = 0;
    }
    std::cout << fmt::format(R"({{"signatures":{},"seconds":{:.6f}}})", asked, seconds() - start)
              << '\n'
              << std::flush;
  }
}

}  // namespace
}  // namespace oauthspec::bench

int main(int argc, char** argv) {
  using namespace oauthspec::bench;
  const std::vector<std::string> words(argv, argv + argc);
  if (words.size() != 3) {
    std::cerr << "usage: bench_signing_loop bare|openssl REQUESTS\n";
    return 2;
  }
  const auto requests = read_requests(words[2]);
  if (requests.empty()) {
    std::cerr << words[2] << ": no request\n";
    return 1;
  }
  const auto way = find_way(words[1], requests);
  if (!way) {
    std::cerr << "there is no way " << words[1] << '\n';
    return 2;
  }
  loop(requests, *way);
  return 0;
}
