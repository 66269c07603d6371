// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <thread>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "harness/http/tls.h"

namespace oauthspec::http::testing {

/// A server on loopback that shakes hands as no server should any more, and hangs up; one connection after another.
class WeakTlsServer {
 public:
  /// Input: the newest version that it speaks, and its cipher suites by OpenSSL's names.
  WeakTlsServer(const TlsIdentity& identity, int newest_version, const std::string& ciphers)
      : context_(SSL_CTX_new(TLS_server_method()), &SSL_CTX_free),
        listener_(socket(AF_INET, SOCK_STREAM, 0)) {
    SSL_CTX_set_security_level(context_.get(), 0);
    SSL_CTX_set_min_proto_version(context_.get(), TLS1_VERSION);
    SSL_CTX_set_max_proto_version(context_.get(), newest_version);
    SSL_CTX_set_cipher_list(context_.get(), ciphers.c_str());
    use(identity);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    bind(listener_, as_general(address), size);
    listen(listener_, 4);
    getsockname(listener_, as_general(address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  WeakTlsServer(const WeakTlsServer&) = delete;
  WeakTlsServer& operator=(const WeakTlsServer&) = delete;
  ~WeakTlsServer() {
    shutdown(listener_, SHUT_RDWR);
    thread_.join();
    close(listener_);
  }

  [[nodiscard]] std::string url() const {
    return "https://127.0.0.1:" + std::to_string(port_) + "/";
  }

 private:
  static sockaddr* as_general(sockaddr_in& address) {
    return reinterpret_cast<sockaddr*>(&address);
  }

  void use(const TlsIdentity& identity) {
    BIO* const certificate = BIO_new_mem_buf(identity.certificate_pem.data(), -1);
    X509* const read = PEM_read_bio_X509(certificate, nullptr, nullptr, nullptr);
    SSL_CTX_use_certificate(context_.get(), read);
    X509_free(read);
    BIO_free(certificate);
    const std::string key_pem(identity.key_pem.reveal());
    BIO* const key = BIO_new_mem_buf(key_pem.data(), -1);
    EVP_PKEY* const read_key = PEM_read_bio_PrivateKey(key, nullptr, nullptr, nullptr);
    SSL_CTX_use_PrivateKey(context_.get(), read_key);
    EVP_PKEY_free(read_key);
    BIO_free(key);
  }

  void serve() {
    for (;;) {
      const int connection = accept(listener_, nullptr, nullptr);
      if (connection < 0) {
        return;
      }
      SSL* const session = SSL_new(context_.get());
      SSL_set_fd(session, connection);
      SSL_accept(session);
      SSL_free(session);
      close(connection);
    }
  }

  std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)> context_;
  int listener_;
  std::uint16_t port_ = 0;
  std::thread thread_;
};

}  // namespace oauthspec::http::testing
