// SPDX-License-Identifier: Apache-2.0
// The multi-buffer library of Intel: it hashes several texts side by side, which is what authenticate_all() is for.
#include <algorithm>
#include <array>
#include <cstring>

#include <intel-ipsec-mb.h>

#include "harness/reference/crypto/built_backends.h"
#include "harness/reference/crypto/library_keys.h"
#include "harness/reference/crypto/prefixed_mac_key.h"

namespace oauth::crypto {
namespace {

constexpr std::size_t kMostBlock = 128;
constexpr std::size_t kMostDigest = 64;

struct Manager {
  explicit Manager(IMB_MGR* made) : mgr(made) {
    IMB_ARCH arch = IMB_ARCH_NONE;
    if (mgr != nullptr) init_mb_mgr_auto(mgr, &arch);
  }
  Manager() : Manager(alloc_mb_mgr(0)) {}
  Manager(const Manager&) = delete;
  Manager& operator=(const Manager&) = delete;
  ~Manager() {
    if (mgr != nullptr) free_mb_mgr(mgr);
  }
  IMB_MGR* mgr;
};

IMB_HASH_ALG algorithm(Hash hash) {
  switch (hash) {
    case Hash::sha1:
      return IMB_AUTH_HMAC_SHA_1;
    case Hash::sha256:
      return IMB_AUTH_HMAC_SHA_256;
    case Hash::sha384:
      return IMB_AUTH_HMAC_SHA_384;
    case Hash::sha512:
      break;
  }
  return IMB_AUTH_HMAC_SHA_512;
}

std::size_t block_octets(Hash hash) {
  constexpr std::size_t kShort = 64;
  return hash == Hash::sha1 || hash == Hash::sha256 ? kShort : kMostBlock;
}

void hash_into(IMB_MGR* mgr, Hash hash, std::string_view text, std::uint8_t* digest) {
  switch (hash) {
    case Hash::sha1:
      IMB_SHA1(mgr, bytes(text), text.size(), digest);
      return;
    case Hash::sha256:
      IMB_SHA256(mgr, bytes(text), text.size(), digest);
      return;
    case Hash::sha384:
      IMB_SHA384(mgr, bytes(text), text.size(), digest);
      return;
    case Hash::sha512:
      break;
  }
  IMB_SHA512(mgr, bytes(text), text.size(), digest);
}

/// The state after one block, as the library's jobs want it.
void hash_block(IMB_MGR* mgr, Hash hash, const std::uint8_t* block, std::uint8_t* state) {
  switch (hash) {
    case Hash::sha1:
      IMB_SHA1_ONE_BLOCK(mgr, block, state);
      return;
    case Hash::sha256:
      IMB_SHA256_ONE_BLOCK(mgr, block, state);
      return;
    case Hash::sha384:
      IMB_SHA384_ONE_BLOCK(mgr, block, state);
      return;
    case Hash::sha512:
      break;
  }
  IMB_SHA512_ONE_BLOCK(mgr, block, state);
}

class IpsecMbMacKey final : public MacKey {
 public:
  IpsecMbMacKey(Hash hash, std::string_view key) : hash_(hash) {
    if (manager_.mgr == nullptr) return;
    // RFC 2104 section 2: a key longer than a block is hashed first.
    std::array<std::uint8_t, kMostBlock> block{};
    if (key.size() > block_octets(hash)) {
      hash_into(manager_.mgr, hash, key, block.data());
    } else {
      std::ranges::copy(key, block.begin());
    }
    pad(block, 0x36, inner_block_, inner_state_);
    pad(block, 0x5c, outer_block_, outer_state_);
    explicit_bzero(block.data(), block.size());
  }
  ~IpsecMbMacKey() override {
    explicit_bzero(inner_block_.data(), inner_block_.size());
    explicit_bzero(outer_block_.data(), outer_block_.size());
    explicit_bzero(inner_state_.data(), inner_state_.size());
    explicit_bzero(outer_state_.data(), outer_state_.size());
  }
  [[nodiscard]] bool ready() const { return manager_.mgr != nullptr; }

  Result<Digest> authenticate(std::string_view text) override {
    Digest tag(hash_);
    if (const auto made = authenticate_all({&text, 1}, {&tag, 1}); !made)
      return std::unexpected(made.error());
    return tag;
  }

  Result<void> authenticate_all(std::span<const std::string_view> texts,
                                std::span<Digest> tags) override {
    if (texts.size() != tags.size()) return refusal(Errc::crypto_failed);
    std::size_t at = 0;
    while (at < texts.size()) {
      std::size_t jobs = 0;
      for (; at < texts.size() && jobs < jobs_.size(); ++at) {
        tags[at] = Digest(hash_);
        if (fits_a_job(texts[at])) {
          describe(jobs_[jobs++], texts[at], tags[at]);
        } else {
          authenticate_whole(texts[at], tags[at]);
        }
      }
      const auto count = static_cast<std::uint32_t>(jobs);
      if (IMB_SUBMIT_HASH_BURST(manager_.mgr, jobs_.data(), count, algorithm(hash_)) != count)
        return refusal(Errc::crypto_failed);
    }
    return {};
  }

  Result<std::unique_ptr<MacKey>> with_prefix(std::string_view prefix) const override {
    auto copy = std::make_unique<IpsecMbMacKey>(hash_, "");
    if (!copy->ready()) return refusal(Errc::crypto_failed);
    copy->inner_block_ = inner_block_;
    copy->outer_block_ = outer_block_;
    copy->inner_state_ = inner_state_;
    copy->outer_state_ = outer_state_;
    return std::make_unique<PrefixedMacKey>(std::move(copy), prefix);
  }

 private:
  using Block = std::array<std::uint8_t, kMostBlock>;
  using State = std::array<std::uint8_t, kMostDigest>;

  void pad(const Block& key, std::uint8_t with, Block& padded, State& state) const {
    std::ranges::transform(key, padded.begin(),
                           [with](std::uint8_t octet) { return octet ^ with; });
    hash_block(manager_.mgr, hash_, padded.data(), state.data());
  }

  /// A job takes no empty text, and none that a 16-bit number cannot count together with its padding.
  static bool fits_a_job(std::string_view text) {
    constexpr std::size_t kMost = 65'000;
    return !text.empty() && text.size() <= kMost;
  }

  void describe(IMB_JOB& job, std::string_view text, Digest& tag) const {
    job.src = bytes(text);
    job.hash_start_src_offset_in_bytes = 0;
    job.msg_len_to_hash_in_bytes = text.size();
    job.auth_tag_output = tag.octets().data();
    job.auth_tag_output_len_in_bytes = tag.octets().size();
    job.u.HMAC._hashed_auth_key_xor_ipad = inner_state_.data();
    job.u.HMAC._hashed_auth_key_xor_opad = outer_state_.data();
    job.hash_alg = algorithm(hash_);
  }

  /// RFC 2104 section 2 step by step, for what fits no job.
  void authenticate_whole(std::string_view text, Digest& tag) const {
    const auto after = [this](const Block& block, std::string_view more) {
      std::string whole(block.begin(),
                        block.begin() + static_cast<std::ptrdiff_t>(block_octets(hash_)));
      return whole.append(more);
    };
    std::string inner(digest_octets(hash_), '\0');
    std::string whole = after(inner_block_, text);
    hash_into(manager_.mgr, hash_, whole, bytes(inner));
    wipe(whole);
    whole = after(outer_block_, inner);
    hash_into(manager_.mgr, hash_, whole, tag.octets().data());
    wipe(whole);
  }

  Hash hash_;
  Manager manager_;
  Block inner_block_{}, outer_block_{};
  alignas(64) State inner_state_{}, outer_state_{};
  std::array<IMB_JOB, IMB_MAX_BURST_SIZE> jobs_{};
};

class IpsecMb final : public LibraryBackend {
 public:
  std::string_view name() const override { return "ipsec-mb"; }

  Result<Digest> digest(Hash hash, std::string_view text) const override {
    // A manager serves one thread at a time.
    thread_local const Manager manager;
    if (manager.mgr == nullptr) return refusal(Errc::crypto_failed);
    Digest digest(hash);
    hash_into(manager.mgr, hash, text, digest.octets().data());
    return digest;
  }

  Result<void> random(std::span<std::uint8_t> /*octets*/) const override {
    return refusal(Errc::crypto_unsupported);
  }

  Result<std::unique_ptr<MacKey>> mac_key(Hash hash, std::string_view key) const override {
    auto made = std::make_unique<IpsecMbMacKey>(hash, key);
    if (!made->ready()) return refusal(Errc::crypto_failed);
    return made;
  }
};

/// As the library uses them.
std::string used_features() {
  const Manager manager;
  if (manager.mgr == nullptr) return "";
  std::string text = (manager.mgr->features & IMB_FEATURE_SHANI) != 0 ? "SHA-NI" : "";
  const char* side_by_side = manager.mgr->used_arch == IMB_ARCH_AVX512 ? "AVX-512"
                             : manager.mgr->used_arch == IMB_ARCH_AVX2 ? "AVX2"
                                                                       : "SSE";
  return text.append(text.empty() ? "" : ", ").append(side_by_side);
}

}  // namespace

BuiltBackend built_ipsec_mb() {
  static const IpsecMb backend;
  return {
      &backend,        "Intel IPsec Multi-Buffer",          imb_get_version_str(), "BSD-3-Clause",
      used_features(), {"RSA", "RSA-PSS", "ECDSA", "EdDSA"}};
}

}  // namespace oauth::crypto
