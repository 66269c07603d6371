// SPDX-License-Identifier: Apache-2.0
#include "harness/http/tls.h"

#include <array>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

namespace oauthspec::http {
namespace {

template <auto release>
struct Releaser {
  template <class T>
  void operator()(T* object) const {
    release(object);
  }
};
using Bio = std::unique_ptr<BIO, Releaser<BIO_free>>;
using Certificate = std::unique_ptr<X509, Releaser<X509_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Releaser<X509_EXTENSION_free>>;
using Key = std::unique_ptr<EVP_PKEY, Releaser<EVP_PKEY_free>>;
using Number = std::unique_ptr<BIGNUM, Releaser<BN_free>>;

constexpr int kSerialBits = 127;

struct Purpose {
  const char* common_name;
  // Names of OpenSSL's extensions, and what they hold.
  std::array<std::pair<int, const char*>, 5> extensions;
};
constexpr Purpose kAuthority{"oauthspec authority of one run",
                             {{{NID_basic_constraints, "critical,CA:TRUE,pathlen:0"},
                               {NID_key_usage, "critical,keyCertSign,cRLSign"},
                               {NID_subject_key_identifier, "hash"},
                               {NID_authority_key_identifier, "keyid:always"},
                               {0, nullptr}}}};
constexpr Purpose kServer{"localhost",
                          {{{NID_basic_constraints, "critical,CA:FALSE"},
                            {NID_key_usage, "critical,digitalSignature"},
                            {NID_ext_key_usage, "serverAuth"},
                            {NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1,IP:::1"},
                            {NID_authority_key_identifier, "keyid:always"}}}};

std::optional<std::string> file_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    return std::nullopt;
  }
  return std::string(std::istreambuf_iterator<char>(in), {});
}

bool set_serial(X509* certificate) {
  const Number number(BN_new());
  return number != nullptr &&
         BN_rand(number.get(), kSerialBits, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1 &&
         BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool add_extensions(X509* certificate, X509* issuer, const Purpose& purpose) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  for (const auto& [nid, value] : purpose.extensions) {
    if (value == nullptr) {
      continue;
    }
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value));
    if (extension == nullptr || X509_add_ext(certificate, extension.get(), -1) != 1) {
      return false;
    }
  }
  return true;
}

struct Validity {
  std::chrono::sys_seconds from;
  std::chrono::sys_seconds until;
};

// Signed with `issuer_key`; issued by itself where `issuer` is null.
Certificate make_certificate(EVP_PKEY* key, X509* issuer, EVP_PKEY* issuer_key,
                             const Purpose& purpose, const Validity& validity) {
  Certificate certificate(X509_new());
  if (certificate == nullptr) {
    return nullptr;
  }
  X509* const made = certificate.get();
  X509_NAME* const subject = X509_get_subject_name(made);
  const auto* const name = reinterpret_cast<const unsigned char*>(purpose.common_name);
  X509* const signer = issuer == nullptr ? made : issuer;
  const bool whole =
      X509_set_version(made, X509_VERSION_3) == 1 && set_serial(made) &&
      X509_set_pubkey(made, key) == 1 &&
      X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, name, -1, -1, 0) == 1 &&
      X509_set_issuer_name(made, X509_get_subject_name(signer)) == 1 &&
      ASN1_TIME_set(X509_getm_notBefore(made), validity.from.time_since_epoch().count()) !=
          nullptr &&
      ASN1_TIME_set(X509_getm_notAfter(made), validity.until.time_since_epoch().count()) !=
          nullptr &&
      add_extensions(made, signer, purpose) && X509_sign(made, issuer_key, EVP_sha256()) > 0;
  return whole ? std::move(certificate) : nullptr;
}

std::string text_of(BIO* bio) {
  char* octets = nullptr;
  const auto size = BIO_get_mem_data(bio, &octets);
  return {octets, static_cast<std::size_t>(size)};
}

std::string pem_of(X509* certificate) {
  const Bio bio(BIO_new(BIO_s_mem()));
  if (bio == nullptr || PEM_write_bio_X509(bio.get(), certificate) != 1) {
    return {};
  }
  return text_of(bio.get());
}

std::string pem_of(EVP_PKEY* key) {
  const Bio bio(BIO_new(BIO_s_secmem()));
  if (bio == nullptr ||
      PEM_write_bio_PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr) != 1) {
    return {};
  }
  return text_of(bio.get());
}

}  // namespace

std::expected<TlsIdentity, std::string> read_tls_identity(const std::string& certificate_path,
                                                          const std::string& key_path) {
  auto certificate = file_text(certificate_path);
  if (!certificate || !certificate->contains("-----BEGIN CERTIFICATE-----")) {
    return std::unexpected("no certificate in PEM: " + certificate_path);
  }
  auto key = file_text(key_path);
  if (!key || !key->contains("PRIVATE KEY-----")) {
    return std::unexpected("no private key in PEM: " + key_path);
  }
  return TlsIdentity{std::move(*certificate), oauth::Secret::take(std::move(*key)), {}};
}

std::expected<TlsIdentity, std::string> make_tls_identity(const oauth::Clock& clock,
                                                          std::chrono::days valid_for) {
  const Validity validity{clock.now() - std::chrono::days{1}, clock.now() + valid_for};
  const Key authority_key(EVP_EC_gen("P-256"));
  const Key key(EVP_EC_gen("P-256"));
  if (authority_key != nullptr && key != nullptr) {
    const Certificate authority =
        make_certificate(authority_key.get(), nullptr, authority_key.get(), kAuthority, validity);
    const Certificate server =
        authority == nullptr
            ? nullptr
            : make_certificate(key.get(), authority.get(), authority_key.get(), kServer, validity);
    if (server != nullptr) {
      const std::string trusted = pem_of(authority.get());
      return TlsIdentity{pem_of(server.get()) + trusted, oauth::Secret::take(pem_of(key.get())),
                         trusted};
    }
  }
  ERR_clear_error();
  return std::unexpected("OpenSSL could not make a certificate");
}

}  // namespace oauthspec::http
