// SPDX-License-Identifier: Apache-2.0
// Signs many requests with the same credentials: one after the other, several at once, and one that is sent again and again. The README beside this
// folder shows this program and what it prints; a test compares the two.
#include <array>
#include <iostream>
#include <utility>

#include "harness/reference/oauth1/request_signer.h"

int main() {
  using namespace oauth::oauth1;
  using oauth::message::Request;
  auto key = Signer::with_secrets(oauth::crypto::openssl(), SignatureMethod::hmac_sha1,
                                  "kd94hf93k423kf44", "pfkkdhi9sl3r4s00");
  if (!key) return 1;
  ProtocolParameters parameters;
  parameters.consumer_key = "dpf43f3p2l4k3l03";
  parameters.token = "nnch734d00sl2jdk";
  auto signer = RequestSigner::create(std::move(*key), parameters);
  if (!signer) return 1;

  const Request photo{
      "GET", "http://photos.example.net/photos?file=vacation.jpg&size=original", {}, ""};
  const auto field = signer->authorization(photo, "chapoH", "137131202");
  if (!field) return 1;
  std::cout << *field << '\n';

  const Request other{"GET", "http://photos.example.net/photos?file=%", {}, ""};
  for (const auto& made :
       signer->sign_all(std::array{RequestToSign{&photo, "first", "137131203"},
                                   RequestToSign{&other, "second", "137131203"}}))
    std::cout << (made ? made->signature : name(made.error().code)) << '\n';

  auto prepared = signer->prepare(photo);
  if (!prepared) return 1;
  const auto made = prepared->sign("chapoH", "137131202");
  if (!made) return 1;
  std::cout << made->signature << '\n';
}
