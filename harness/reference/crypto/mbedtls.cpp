// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <mutex>

#include <mbedtls/ctr_drbg.h>
#include <mbedtls/ecdsa.h>
#include <mbedtls/entropy.h>
#include <mbedtls/md.h>
#include <mbedtls/platform_util.h>
#include <mbedtls/rsa.h>
#include <mbedtls/sha1.h>
#include <mbedtls/sha256.h>
#include <mbedtls/sha512.h>
#include <mbedtls/version.h>

#include "harness/reference/crypto/built_backends.h"
#include "harness/reference/crypto/library_keys.h"

namespace oauth::crypto {
namespace {

mbedtls_md_type_t algorithm(Hash hash) {
  switch (hash) {
    case Hash::sha1:
      return MBEDTLS_MD_SHA1;
    case Hash::sha256:
      return MBEDTLS_MD_SHA256;
    case Hash::sha384:
      return MBEDTLS_MD_SHA384;
    case Hash::sha512:
      break;
  }
  return MBEDTLS_MD_SHA512;
}

Result<std::string> hashed(Hash hash, std::string_view text) {
  std::string digest(digest_octets(hash), '\0');
  const auto* info = mbedtls_md_info_from_type(algorithm(hash));
  if (mbedtls_md(info, bytes(text), text.size(), bytes(digest)) != 0)
    return refusal(Errc::crypto_failed);
  return digest;
}

/// Random octets for blinding, nonces and salts. Its lock is ours: the library's own is an option of its build.
class Generator {
 public:
  Generator() {
    mbedtls_entropy_init(&entropy_);
    mbedtls_ctr_drbg_init(&drbg_);
    ready_ = mbedtls_ctr_drbg_seed(&drbg_, mbedtls_entropy_func, &entropy_, nullptr, 0) == 0;
  }
  Generator(const Generator&) = delete;
  Generator& operator=(const Generator&) = delete;
  ~Generator() {
    mbedtls_ctr_drbg_free(&drbg_);
    mbedtls_entropy_free(&entropy_);
  }

  bool fill(std::span<std::uint8_t> octets) {
    const std::lock_guard lock(mutex_);
    while (ready_ && !octets.empty()) {
      const auto now =
          octets.first(std::min<std::size_t>(octets.size(), MBEDTLS_CTR_DRBG_MAX_REQUEST));
      if (mbedtls_ctr_drbg_random(&drbg_, now.data(), now.size()) != 0) return false;
      octets = octets.subspan(now.size());
    }
    return ready_;
  }

 private:
  std::mutex mutex_;
  mbedtls_entropy_context entropy_{};
  mbedtls_ctr_drbg_context drbg_{};
  bool ready_ = false;
};

Generator& generator() {
  static Generator one;
  return one;
}

int random_octets(void* /*context*/, unsigned char* out, std::size_t size) {
  return generator().fill({out, size}) ? 0 : MBEDTLS_ERR_CTR_DRBG_ENTROPY_SOURCE_FAILED;
}

struct Sha1 {
  mbedtls_sha1_context state;
  static constexpr std::size_t kBlock = 64;
  bool begin() {
    mbedtls_sha1_init(&state);
    return mbedtls_sha1_starts_ret(&state) == 0;
  }
  bool update(const std::uint8_t* text, std::size_t size) {
    return mbedtls_sha1_update_ret(&state, text, size) == 0;
  }
  bool finish(std::uint8_t* digest) { return mbedtls_sha1_finish_ret(&state, digest) == 0; }
};

struct Sha256 {
  mbedtls_sha256_context state;
  static constexpr std::size_t kBlock = 64;
  bool begin() {
    mbedtls_sha256_init(&state);
    return mbedtls_sha256_starts_ret(&state, 0) == 0;
  }
  bool update(const std::uint8_t* text, std::size_t size) {
    return mbedtls_sha256_update_ret(&state, text, size) == 0;
  }
  bool finish(std::uint8_t* digest) { return mbedtls_sha256_finish_ret(&state, digest) == 0; }
};

template <int is_384>
struct Sha512 {
  mbedtls_sha512_context state;
  static constexpr std::size_t kBlock = 128;
  bool begin() {
    mbedtls_sha512_init(&state);
    return mbedtls_sha512_starts_ret(&state, is_384) == 0;
  }
  bool update(const std::uint8_t* text, std::size_t size) {
    return mbedtls_sha512_update_ret(&state, text, size) == 0;
  }
  // Writes 64 octets for SHA-384 too.
  bool finish(std::uint8_t* digest) { return mbedtls_sha512_finish_ret(&state, digest) == 0; }
};

/// RFC 2104 over two states, of which each text takes copies: the library's own HMAC hashes the key's pads for every text again.
template <class State>
class MbedMacKey final : public MacKey {
 public:
  MbedMacKey(Hash hash, const State& inner, const State& outer)
      : hash_(hash), inner_(inner), outer_(outer) {}
  ~MbedMacKey() override {
    mbedtls_platform_zeroize(&inner_, sizeof inner_);
    mbedtls_platform_zeroize(&outer_, sizeof outer_);
  }

  Result<Digest> authenticate(std::string_view text) override {
    constexpr std::size_t kMostDigest = 64;
    std::array<std::uint8_t, kMostDigest> digest{};
    Digest tag(hash_);
    State inner = inner_;
    State outer = outer_;
    if (!inner.update(bytes(text), text.size()) || !inner.finish(digest.data()) ||
        !outer.update(digest.data(), tag.octets().size()) || !outer.finish(digest.data())) {
      return refusal(Errc::crypto_failed);
    }
    std::copy_n(digest.begin(), tag.octets().size(), tag.octets().begin());
    return tag;
  }

  Result<std::unique_ptr<MacKey>> with_prefix(std::string_view prefix) const override {
    auto key = std::make_unique<MbedMacKey>(hash_, inner_, outer_);
    if (!key->inner_.update(bytes(prefix), prefix.size())) return refusal(Errc::crypto_failed);
    return key;
  }

 private:
  Hash hash_;
  State inner_, outer_;
};

template <class State>
bool begin_with(State& state, std::span<const std::uint8_t, State::kBlock> block,
                std::uint8_t pad) {
  std::array<std::uint8_t, State::kBlock> padded{};
  std::ranges::transform(block, padded.begin(), [pad](std::uint8_t octet) { return octet ^ pad; });
  const bool begun = state.begin() && state.update(padded.data(), padded.size());
  mbedtls_platform_zeroize(padded.data(), padded.size());
  return begun;
}

template <class State>
Result<std::unique_ptr<MacKey>> keyed(Hash hash, std::string_view key) {
  constexpr std::uint8_t kInnerPad = 0x36;
  constexpr std::uint8_t kOuterPad = 0x5c;
  std::array<std::uint8_t, State::kBlock> block{};
  // RFC 2104 section 2: a key longer than a block is hashed first.
  if (key.size() > block.size()) {
    auto digest = hashed(hash, key);
    if (!digest) return std::unexpected(digest.error());
    std::ranges::copy(*digest, block.begin());
    wipe(*digest);
  } else {
    std::ranges::copy(key, block.begin());
  }
  State inner;
  State outer;
  const bool begun = begin_with(inner, block, kInnerPad) && begin_with(outer, block, kOuterPad);
  mbedtls_platform_zeroize(block.data(), block.size());
  if (!begun) return refusal(Errc::crypto_failed);
  return std::make_unique<MbedMacKey<State>>(hash, inner, outer);
}

/// A key of RSA. Its functions change it, to blind the next number: one thread at a time.
class Rsa {
 public:
  explicit Rsa(const RsaNumbers& numbers) {
    mbedtls_rsa_init(&key_, MBEDTLS_RSA_PKCS_V15, 0);
    const std::string_view p = numbers.p.reveal();
    const std::string_view q = numbers.q.reveal();
    const std::string_view d = numbers.d.reveal();
    // Where a number is left out a null pointer says so.
    const auto given = [](std::string_view number) {
      return number.empty() ? nullptr : bytes(number);
    };
    sound_ = mbedtls_rsa_import_raw(&key_, bytes(numbers.n), numbers.n.size(), given(p), p.size(),
                                    given(q), q.size(), given(d), d.size(), bytes(numbers.e),
                                    numbers.e.size()) == 0 &&
             mbedtls_rsa_complete(&key_) == 0 &&
             (d.empty() || mbedtls_rsa_check_privkey(&key_) == 0);
  }
  Rsa(const Rsa&) = delete;
  Rsa& operator=(const Rsa&) = delete;
  ~Rsa() { mbedtls_rsa_free(&key_); }

  [[nodiscard]] bool sound() const { return sound_; }

  [[nodiscard]] bool sign(Scheme scheme, Hash hash, const std::string& digest,
                          std::uint8_t* signature) const {
    const std::lock_guard lock(mutex_);
    const auto size = static_cast<unsigned>(digest.size());
    if (scheme == Scheme::rsassa_pkcs1) {
      mbedtls_rsa_set_padding(&key_, MBEDTLS_RSA_PKCS_V15, 0);
      return mbedtls_rsa_rsassa_pkcs1_v15_sign(&key_, random_octets, nullptr, MBEDTLS_RSA_PRIVATE,
                                               algorithm(hash), size, bytes(digest),
                                               signature) == 0;
    }
    mbedtls_rsa_set_padding(&key_, MBEDTLS_RSA_PKCS_V21, algorithm(hash));
    return mbedtls_rsa_rsassa_pss_sign_ext(&key_, random_octets, nullptr, algorithm(hash), size,
                                           bytes(digest), static_cast<int>(size), signature) == 0;
  }

  [[nodiscard]] bool verify(Scheme scheme, Hash hash, const std::string& digest,
                            const std::uint8_t* signature) const {
    const std::lock_guard lock(mutex_);
    const auto size = static_cast<unsigned>(digest.size());
    if (scheme == Scheme::rsassa_pkcs1) {
      mbedtls_rsa_set_padding(&key_, MBEDTLS_RSA_PKCS_V15, 0);
      return mbedtls_rsa_rsassa_pkcs1_v15_verify(&key_, nullptr, nullptr, MBEDTLS_RSA_PUBLIC,
                                                 algorithm(hash), size, bytes(digest),
                                                 signature) == 0;
    }
    mbedtls_rsa_set_padding(&key_, MBEDTLS_RSA_PKCS_V21, algorithm(hash));
    return mbedtls_rsa_rsassa_pss_verify_ext(&key_, nullptr, nullptr, MBEDTLS_RSA_PUBLIC,
                                             algorithm(hash), size, bytes(digest), algorithm(hash),
                                             static_cast<int>(size), signature) == 0;
  }

 private:
  mutable std::mutex mutex_;
  mutable mbedtls_rsa_context key_{};
  bool sound_ = false;
};

class MbedRsaPrivateKey final : public LibraryPrivateKey {
 public:
  MbedRsaPrivateKey(const RsaNumbers& numbers, KeyNumbers public_half)
      : LibraryPrivateKey(std::move(public_half)), key_(numbers), octets_(numbers.n.size()) {}
  [[nodiscard]] bool sound() const { return key_.sound(); }

 protected:
  Result<std::string> make_signature(Scheme scheme, Hash hash,
                                     std::string_view text) const override {
    const auto digest = hashed(hash, text);
    std::string signature(octets_, '\0');
    if (!digest || !key_.sign(scheme, hash, *digest, bytes(signature)))
      return refusal(Errc::crypto_failed);
    return signature;
  }

 private:
  Rsa key_;
  std::size_t octets_;
};

class MbedRsaPublicKey final : public LibraryPublicKey {
 public:
  explicit MbedRsaPublicKey(const RsaNumbers& numbers) : LibraryPublicKey(numbers), key_(numbers) {}
  [[nodiscard]] bool sound() const { return key_.sound(); }

 protected:
  bool check_signature(Scheme scheme, Hash hash, std::string_view text,
                       std::string_view signature) const override {
    const auto digest = hashed(hash, text);
    return digest && key_.verify(scheme, hash, *digest, bytes(signature));
  }

 private:
  Rsa key_;
};

class Number {
 public:
  Number() { mbedtls_mpi_init(&value_); }
  explicit Number(std::string_view octets) : Number() {
    read_ = mbedtls_mpi_read_binary(&value_, bytes(octets), octets.size()) == 0;
  }
  Number(const Number&) = delete;
  Number& operator=(const Number&) = delete;
  ~Number() { mbedtls_mpi_free(&value_); }
  mbedtls_mpi* get() { return &value_; }
  [[nodiscard]] const mbedtls_mpi* get() const { return &value_; }
  [[nodiscard]] bool read() const { return read_; }
  bool write(std::uint8_t* out, std::size_t octets) const {
    return mbedtls_mpi_write_binary(&value_, out, octets) == 0;
  }

 private:
  mbedtls_mpi value_{};
  bool read_ = false;
};

mbedtls_ecp_group_id curve_of(KeyType type) {
  if (type == KeyType::p256) return MBEDTLS_ECP_DP_SECP256R1;
  return type == KeyType::p384 ? MBEDTLS_ECP_DP_SECP384R1 : MBEDTLS_ECP_DP_SECP521R1;
}

/// A curve, which the library changes as it computes, to keep multiples of its base point: one thread at a time.
class Curve {
 public:
  explicit Curve(KeyType type) {
    mbedtls_ecp_group_init(&group_);
    sound_ = mbedtls_ecp_group_load(&group_, curve_of(type)) == 0;
  }
  Curve(const Curve&) = delete;
  Curve& operator=(const Curve&) = delete;
  ~Curve() { mbedtls_ecp_group_free(&group_); }
  mbedtls_ecp_group* get() { return &group_; }
  [[nodiscard]] bool sound() const { return sound_; }
  std::mutex& mutex() { return mutex_; }

 private:
  std::mutex mutex_;
  mbedtls_ecp_group group_{};
  bool sound_ = false;
};

class MbedEcPrivateKey final : public LibraryPrivateKey {
 public:
  MbedEcPrivateKey(const EcNumbers& numbers, KeyNumbers public_half)
      : LibraryPrivateKey(std::move(public_half)), curve_(numbers.curve), d_(numbers.d.reveal()) {}
  [[nodiscard]] bool sound() const { return curve_.sound() && d_.read(); }

 protected:
  Result<std::string> make_signature(Scheme /*ecdsa*/, Hash hash,
                                     std::string_view text) const override {
    const auto digest = hashed(hash, text);
    const std::size_t octets = field_octets(type());
    std::string signature(2 * octets, '\0');
    Number r;
    Number s;
    const std::lock_guard lock(curve_.mutex());
    if (!digest ||
        mbedtls_ecdsa_sign(curve_.get(), r.get(), s.get(), d_.get(), bytes(*digest), digest->size(),
                           random_octets, nullptr) != 0 ||
        !r.write(bytes(signature), octets) || !s.write(bytes(signature) + octets, octets)) {
      return refusal(Errc::crypto_failed);
    }
    return signature;
  }

 private:
  mutable Curve curve_;
  Number d_;
};

class MbedEcPublicKey final : public LibraryPublicKey {
 public:
  explicit MbedEcPublicKey(const EcNumbers& numbers)
      : LibraryPublicKey(numbers), curve_(numbers.curve) {
    const std::string point = '\x04' + numbers.x + numbers.y;
    mbedtls_ecp_point_init(&point_);
    sound_ = curve_.sound() &&
             mbedtls_ecp_point_read_binary(curve_.get(), &point_, bytes(std::string_view(point)),
                                           point.size()) == 0 &&
             mbedtls_ecp_check_pubkey(curve_.get(), &point_) == 0;
  }
  ~MbedEcPublicKey() override { mbedtls_ecp_point_free(&point_); }
  [[nodiscard]] bool sound() const { return sound_; }

 protected:
  bool check_signature(Scheme /*ecdsa*/, Hash hash, std::string_view text,
                       std::string_view signature) const override {
    const auto digest = hashed(hash, text);
    const std::size_t octets = field_octets(type());
    const Number r(signature.substr(0, octets));
    const Number s(signature.substr(octets));
    const std::lock_guard lock(curve_.mutex());
    return digest && r.read() && s.read() &&
           mbedtls_ecdsa_verify(curve_.get(), bytes(*digest), digest->size(), &point_, r.get(),
                                s.get()) == 0;
  }

 private:
  mutable Curve curve_;
  mbedtls_ecp_point point_{};
  bool sound_ = false;
};

/// The key as the interface has it. The library takes no RSA modulus above MBEDTLS_MPI_MAX_SIZE octets.
template <class Interface, class Key>
Result<std::unique_ptr<Interface>> if_sound(std::unique_ptr<Key> key, const KeyNumbers& numbers) {
  if (key->sound()) return key;
  const auto* rsa = std::get_if<RsaNumbers>(&numbers);
  const bool too_long = rsa != nullptr && rsa->n.size() > MBEDTLS_MPI_MAX_SIZE;
  return refusal(too_long ? Errc::crypto_unsupported : Errc::key_invalid);
}

class Mbedtls final : public LibraryBackend {
 public:
  std::string_view name() const override { return "mbedtls"; }

  Result<Digest> digest(Hash hash, std::string_view text) const override {
    const auto made = hashed(hash, text);
    if (!made) return std::unexpected(made.error());
    Digest digest(hash);
    std::ranges::copy(*made, digest.octets().begin());
    return digest;
  }

  Result<void> random(std::span<std::uint8_t> octets) const override {
    if (!generator().fill(octets)) return refusal(Errc::crypto_failed);
    return {};
  }

  Result<std::unique_ptr<MacKey>> mac_key(Hash hash, std::string_view key) const override {
    switch (hash) {
      case Hash::sha1:
        return keyed<Sha1>(hash, key);
      case Hash::sha256:
        return keyed<Sha256>(hash, key);
      case Hash::sha384:
        return keyed<Sha512<1>>(hash, key);
      case Hash::sha512:
        break;
    }
    return keyed<Sha512<0>>(hash, key);
  }

 protected:
  Result<std::unique_ptr<PrivateKey>> make_private_key(const KeyNumbers& numbers,
                                                       KeyNumbers public_half) const override {
    if (const auto* rsa = std::get_if<RsaNumbers>(&numbers))
      return if_sound<PrivateKey>(std::make_unique<MbedRsaPrivateKey>(*rsa, std::move(public_half)),
                                  numbers);
    if (const auto* curve = std::get_if<EcNumbers>(&numbers))
      return if_sound<PrivateKey>(
          std::make_unique<MbedEcPrivateKey>(*curve, std::move(public_half)), numbers);
    return refusal(Errc::crypto_unsupported);
  }

  Result<std::unique_ptr<PublicKey>> make_public_key(const KeyNumbers& numbers) const override {
    if (const auto* rsa = std::get_if<RsaNumbers>(&numbers))
      return if_sound<PublicKey>(std::make_unique<MbedRsaPublicKey>(*rsa), numbers);
    if (const auto* curve = std::get_if<EcNumbers>(&numbers))
      return if_sound<PublicKey>(std::make_unique<MbedEcPublicKey>(*curve), numbers);
    return refusal(Errc::crypto_unsupported);
  }
};

std::string version() {
  constexpr std::size_t kRoom = 18;  // as the function wants it
  std::array<char, kRoom> text{};
  mbedtls_version_get_string(text.data());
  return text.data();
}

}  // namespace

BuiltBackend built_mbedtls() {
  static const Mbedtls backend;
  return {&backend, "mbedTLS", version(), "Apache-2.0", "", {"EdDSA"}};
}

}  // namespace oauth::crypto
