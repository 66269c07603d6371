// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/corpus.h"

#include <stdexcept>
#include <system_error>

#include <fmt/format.h>

#include "harness/reference/crypto/backend.h"

namespace oauthspec::fuzz::driver {

using std::filesystem::path;

std::string content_name(std::string_view input) {
  const auto digest = oauth::crypto::openssl().digest(oauth::crypto::Hash::sha1, input);
  if (!digest) throw std::runtime_error("OpenSSL gives no SHA-1");
  std::string name;
  for (const std::uint8_t octet : digest->octets()) name += fmt::format("{:02x}", octet);
  return name;
}

std::expected<bool, std::string> add_input(const path& corpus, std::string_view input) {
  const path file = corpus / content_name(input);
  std::error_code ignored;
  if (std::filesystem::exists(file, ignored)) return false;
  if (const Done written = write_whole(file, input); !written) {
    return std::unexpected(written.error());
  }
  return true;
}

std::expected<std::size_t, std::string> add_inputs(const path& corpus, const path& from) {
  if (const Done made = make_folder(corpus); !made) return std::unexpected(made.error());
  std::size_t added = 0;
  for (const path& file : files_in(from)) {
    const auto input = read_whole(file);
    if (!input) return std::unexpected(input.error());
    const auto fresh = add_input(corpus, *input);
    if (!fresh) return std::unexpected(fresh.error());
    if (*fresh) ++added;
  }
  return added;
}

std::expected<std::size_t, std::string> mend_names(const path& corpus) {
  std::size_t mended = 0;
  for (const path& file : files_in(corpus)) {
    const auto input = read_whole(file);
    if (!input) continue;  // An engine may replace a file by a smaller one at any moment.
    const std::string name = content_name(*input);
    if (file.filename() == name) continue;
    std::error_code error;
    if (input->empty()) {
      std::filesystem::remove(file, error);
    } else {
      std::filesystem::rename(file, corpus / name, error);
    }
    if (error) return std::unexpected(fmt::format("{}: {}", file.string(), error.message()));
    ++mended;
  }
  return mended;
}

}  // namespace oauthspec::fuzz::driver
