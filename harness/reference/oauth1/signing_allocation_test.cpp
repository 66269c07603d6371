// SPDX-License-Identifier: Apache-2.0
// That signing allocates nothing once its buffers have grown. A program of its own, for it replaces operator new.
#include <array>
#include <cstddef>
#include <cstdlib>
#include <new>
#include <string>

#include <gtest/gtest.h>

#include "harness/reference/oauth1/request_signer.h"

namespace {
std::size_t allocations = 0;
}  // namespace

// The others of the standard library call these.
void* operator new(std::size_t octets) {
  ++allocations;
  void* const block = std::malloc(octets == 0 ? 1 : octets);
  if (block == nullptr) throw std::bad_alloc();
  return block;
}
void operator delete(void* block) noexcept {
  std::free(block);
}
void operator delete(void* block, std::size_t /*octets*/) noexcept {
  std::free(block);
}

namespace oauth::oauth1 {
namespace {

using message::Request;

const Request kPhoto{
    "GET", "http://Photos.example.net/photos?file=vacation.jpg&size=original", {}, ""};
const Request kForm{
    "POST",
    "http://photos.example.net/photos?b5=%3D%253D&a3=a&c%40=&a2=r%20b",
    {{"Host", "photos.example.net"}, {"Content-Type", "application/x-www-form-urlencoded"}},
    "c2&a3=2+q"};
const Request kJson{
    "PUT", "http://photos.example.net/", {{"Content-Type", "application/json"}}, "{}"};

RequestSigner signer_for(SignatureMethod method, bool body_hash) {
  ProtocolParameters parameters;
  parameters.consumer_key = "dpf43f3p2l4k3l03";
  parameters.token = "nnch734d00sl2jdk";
  parameters.version = "1.0";
  parameters.body_hash = body_hash;
  return *RequestSigner::create(*Signer::with_secrets(crypto::openssl(), method, "s", "t"),
                                parameters);
}

/// How often operator new is called while the function runs, once it has run before.
template <class Function>
std::size_t allocations_of(Function function) {
  function();
  const std::size_t before = allocations;
  function();
  function();
  return allocations - before;
}

constexpr std::string_view kNonce = "wIjqoxSZJ+q6pWfBo8tUQw==";

TEST(SigningAllocates, NothingForARequest) {
  ASSERT_GT(allocations_of([] { static_cast<void>(std::string(100, 'a')); }), 0U)
      << "they are counted";
  for (const SignatureMethod method :
       {SignatureMethod::hmac_sha1, SignatureMethod::hmac_sha256, SignatureMethod::plaintext}) {
    RequestSigner signer = signer_for(method, false);
    for (const Request* request : {&kPhoto, &kForm, &kJson}) {
      bool all = true;
      EXPECT_EQ(allocations_of([&] {
                  all = all && signer.authorization(*request, kNonce, "137131202").has_value();
                }),
                0U)
          << name(method) << ' ' << request->url;
      EXPECT_TRUE(all);
    }
  }
}

TEST(SigningAllocates, NothingForABodyHash) {
  RequestSigner signer = signer_for(SignatureMethod::hmac_sha1, true);
  EXPECT_EQ(allocations_of([&] { ASSERT_TRUE(signer.authorization(kJson, kNonce, "1")); }), 0U);
}

TEST(SigningAllocates, NothingForAPreparedRequest) {
  auto prepared = signer_for(SignatureMethod::hmac_sha1, false).prepare(kForm);
  ASSERT_TRUE(prepared);
  EXPECT_EQ(allocations_of([&] { ASSERT_TRUE(prepared->authorization(kNonce, "1")); }), 0U);
}

TEST(SigningAllocates, NothingForManyRequests) {
  RequestSigner signer = signer_for(SignatureMethod::hmac_sha1, false);
  const std::array requests{RequestToSign{&kPhoto, kNonce, "1"}, RequestToSign{&kForm, kNonce, "2"},
                            RequestToSign{&kJson, kNonce, "3"}};
  EXPECT_EQ(allocations_of([&] { ASSERT_TRUE(signer.sign_all(requests).back()); }), 0U);
}

TEST(SigningAllocates, NothingForARefusal) {
  RequestSigner signer = signer_for(SignatureMethod::hmac_sha1, false);
  const Request wrong{"GET", "http://h/?a=%4", {}, ""};
  EXPECT_EQ(allocations_of([&] { ASSERT_FALSE(signer.sign(wrong, kNonce, "1")); }), 0U);
}

}  // namespace
}  // namespace oauth::oauth1
