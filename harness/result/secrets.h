// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "harness/result/decoded_view.h"
#include "harness/result/named_secrets.h"
#include "harness/result/needles.h"

namespace oauthspec::result {

/// Which pieces of a secret are hidden where a text may show pieces.
enum class Pieces : std::uint8_t {
  all,
  random,  ///< But for those of small letters and "-" and "_" alone, which may be words that say nothing: "password".
};

/// The secrets of one result, and what is written in their place.
///
/// Each secret that is met gets a number, "***1", so that two that differ can be told apart, and the same one is known
/// again; otherwise written (encoded, say) it is "***1.1", another way "***1.2". What is left of one that was cut is "***".
class Secrets {
 public:
  explicit Secrets(bool numbered = true, Pieces pieces = Pieces::all)
      : numbered_(numbered), hidden_pieces_(pieces) {}

  /// Remembers a secret. Empty text is none. `searched`: whether it is to be found wherever it stands.
  void add(std::string_view secret, bool searched = true);

  /// To be called between the last add() and the first use of what follows.
  void close();

  /// Whether any secret is to be found wherever it stands.
  [[nodiscard]] bool any_searched() const { return !searched_.empty(); }

  /// Those that are to be found wherever they stand.
  [[nodiscard]] std::vector<std::string> searched() const;

  /// What stands in the place of a text that is secret as a whole; it was added before.
  [[nodiscard]] std::string mask(std::string_view secret);

  /// A text without the secrets.
  ///
  /// Input:  `named` are secrets that stand in this text and are masked however short they are; all others of four
  ///         octets and more are found by themselves: as they are, escaped once or twice with "%" or "\", as in a
  ///         form, in Base64. `cut`: the text may show pieces, and those of eight octets and more are masked too.
  [[nodiscard]] std::string hidden(std::string_view text, std::span<const NamedSecret> named,
                                   bool cut);

 private:
  // A secret at a place of a text; the number of none marks a piece.
  struct Match {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t secret = 0;
  };

  void add_needles(std::size_t secret);
  void gather_pieces();
  void find(const DecodedView& view, bool cut, std::vector<Match>& matches) const;
  void find_pieces(const DecodedView& view, std::vector<Match>& matches) const;
  std::string label(std::size_t secret, std::string_view written);
  std::string replaced(std::string_view text, std::vector<Match> matches);

  bool numbered_;
  Pieces hidden_pieces_;
  std::vector<std::string> secrets_;
  std::map<std::string, std::size_t, std::less<>> places_;  // In secrets_.
  std::set<std::size_t> searched_;
  std::map<std::size_t, std::size_t> numbers_;      // From 1, in the order in which they are met.
  std::vector<std::vector<std::string>> writings_;  // Of each secret, but for the secret itself.
  Needles needles_;
  std::unordered_set<std::uint64_t> pieces_;  // Of eight octets each.
};

/// A text without secrets that belong to something else, so that a number would mean nothing: each is "***", pieces too.
[[nodiscard]] std::string without(std::string_view text, std::span<const std::string> secrets);

}  // namespace oauthspec::result
