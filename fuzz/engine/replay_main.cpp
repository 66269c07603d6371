// SPDX-License-Identifier: Apache-2.0
// Puts files to a fuzz target, each once, where no engine is linked: every compiler replays corpus and regressions in its tests.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <system_error>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

namespace fs = std::filesystem;

/// Every file that the words name, those in folders by their names. A file or folder that is not there ends the process.
std::vector<fs::path> files_of(int count, char** words) {
  std::vector<fs::path> files;
  for (int word = 1; word < count; ++word) {
    const fs::path path = words[word];
    std::error_code error;
    if (!fs::is_directory(path, error)) {
      files.push_back(path);
      continue;
    }
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(path, error)) {
      if (entry.is_regular_file()) files.push_back(entry.path());
    }
  }
  std::ranges::sort(files);
  return files;
}

/// Puts one file to the target; false where it cannot be read.
bool replay(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) {
    std::fprintf(stderr, "cannot read %s\n", file.c_str());
    return false;
  }
  const std::vector<char> octets{std::istreambuf_iterator<char>(stream), {}};
  // At exactly its size on the heap, so that a sanitizer sees a read beyond it.
  const auto tight = std::make_unique<std::uint8_t[]>(octets.size());
  std::ranges::copy(octets, tight.get());
  // What is on the screen last is what a crash came from.
  std::fprintf(stderr, "%s\n", file.c_str());
  LLVMFuzzerTestOneInput(tight.get(), octets.size());
  return true;
}

}  // namespace

int main(int count, char** words) {
  if (count < 2) {
    std::fprintf(stderr, "usage: %s FILE_OR_FOLDER...\n", words[0]);
    return 2;
  }
  const std::vector<fs::path> files = files_of(count, words);
  if (files.empty()) {
    std::fprintf(stderr, "there is no file in what was named\n");
    return 2;
  }
  if (!std::ranges::all_of(files, replay)) return 2;
  std::fprintf(stderr, "%zu inputs replayed\n", files.size());
  return 0;
}
