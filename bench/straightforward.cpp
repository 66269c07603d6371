// SPDX-License-Identifier: Apache-2.0
#include "bench/straightforward.h"

#include <algorithm>
#include <array>
#include <cctype>

#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace oauthspec::bench {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

std::string encode(const std::string& text) {
  const char* const digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto octet = static_cast<unsigned char>(c);
    if (std::isalnum(octet) != 0 || c == '-' || c == '.' || c == '_' || c == '~') {
      out += c;
    } else {
      out += '%';
      out += digits[octet / 16];
      out += digits[octet % 16];
    }
  }
  return out;
}

std::string decode(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+') {
      out += ' ';
    } else if (text[i] == '%') {
      out += static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

void add_query(Pairs& pairs, const std::string& query) {
  std::size_t at = 0;
  while (at < query.size()) {
    const std::size_t end = std::min(query.find('&', at), query.size());
    const std::string piece = query.substr(at, end - at);
    at = end + 1;
    if (piece.empty()) continue;
    const std::size_t equals = piece.find('=');
    if (equals == std::string::npos) {
      pairs.emplace_back(decode(piece), "");
    } else {
      pairs.emplace_back(decode(piece.substr(0, equals)), decode(piece.substr(equals + 1)));
    }
  }
}

std::string normalize(const Pairs& pairs) {
  Pairs encoded;
  for (const auto& [name, value] : pairs) encoded.emplace_back(encode(name), encode(value));
  std::sort(encoded.begin(), encoded.end());
  std::string out;
  for (const auto& [name, value] : encoded) {
    if (!out.empty()) out += "&";
    out += name + "=" + value;
  }
  return out;
}

std::string base64(const unsigned char* octets, unsigned size) {
  std::array<unsigned char, 2 * EVP_MAX_MD_SIZE> out{};
  const int written = EVP_EncodeBlock(out.data(), octets, static_cast<int>(size));
  return {out.begin(), out.begin() + written};
}

}  // namespace

std::string Straightforward::sign(const std::string& method, const std::string& url,
                                  const std::string& nonce, const std::string& timestamp) const {
  Pairs pairs = {{"oauth_consumer_key", consumer_key_},
                 {"oauth_token", token_},
                 {"oauth_signature_method", "HMAC-SHA1"},
                 {"oauth_timestamp", timestamp},
                 {"oauth_nonce", nonce},
                 {"oauth_version", "1.0"}};
  const std::size_t question = url.find('?');
  if (question != std::string::npos) add_query(pairs, url.substr(question + 1));

  const std::string base_string =
      method + "&" + encode(url.substr(0, question)) + "&" + encode(normalize(pairs));
  const std::string key = encode(consumer_secret_) + "&" + encode(token_secret_);
  std::array<unsigned char, EVP_MAX_MD_SIZE> tag{};
  unsigned size = 0;
  HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()),
       reinterpret_cast<const unsigned char*>(base_string.data()), base_string.size(), tag.data(),
       &size);
  return base64(tag.data(), size);
}

}  // namespace oauthspec::bench
