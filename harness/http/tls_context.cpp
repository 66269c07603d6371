// SPDX-License-Identifier: Apache-2.0
#include "harness/http/tls_context.h"

#include <array>
#include <string_view>

#include <boost/asio/buffer.hpp>
#include <openssl/err.h>
#include <openssl/ssl.h>

#include "harness/http/ssl_context.h"

namespace oauthspec::http {
namespace {

namespace ssl = boost::asio::ssl;
using boost::system::error_code;

// One protocol, its length before its name (RFC 7301 section 3.1).
constexpr std::array<unsigned char, 9> kHttp11{8, 'h', 't', 't', 'p', '/', '1', '.', '1'};

TlsContext make_context(ssl::context::method method) {
  auto made = std::make_shared<SslContext>(ssl::context(method));
  SSL_CTX* const native = made->context.native_handle();
  SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
  SSL_CTX_set_options(native, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION);
  // An idle connection keeps no buffers: thousands of them are held at once.
  SSL_CTX_set_mode(native, SSL_MODE_RELEASE_BUFFERS);
  return made;
}

// RFC 7301 section 3.2: a client that speaks none of the server's protocols is told so.
int select_protocol(SSL* /*connection*/, const unsigned char** out, unsigned char* out_size,
                    const unsigned char* in, unsigned int in_size, void* /*argument*/) {
  unsigned char* selected = nullptr;
  if (SSL_select_next_proto(&selected, out_size, kHttp11.data(), kHttp11.size(), in, in_size) !=
      OPENSSL_NPN_NEGOTIATED) {
    return SSL_TLSEXT_ERR_ALERT_FATAL;
  }
  *out = selected;
  return SSL_TLSEXT_ERR_OK;
}

std::unexpected<std::string> refuse(std::string_view what, const error_code& code) {
  ERR_clear_error();
  return std::unexpected(std::string(what) + ": " + code.message());
}

}  // namespace

std::expected<TlsContext, std::string> make_server_context(const TlsIdentity& identity) {
  TlsContext made = make_context(ssl::context::tls_server);
  ssl::context& context = made->context;
  error_code code;
  code = context.use_certificate_chain(boost::asio::buffer(identity.certificate_pem), code);
  if (code) {
    return refuse("the certificate", code);
  }
  const std::string_view key = identity.key_pem.reveal();
  code =
      context.use_private_key(boost::asio::buffer(key.data(), key.size()), ssl::context::pem, code);
  if (code) {
    return refuse("the private key", code);
  }
  SSL_CTX_set_alpn_select_cb(context.native_handle(), select_protocol, nullptr);
  return made;
}

std::expected<TlsContext, std::string> make_client_context(const Trust& trust) {
  TlsContext made = make_context(ssl::context::tls_client);
  ssl::context& context = made->context;
  error_code code;
  if (trust.system_roots) {
    code = context.set_default_verify_paths(code);
    if (code) {
      return refuse("the system's authorities", code);
    }
  }
  if (!trust.authority_pem.empty()) {
    code = context.add_certificate_authority(boost::asio::buffer(trust.authority_pem), code);
    if (code) {
      return refuse("the authority", code);
    }
  }
  code = context.set_verify_mode(trust.insecure ? ssl::verify_none : ssl::verify_peer, code);
  SSL_CTX_set_alpn_protos(context.native_handle(), kHttp11.data(), kHttp11.size());
  return made;
}

}  // namespace oauthspec::http
