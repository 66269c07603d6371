// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth1/request_signer.h"

#include <array>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "harness/testing/matchers.h"

namespace oauth::oauth1 {
namespace {

using message::Request;
using oauthspec::testing::Gives;
using oauthspec::testing::RefusesWith;

// RFC 5849 1.2, the request for the photo.
const Request kPhoto{
    "GET", "http://photos.example.net/photos?file=vacation.jpg&size=original", {}, ""};
constexpr std::string_view kPhotoNonce = "chapoH";
constexpr std::string_view kPhotoTimestamp = "137131202";
constexpr std::string_view kPhotoSignature = "MdpQcU8iPSUjWoN/UDMsK2sui9I=";
constexpr std::string_view kPhotoBaseString =
    "GET&http%3A%2F%2Fphotos.example.net%2Fphotos&file%3Dvacation.jpg%26oauth_consumer_key%"
    "3Ddpf43f3p2l4k3l03"
    "%26oauth_nonce%3DchapoH%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131202"
    "%26oauth_token%3Dnnch734d00sl2jdk%26size%3Doriginal";

Signer key(SignatureMethod method = SignatureMethod::hmac_sha1) {
  return *Signer::with_secrets(crypto::openssl(), method, "kd94hf93k423kf44", "pfkkdhi9sl3r4s00");
}

ProtocolParameters photo_parameters() {
  ProtocolParameters parameters;
  parameters.consumer_key = "dpf43f3p2l4k3l03";
  parameters.token = "nnch734d00sl2jdk";
  return parameters;
}

RequestSigner photo_signer() {
  return *RequestSigner::create(key(), photo_parameters(), "Photos");
}

TEST(RequestSigner, MatchesTheRfcsPhotoExample) {
  RequestSigner signer = photo_signer();
  for (int again = 0; again < 2; ++again) {
    const auto made = signer.sign(kPhoto, kPhotoNonce, kPhotoTimestamp);
    ASSERT_TRUE(made);
    EXPECT_EQ(made->signature, kPhotoSignature);
    EXPECT_EQ(made->base_string, kPhotoBaseString);
    EXPECT_EQ(made->body_hash, "");
  }
}

// The parameters are those of the RFC's example in section 1.2, its realm too.
TEST(RequestSigner, WritesTheAuthorizationHeaderField) {
  RequestSigner signer = photo_signer();
  EXPECT_THAT(signer.authorization(kPhoto, kPhotoNonce, kPhotoTimestamp),
              Gives("OAuth realm=\"Photos\", oauth_consumer_key=\"dpf43f3p2l4k3l03\", "
                    "oauth_token=\"nnch734d00sl2jdk\", "
                    "oauth_signature_method=\"HMAC-SHA1\", oauth_timestamp=\"137131202\", "
                    "oauth_nonce=\"chapoH\", "
                    "oauth_signature=\"MdpQcU8iPSUjWoN%2FUDMsK2sui9I%3D\""));
}

TEST(RequestSigner, GivesTheParametersForOtherPlaces) {
  RequestSigner signer = photo_signer();
  const auto sent = signer.parameters(kPhoto, kPhotoNonce, kPhotoTimestamp);
  ASSERT_TRUE(sent);
  EXPECT_EQ(transmit(kPhoto, *sent, Location::query)->url,
            kPhoto.url +
                "&oauth_consumer_key=dpf43f3p2l4k3l03&oauth_token=nnch734d00sl2jdk&oauth_signature_"
                "method=HMAC-SHA1"
                "&oauth_timestamp=137131202&oauth_nonce=chapoH&oauth_signature=MdpQcU8iPSUjWoN%"
                "2FUDMsK2sui9I%3D");
}

TEST(RequestSigner, RefusesWhatSignRefuses) {
  ProtocolParameters parameters = photo_parameters();
  parameters.version = "1.1";
  EXPECT_THAT(RequestSigner::create(key(), parameters), RefusesWith(Errc::version_unsupported));
  parameters.version = "1.0";
  for (const char* name : {"oauth_nonce", "oauth_timestamp", "oauth_signature", "oauth_token"}) {
    const message::Parameters again{{name, "x"}};
    parameters.extra = &again;
    EXPECT_THAT(RequestSigner::create(key(), parameters), RefusesWith(Errc::parameter_duplicated))
        << name;
  }
  RequestSigner signer = photo_signer();
  for (const char* timestamp : {"0", "-1", "", "1.5", " 1"}) {
    EXPECT_THAT(signer.sign(kPhoto, "n", timestamp), RefusesWith(Errc::timestamp_invalid));
  }
  EXPECT_THAT(signer.sign({"GET", "http://h/?oauth_x=1", {}, ""}, "n", "1"),
              RefusesWith(Errc::parameter_location));
  EXPECT_THAT(signer.sign({"G T", "http://h/", {}, ""}, "n", "1"),
              RefusesWith(Errc::method_invalid));
  EXPECT_THAT(signer.sign({"GET", "http://h/?a=%4", {}, ""}, "n", "1"),
              RefusesWith(Errc::percent_truncated));
  // And goes on with the next one.
  EXPECT_EQ(signer.sign(kPhoto, kPhotoNonce, kPhotoTimestamp)->signature, kPhotoSignature);
}

TEST(RequestSigner, RefusesARealmOnlyWhereItIsWritten) {
  auto signer = RequestSigner::create(key(), photo_parameters(), "a\nb");
  ASSERT_TRUE(signer);
  EXPECT_EQ(signer->sign(kPhoto, kPhotoNonce, kPhotoTimestamp)->signature, kPhotoSignature);
  EXPECT_THAT(signer->authorization(kPhoto, kPhotoNonce, kPhotoTimestamp),
              RefusesWith(Errc::header_malformed));
}

// RFC 5849 2.3.
TEST(RequestSigner, SendsPlaintextItsSecrets) {
  auto signer = RequestSigner::create(key(SignatureMethod::plaintext), photo_parameters());
  EXPECT_EQ(signer->sign(kPhoto, "n", "1")->signature, "kd94hf93k423kf44&pfkkdhi9sl3r4s00");
  auto prepared = signer->prepare(kPhoto);
  EXPECT_EQ(prepared->sign("n", "1")->signature, "kd94hf93k423kf44&pfkkdhi9sl3r4s00");
  const std::array requests{RequestToSign{&kPhoto, "n", "1"}, RequestToSign{&kPhoto, "m", "2"}};
  EXPECT_EQ(signer->sign_all(requests)[1]->signature, "kd94hf93k423kf44&pfkkdhi9sl3r4s00");
}

TEST(RequestSigner, SignsManyInTheirOrderAndSaysWhatIsWrongWithOne) {
  RequestSigner signer = photo_signer();
  const Request wrong{"GET", "photos", {}, ""};
  const Request other{"GET", "http://photos.example.net/photos?file=other.jpg", {}, ""};
  const std::array requests{RequestToSign{&other, "a", "1"}, RequestToSign{&wrong, "b", "2"},
                            RequestToSign{&kPhoto, kPhotoNonce, kPhotoTimestamp},
                            RequestToSign{&kPhoto, "c", "0"}};
  const auto made = signer.sign_all(requests);
  ASSERT_EQ(made.size(), 4U);
  EXPECT_THAT(made[1], RefusesWith(Errc::uri_invalid));
  EXPECT_THAT(made[3], RefusesWith(Errc::timestamp_invalid));
  EXPECT_EQ(made[2]->signature, kPhotoSignature);
  EXPECT_EQ(made[2]->base_string, kPhotoBaseString);
  const std::string first(made[0]->signature);
  EXPECT_NE(first, kPhotoSignature);
  EXPECT_EQ(signer.sign(other, "a", "1")->signature, first);
  EXPECT_TRUE(signer.sign_all({}).empty());
}

TEST(PreparedRequest, MatchesTheRfcsPhotoExample) {
  RequestSigner signer = photo_signer();
  auto prepared = signer.prepare(kPhoto);
  ASSERT_TRUE(prepared);
  EXPECT_NE(prepared->sign("another, and a longer one", "1")->signature, kPhotoSignature);
  const auto made = prepared->sign(kPhotoNonce, kPhotoTimestamp);
  ASSERT_TRUE(made);
  EXPECT_EQ(made->signature, kPhotoSignature);
  EXPECT_EQ(made->base_string, kPhotoBaseString);
  EXPECT_THAT(prepared->sign("n", "0"), RefusesWith(Errc::timestamp_invalid));
  EXPECT_THAT(prepared->authorization("n", "x"), RefusesWith(Errc::timestamp_invalid));
  const std::string field(*prepared->authorization(kPhotoNonce, kPhotoTimestamp));
  EXPECT_THAT(signer.authorization(kPhoto, kPhotoNonce, kPhotoTimestamp), Gives(field));
  EXPECT_THAT(signer.prepare({"GET", "http://h/?oauth_x=1", {}, ""}),
              RefusesWith(Errc::parameter_location));
}

TEST(PreparedRequest, OutlivesTheSignerAndTheRequest) {
  auto prepared = [] {
    const Request request = kPhoto;
    return photo_signer().prepare(request);
  }();
  EXPECT_EQ(prepared->sign(kPhotoNonce, kPhotoTimestamp)->signature, kPhotoSignature);
}

}  // namespace
}  // namespace oauth::oauth1
