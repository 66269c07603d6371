// SPDX-License-Identifier: Apache-2.0
#include "harness/result/secrets.h"

#include <algorithm>
#include <cstring>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "harness/reference/codec/base64.h"
#include "harness/result/sensitive_names.h"

namespace oauthspec::result {
namespace {

namespace codec = oauth::codec;

// Shorter ones stand in other words by chance.
constexpr std::size_t kShortest = Needles::kShortest;
constexpr std::size_t kPiece = 8;
constexpr std::size_t kNoSecret = static_cast<std::size_t>(-1);

// The Base64 of a secret, and the characters that it fills alone in the Base64 of any text around it: three texts, by how
// many octets stand before it.
std::vector<std::string> base64_needles(std::string_view secret) {
  constexpr std::size_t kOctet = 8;
  constexpr std::size_t kDigit = 6;
  constexpr std::size_t kGroup = 3;
  std::vector<std::string> all{codec::base64_encode(secret, codec::Base64::standard)};
  for (std::size_t before = 0; before < kGroup; ++before) {
    const std::string text = codec::base64_encode(std::string(before, '\0') + std::string(secret),
                                                  codec::Base64::standard);
    const std::size_t first = (before * kOctet + kDigit - 1) / kDigit;
    const std::size_t last = (before + secret.size()) * kOctet / kDigit;
    all.push_back(text.substr(first, last - first));
  }
  return all;
}

// The same in the alphabet of RFC 4648 section 5, without padding.
std::string in_url_alphabet(std::string_view base64) {
  std::string text(base64.substr(0, base64.find('=')));
  std::ranges::replace(text, '+', '-');
  std::ranges::replace(text, '/', '_');
  return text;
}

// Every way to read a text in which something may be written with escapes.
std::vector<DecodedView> views_of(std::string_view text) {
  std::vector<DecodedView> views{view_of(text)};
  // What is read as it was read before, with nothing taken off, need not be searched again.
  const auto add = [&views](DecodedView view) {
    const bool known = std::ranges::count(views, view.text, &DecodedView::text) != 0;
    if (!known) views.push_back(std::move(view));
    return !known;
  };
  if (text.contains('%') && add(percent_decoded(views[0])) && views[1].text.contains('%')) {
    add(form_decoded(views[1]));
    add(percent_decoded(views[1]));
  }
  if (text.contains('+')) add(form_decoded(views[0]));
  if (text.contains('&') && text.contains(';')) add(entity_decoded(views[0]));
  if (text.contains('\\') && add(backslash_decoded(views[0]))) {
    add(backslash_decoded(views.back()));
  }
  return views;
}

// The octets of a piece in one number.
std::uint64_t piece_at(std::string_view text, std::size_t at) {
  std::uint64_t piece = 0;
  static_assert(sizeof(piece) == kPiece);
  std::memcpy(&piece, text.data() + at, sizeof(piece));
  return piece;
}

bool word_character(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
}

bool small_letter(char c) {
  return (c >= 'a' && c <= 'z') || c == '-' || c == '_';
}

// Whether what was found is only a part of a parameter's name: the "token" of "oauth_token".
bool inside_a_name(std::string_view text, std::size_t begin, std::size_t end) {
  constexpr std::size_t kLongestName = 32;
  if (end - begin > kLongestName) return false;
  std::size_t first = begin;
  while (first > 0 && end - first <= kLongestName && word_character(text[first - 1])) --first;
  std::size_t last = end;
  while (last < text.size() && last - first <= kLongestName && word_character(text[last])) ++last;
  return (first < begin || end < last) && protocol_name(text.substr(first, last - first));
}

}  // namespace

void Secrets::add(std::string_view secret, bool searched) {
  if (secret.empty()) return;
  const auto [found, added] = places_.emplace(secret, secrets_.size());
  if (added) {
    secrets_.emplace_back(secret);
    writings_.emplace_back();
  }
  if (searched && secret.size() >= kShortest) searched_.insert(found->second);
}

void Secrets::close() {
  for (const std::size_t secret : searched_) add_needles(secret);
  needles_.close();
}

// Only where there is a text that may show pieces, which most results do not have.
void Secrets::gather_pieces() {
  if (!pieces_.empty()) return;
  for (const auto& [text, secret, key] : needles_.all()) {
    for (std::size_t at = 0; at + kPiece <= text.size(); ++at) {
      const bool word =
          std::ranges::all_of(std::string_view(text).substr(at, kPiece), small_letter);
      if (hidden_pieces_ == Pieces::all || !word) pieces_.insert(piece_at(text, at));
    }
  }
}

void Secrets::add_needles(std::size_t secret) {
  const std::string& text = secrets_[secret];
  needles_.add(text, secret);
  for (std::string& needle : base64_needles(text)) {
    // Most are the same in both alphabets.
    if (std::string url = in_url_alphabet(needle); url != needle) {
      needles_.add(std::move(url), secret);
    }
    needles_.add(std::move(needle), secret);
  }
}

std::vector<std::string> Secrets::searched() const {
  std::vector<std::string> all;
  for (const std::size_t secret : searched_) all.push_back(secrets_[secret]);
  return all;
}

std::string Secrets::mask(std::string_view secret) {
  return label(places_.find(secret)->second, secret);
}

std::string Secrets::hidden(std::string_view text, std::span<const NamedSecret> named, bool cut) {
  if (cut && !text.empty()) gather_pieces();
  std::vector<Match> matches;
  for (const NamedSecret& one : named) {
    matches.push_back({one.begin, one.end, places_.find(one.values.front())->second});
  }
  if (!needles_.empty()) {
    for (const DecodedView& view : views_of(text)) find(view, cut, matches);
  }
  return replaced(text, std::move(matches));
}

void Secrets::find(const DecodedView& view, bool cut, std::vector<Match>& matches) const {
  needles_.find(view.text, [&](std::size_t at, const Needles::Needle& needle) {
    const std::size_t end = at + needle.text.size();
    if (inside_a_name(view.text, at, end)) return;
    matches.push_back({view.place(at), view.place(end), needle.owner});
  });
  if (cut) find_pieces(view, matches);
}

void Secrets::find_pieces(const DecodedView& view, std::vector<Match>& matches) const {
  const std::string_view text = view.text;
  const std::size_t before = matches.size();
  for (std::size_t at = 0; at + kPiece <= text.size(); ++at) {
    if (!pieces_.contains(piece_at(text, at))) continue;
    if (inside_a_name(text, at, at + kPiece)) continue;
    const Match match{view.place(at), view.place(at + kPiece), kNoSecret};
    if (matches.size() > before && match.begin <= matches.back().end) {
      matches.back().end = match.end;
    } else {
      matches.push_back(match);
    }
  }
}

std::string Secrets::label(std::size_t secret, std::string_view written) {
  if (secret == kNoSecret || !numbered_) return "***";
  const std::size_t number = numbers_.emplace(secret, numbers_.size() + 1).first->second;
  if (written == secrets_[secret]) return fmt::format("***{}", number);
  std::vector<std::string>& writings = writings_[secret];
  auto found = std::ranges::find(writings, written);
  if (found == writings.end()) found = writings.emplace(found, written);
  return fmt::format("***{}.{}", number, found - writings.begin() + 1);
}

std::string Secrets::replaced(std::string_view text, std::vector<Match> matches) {
  if (matches.empty()) return std::string(text);
  // Whole secrets before pieces; then from left to right, the longest first, and the one that was named first.
  std::ranges::sort(matches, [](const Match& a, const Match& b) {
    return std::tuple(a.secret == kNoSecret, a.begin, b.end, a.secret) <
           std::tuple(b.secret == kNoSecret, b.begin, a.end, b.secret);
  });
  // Which match hides each octet. What sticks out of another match is a piece.
  constexpr std::size_t kShown = static_cast<std::size_t>(-1);
  std::vector<std::size_t> hidden_by(text.size(), kShown);
  const std::size_t piece = matches.size();
  for (std::size_t i = 0; i < matches.size(); ++i) {
    const Match& match = matches[i];
    const bool whole = match.secret != kNoSecret && hidden_by[match.begin] == kShown;
    for (std::size_t at = match.begin; at < match.end; ++at) {
      if (hidden_by[at] == kShown) hidden_by[at] = whole ? i : piece;
    }
  }
  std::string out;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t by = hidden_by[begin];
    std::size_t end = begin + 1;
    while (end < text.size() && hidden_by[end] == by) ++end;
    const std::string_view written = text.substr(begin, end - begin);
    out += by == kShown ? std::string(written)
                        : label(by == piece ? kNoSecret : matches[by].secret, written);
    begin = end;
  }
  return out;
}

std::string without(std::string_view text, std::span<const std::string> secrets) {
  Secrets all(false);
  for (const std::string& secret : secrets) all.add(secret);
  all.close();
  return all.hidden(text, {}, true);
}

}  // namespace oauthspec::result
