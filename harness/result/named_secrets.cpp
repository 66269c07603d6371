// SPDX-License-Identifier: Apache-2.0
#include "harness/result/named_secrets.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "harness/reference/codec/base64.h"
#include "harness/result/form_fields.h"
#include "harness/result/sensitive_names.h"

namespace oauthspec::result {
namespace {

using std::string_view;

constexpr string_view kBlanks = " \t";
constexpr string_view kEndOfData = "&\"\r\n";
constexpr string_view kEndOfProse = "& \t\r\n,;\"'<>)]}\\";
// Where a value may end already, if quotation marks do not say.
constexpr string_view kMaybeEnd = "&,;\"# \t";

bool name_character(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
         string_view("_-.~%").find(c) != string_view::npos;
}

std::size_t skip(string_view text, std::size_t at, string_view octets) {
  return std::min(text.find_first_not_of(octets, at), text.size());
}

std::size_t end_before(string_view text, std::size_t at, string_view octets) {
  return std::min(text.find_first_of(octets, at), text.size());
}

void add_once(std::vector<std::string>& values, std::string value) {
  if (!value.empty() && std::ranges::count(values, value) == 0) values.push_back(std::move(value));
}

// The name that ends before `end`, behind blanks.
std::string name_before(string_view text, std::size_t end) {
  while (end > 0 && kBlanks.find(text[end - 1]) != string_view::npos) --end;
  std::size_t begin = end;
  while (begin > 0 && name_character(text[begin - 1])) --begin;
  const string_view name = text.substr(begin, end - begin);
  return name.contains('%') ? percent_decoded(view_of(name)).text : std::string(name);
}

// Where a value stands in the text of a view.
struct Place {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool closed = false;  // Quotation marks say where it ends.
};

// What stands between quotation marks, which may be escaped themselves, at `at`.
std::optional<Place> quoted(string_view text, std::size_t at) {
  const std::size_t open = skip(text, at, "\\");
  const bool escaped = open > at;
  if (open >= text.size() || (text[open] != '"' && text[open] != '\'')) return std::nullopt;
  std::size_t close = open + 1;
  while (close < text.size() && text[close] != text[open]) {
    close += !escaped && text[close] == '\\' ? 2U : 1U;
  }
  close = std::min(close, text.size());
  Place place{.begin = open + 1, .end = close, .closed = close < text.size()};
  while (escaped && place.end > place.begin && text[place.end - 1] == '\\') --place.end;
  return place;
}

// Whether the comma at `at` is followed by another parameter, as in a header field.
bool another_follows(string_view text, std::size_t at) {
  const std::size_t name = skip(text, at + 1, kBlanks);
  std::size_t end = name;
  while (end < text.size() && name_character(text[end])) ++end;
  const std::size_t equals = skip(text, end, kBlanks);
  return end > name && equals < text.size() && text[equals] == '=';
}

Place bare(string_view text, std::size_t at, Reading reading) {
  std::size_t end = end_before(text, at, reading == Reading::data ? kEndOfData : kEndOfProse);
  for (std::size_t comma = text.find(',', at); comma < end; comma = text.find(',', comma + 1)) {
    if (another_follows(text, comma)) end = comma;
  }
  return {.begin = at, .end = end, .closed = false};
}

/// Collects the secrets of one view of a text.
class Finder {
 public:
  Finder(const DecodedView& view, bool plaintext, std::vector<NamedSecret>& found)
      : view_(view), plaintext_(plaintext), found_(found) {}

  [[nodiscard]] string_view text() const { return view_.text; }

  void take(Sensitivity kind, const Place& place) {
    const string_view written = text().substr(place.begin, place.end - place.begin);
    if (kind == Sensitivity::signature) return take_signature(place);
    std::vector<std::string> values;
    add_meanings(values, written);
    // With a "=" inside, the quotation marks of two parameters were taken for a pair.
    if (!place.closed || written.contains('=')) {
      add_meanings(values, written.substr(0, end_before(written, 0, kMaybeEnd)));
    }
    add(place, std::move(values));
  }

  void add(const Place& place, std::vector<std::string> values) {
    if (values.empty()) return;
    found_.push_back({view_.place(place.begin), view_.place(place.end), std::move(values)});
  }

 private:
  // A form's "+" may be meant as it is, too: only its reader knows.
  static void add_meanings(std::vector<std::string>& values, string_view written) {
    if (written.contains('%') || written.contains('+')) {
      const DecodedView view = view_of(written);
      add_once(values, percent_decoded(view).text);
      add_once(values, form_decoded(view).text);
    }
    add_once(values, std::string(written));
  }

  // RFC 5849 section 3.4.4: the two secrets, each encoded, with an "&" between them.
  void take_signature(const Place& place) {
    const string_view written = text().substr(place.begin, place.end - place.begin);
    const DecodedView decoded = percent_decoded(view_of(written));
    if (!plaintext_ && !decoded.text.contains('&')) return;
    std::size_t begin = 0;
    while (begin <= decoded.text.size()) {
      const std::size_t end = end_before(decoded.text, begin, "&");
      std::vector<std::string> values;
      add_meanings(values, string_view(decoded.text).substr(begin, end - begin));
      add({.begin = place.begin + decoded.place(begin),
           .end = place.begin + decoded.place(end),
           .closed = true},
          std::move(values));
      begin = end + 1;
    }
  }

  const DecodedView& view_;
  bool plaintext_;
  std::vector<NamedSecret>& found_;
};

// name=value, where the "=" itself was escaped `layers` times: what is escaped less was found in another view.
void find_parameters(Finder& finder, const DecodedView& view, std::size_t layers, Reading reading) {
  const string_view text = view.text;
  for (std::size_t at = text.find('='); at < text.size(); at = text.find('=', at + 1)) {
    if (view.width(at) != 1 + 2 * layers) continue;
    const Sensitivity kind = sensitivity(name_before(text, at));
    if (kind == Sensitivity::none) continue;
    if (kind == Sensitivity::parameter && reading == Reading::prose) continue;
    const auto inside = quoted(text, skip(text, at + 1, kBlanks));
    finder.take(kind, inside ? *inside : bare(text, at + 1, reading));
  }
}

// "name": value. In an adapter's own words a "code" may be anything.
void find_members(Finder& finder, Reading reading) {
  constexpr string_view kWhite = " \t\r\n";
  const string_view text = finder.text();
  for (std::size_t colon = text.find(':'); colon < text.size(); colon = text.find(':', colon + 1)) {
    std::size_t end = colon;
    while (end > 0 && kWhite.find(text[end - 1]) != string_view::npos) --end;
    if (end == 0 || (text[end - 1] != '"' && text[end - 1] != '\'')) continue;
    --end;
    while (end > 0 && text[end - 1] == '\\') --end;
    const Sensitivity kind = sensitivity(name_before(text, end));
    if (kind == Sensitivity::none) continue;
    const bool parameter = kind == Sensitivity::parameter;
    if (parameter && reading == Reading::prose) continue;
    const std::size_t value = skip(text, colon + 1, kWhite);
    if (const auto inside = quoted(text, value)) {
      std::vector<std::string> values;
      const string_view written = text.substr(inside->begin, inside->end - inside->begin);
      add_once(values, backslash_decoded(view_of(written)).text);
      add_once(values, std::string(written));
      finder.add(*inside, std::move(values));
    } else if (!parameter) {
      finder.take(kind,
                  {.begin = value, .end = end_before(text, value, ",}] \t\r\n"), .closed = true});
    }
  }
}

// RFC 3986 section 3.2.1: what follows the first colon of the user information is not to be shown.
void find_userinfo(Finder& finder) {
  constexpr string_view kMark = "://";
  const string_view text = finder.text();
  for (std::size_t at = text.find(kMark); at < text.size(); at = text.find(kMark, at + 1)) {
    const std::size_t begin = at + kMark.size();
    const string_view authority =
        text.substr(begin, end_before(text, begin, "/?# \t\r\n\"") - begin);
    const std::size_t host = authority.rfind('@');
    const std::size_t colon = authority.find(':');
    if (host == string_view::npos || colon >= host) continue;
    finder.take(Sensitivity::secret,
                {.begin = begin + colon + 1, .end = begin + host, .closed = true});
  }
}

bool starts_with_word(string_view text, string_view word) {
  return text.size() > word.size() && kBlanks.find(text[word.size()]) != string_view::npos &&
         std::ranges::equal(text.substr(0, word.size()), word,
                            [](char a, char b) { return a == b || (a ^ ' ') == b; });
}

// The credentials behind a scheme; a challenge has parameters there.
void find_credentials(Finder& finder) {
  const string_view text = finder.text();
  const std::size_t scheme = skip(text, 0, kBlanks);
  for (const string_view name : {"basic", "bearer", "dpop"}) {
    if (!starts_with_word(text.substr(scheme), name)) continue;
    const std::size_t begin = skip(text, scheme + name.size(), kBlanks);
    const string_view written = text.substr(begin);
    const std::size_t equals = written.find('=');
    const bool challenge =
        equals != string_view::npos && skip(written, equals, "=, \t") < written.size();
    if (challenge) return;
    std::vector<std::string> values;
    add_once(values, std::string(written));
    if (const auto pair = oauth::codec::base64_decode(written)) {
      add_once(values, pair->substr(std::min(pair->find(':'), pair->size() - 1) + 1));
    }
    return finder.add({.begin = begin, .end = text.size(), .closed = true}, std::move(values));
  }
}

// <input name="code" value="...">
void take_field(Finder& finder, const FormField& field) {
  const string_view text = finder.text();
  const string_view name = text.substr(field.name.begin, field.name.end - field.name.begin);
  if (sensitivity(name) == Sensitivity::none) return;
  const string_view written = text.substr(field.value.begin, field.value.end - field.value.begin);
  std::vector<std::string> values;
  add_once(values, entity_decoded(view_of(written)).text);
  add_once(values, std::string(written));
  finder.add({.begin = field.value.begin, .end = field.value.end, .closed = true},
             std::move(values));
}

// Whether there is anything in a text that what follows looks for. Most texts are short, and have nothing.
bool may_name(string_view text) {
  const string_view told = text.substr(skip(text, 0, kBlanks));
  const bool credentials = !told.empty() && string_view("bBdD").contains(told.front());
  return credentials || text.contains('=') || text.contains(':') || text.contains('%');
}

}  // namespace

std::vector<NamedSecret> named_secrets(string_view text, Reading reading, bool plaintext) {
  constexpr std::size_t kLayers = 2;
  std::vector<NamedSecret> found;
  if (!may_name(text)) return found;
  DecodedView view = view_of(text);
  Finder plain(view, plaintext, found);
  find_members(plain, reading);
  find_userinfo(plain);
  if (reading == Reading::data) find_credentials(plain);
  if (reading == Reading::page) {
    for (const FormField& field : form_fields(text)) take_field(plain, field);
  }
  for (std::size_t layers = 0;; ++layers) {
    Finder finder(view, plaintext, found);
    find_parameters(finder, view, layers, reading);
    if (layers == kLayers || !view.text.contains('%')) return found;
    view = percent_decoded(view);
  }
}

std::vector<NamedSecret> signature_secrets(string_view signature, bool plaintext) {
  std::vector<NamedSecret> found;
  const DecodedView view = view_of(signature);
  Finder(view, plaintext, found)
      .take(Sensitivity::signature, {.begin = 0, .end = signature.size(), .closed = true});
  return found;
}

}  // namespace oauthspec::result
