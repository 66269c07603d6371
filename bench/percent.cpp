// SPDX-License-Identifier: Apache-2.0
// How fast each kernel of percent-encoding is, by the length of the input and by how much of it is escaped, beside copying it. See README.md.
#include "harness/reference/codec/percent.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "bench/kernel_choice.h"
#include "harness/reference/codec/percent_kernels.h"

namespace {

namespace percent = oauth::codec::percent;

constexpr std::size_t kPage = 4096;

/// Octets of which `density` in a hundred, at random places, are such as are escaped.
std::string random_octets(std::mt19937& random, std::size_t size, unsigned density) {
  constexpr std::string_view kUnreserved =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  constexpr std::string_view kReserved = " !\"#$%&'()*+,/:;<=>?@[]\xC3\xA4\xE2\x82\xAC";
  const auto one_of = [&](std::string_view from) { return from[random() % from.size()]; };
  std::string octets(size, ' ');
  for (char& c : octets) c = one_of(random() % 100 < density ? kReserved : kUnreserved);
  return octets;
}

/// Different inputs, which a benchmark takes in turn, so that no branch predictor knows one by heart; and where the output of each goes.
/// What is written is half a page away from what is read: an address that equals another but for the page makes a load wait for a store.
class Inputs {
 public:
  explicit Inputs(const std::vector<std::string>& texts) {
    std::size_t all = 0;
    std::size_t longest = 0;
    for (const std::string& text : texts) {
      all += text.size() + kApart;
      longest = std::max(longest, text.size());
      octets_ += static_cast<std::int64_t>(text.size());
    }
    read_ = std::make_unique<char[]>(all);
    written_ =
        std::make_unique<char[]>(oauth::codec::percent_encoded_twice_room(longest) + 2 * kPage);
    char* at = read_.get();
    for (const std::string& text : texts) {
      std::ranges::copy(text, at);
      turns_.push_back({{at, text.size()}, output_for(at)});
      at += text.size() + kApart;
    }
  }

  struct Turn {
    std::string_view input;
    char* out;
  };
  [[nodiscard]] const std::vector<Turn>& turns() const { return turns_; }
  [[nodiscard]] std::int64_t octets() const { return octets_; }

 private:
  /// Odd, so that inputs begin at all alignments.
  static constexpr std::size_t kApart = 73;

  [[nodiscard]] char* output_for(const char* input) const {
    const auto place = [](const char* p) { return reinterpret_cast<std::uintptr_t>(p) % kPage; };
    const std::size_t wanted = (place(input) + kPage / 2) % kPage;
    return written_.get() + (wanted + kPage - place(written_.get())) % kPage;
  }

  std::unique_ptr<char[]> read_;
  std::unique_ptr<char[]> written_;
  std::vector<Turn> turns_;
  std::int64_t octets_ = 0;
};

std::vector<std::string> random_texts(std::size_t size, unsigned density) {
  constexpr std::size_t kFewest = 64;
  constexpr std::size_t kOctets = 16384;
  // The same inputs in each run.
  std::mt19937 random(1);  // NOLINT(cert-msc32-c,cert-msc51-cpp)
  std::vector<std::string> texts(std::max(kFewest, kOctets / size));
  for (std::string& text : texts) text = random_octets(random, size, density);
  return texts;
}

/// Runs `write`, which gives the end of what it wrote, for each input in turn.
template <typename Write>
void run(benchmark::State& state, const Inputs& inputs, Write write) {
  for (auto _ : state) {
    for (const Inputs::Turn& turn : inputs.turns()) {
      benchmark::DoNotOptimize(write(turn.out, turn.input));
      benchmark::ClobberMemory();
    }
  }
  state.SetBytesProcessed(state.iterations() * inputs.octets());
}

char* copy(char* out, std::string_view octets) {
  std::memcpy(out, octets.data(), octets.size());
  return out + octets.size();
}

/// Made when a row wants them: a run of few rows begins at once.
class LateInputs {
 public:
  LateInputs(std::size_t size, unsigned density, bool encoded)
      : size_(size), density_(density), encoded_(encoded) {}

  [[nodiscard]] const Inputs& get() {
    if (!made_) {
      auto texts = random_texts(size_, density_);
      if (encoded_) {
        for (std::string& text : texts) text = oauth::codec::percent_encode(text);
      }
      made_ = std::make_unique<Inputs>(texts);
    }
    return *made_;
  }

 private:
  std::size_t size_;
  unsigned density_;
  bool encoded_;
  std::unique_ptr<Inputs> made_;
};

void add_for(std::size_t size, unsigned density) {
  const auto plain_inputs = std::make_shared<LateInputs>(size, density, false);
  const auto encoded_inputs = std::make_shared<LateInputs>(size, density, true);
  const auto add = [&](std::string_view what, std::string_view how,
                       const std::shared_ptr<LateInputs>& inputs, auto write) {
    const std::string name = fmt::format("{}/{}/{}/{}", what, size, density, how);
    benchmark::RegisterBenchmark(name.c_str(), [inputs, write](benchmark::State& state) {
      run(state, inputs->get(), write);
    });
  };
  add("encode", "memcpy", plain_inputs, copy);
  for (const percent::Kernel* kernel : percent::available())
    add("encode", kernel->name, plain_inputs, kernel->encode);
  for (const percent::Kernel* kernel : percent::available())
    add("encode_twice", kernel->name, plain_inputs, kernel->encode_twice);
  add("decode", "memcpy", encoded_inputs, copy);
  for (const percent::Kernel* kernel : percent::available()) {
    add("decode", kernel->name, encoded_inputs,
        [kernel](char* out, std::string_view text) { return kernel->decode(out, text, '+').end; });
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (!oauthspec::bench::choose_kernel(argv[0])) return 2;
  for (const std::size_t size : {32U, 256U, 4096U, 65536U}) {
    for (const unsigned density : {0U, 5U, 30U, 100U}) add_for(size, density);
  }
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::RunSpecifiedBenchmarks();
}
