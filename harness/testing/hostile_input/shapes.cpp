// SPDX-License-Identifier: Apache-2.0
#include "harness/testing/hostile_input/shapes.h"

#include <span>

namespace oauthspec::testing {
namespace {

using namespace std::string_view_literals;

constexpr bool kOpened = true;

constexpr Shape kRuns[] = {
    {"letters", "", "a", ""},
    {"spaces", "", " ", ""},
    {"quotation marks", "", "\"", ""},
    {"percent signs", "", "%", ""},
    {"commas", "", ",", ""},
    {"NULs", "", "\0"sv, ""},
    {"octets of no UTF-8", "", "\xFF", ""},
};

constexpr Shape kJson[] = {
    {"arrays in arrays", "", "[", ""},
    {"objects in objects", "", R"({"a":)", ""},
    {"digits", "", "9", ""},
    {"a text never ended", R"({"a":")", R"(\\)", ""},
    {"members", "", R"("{n}":0,)", R"("last":0})", kOpened},
    {"members of names alike", "", R"("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa{n}":0,)",
     R"("last":0})", kOpened},
    {"one name again and again", "", R"("a":0,)", R"("last":0})", kOpened},
    {"objects with a member", R"("a":[)", R"({"b":0},)", "0]}", kOpened},
    {"numbers in an array", R"("a":[)", "0,", "0]}", kOpened},
    {"arrays in an array", R"("a":[)", "[[[[[[[[]]]]]]]],", "0]}", kOpened},
    {"a long text", R"("a":")", "a", R"("})", kOpened},
    {"escapes", R"("a":")", R"(\u0041)", R"("})", kOpened},
    {"digits in a member", R"("a":)", "9", "}", kOpened},
    {"scope tokens", R"("scope":")", "a ", R"(a"})", kOpened},
    {"audiences", R"("aud":[)", R"("a{n}",)", R"("a"]})", kOpened},
    {"scopes supported", R"("scopes_supported":[)", R"("a{n}",)", R"("a"]})", kOpened},
};

constexpr Shape kForm[] = {
    {"ampersands", "", "&", ""},
    {"equals signs", "", "=", ""},
    {"escapes", "", "%41", ""},
    {"parameters", "", "p{n}=1&", "", kOpened},
    {"parameters of names alike", "", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa{n}=1&", "",
     kOpened},
    {"one name again and again", "", "a=1&", "", kOpened},
    {"OAuth 1.0 parameters", "", "oauth_{n}=1&", "", kOpened},
    {"resources", "", "resource=https%3A%2F%2Fh%2F{n}&", "", kOpened},
    {"audiences", "", "audience=a{n}&", "", kOpened},
    {"a long value", "a=", "a", "", kOpened},
    {"an escaped value", "a=", "%25", "", kOpened},
    {"scope tokens", "scope=", "a+", "a", kOpened},
    {"a broken escape at the end", "a=", "b", "%", kOpened},
};

constexpr Shape kUri[] = {
    {"colons", "https://", ":", ""},
    {"opening brackets", "https://", "[", ""},
    {"an address", "https://[", "1:", "]/"},
    {"at signs", "https://", "@", ""},
    {"zeros in a port", "https://h:", "0", "80/"},
    {"dot segments", "https://h", "/a/..", "/"},
    {"steps up", "https://h", "/..", "/"},
    {"escapes in a path", "https://h/", "%7e", ""},
    {"question marks", "https://h/", "?", ""},
    {"number signs", "https://h/", "#", ""},
    {"parameters", "", "p{n}=1&", "", kOpened},
    {"one name again and again", "", "a=1&", "", kOpened},
    {"OAuth 1.0 parameters", "", "oauth_{n}=1&", "", kOpened},
    {"escapes", "", "%41", "", kOpened},
    {"ampersands", "", "&", "", kOpened},
};

constexpr Shape kField[] = {
    {"equals signs", "Bearer ", "=", ""},
    {"spaces behind a scheme", "Bearer ", " ", "a"},
    {"a long token", "Bearer ", "a", "="},
    {"letters in Base64", "Basic ", "YTph", ""},
    {"schemes", "", "S{n}, ", "S"},
    {"challenges", "", R"(S{n} a="b", )", R"(S a="b")"},
    {"parameters", "", R"(p{n}="1", )", R"(last="1")", kOpened},
    {"parameters of names alike", "",
     R"(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa{n}="1", )", R"(last="1")", kOpened},
    {"OAuth 1.0 parameters", "", R"(oauth_{n}="1", )", R"(last="1")", kOpened},
    {"one name again and again", "", R"(a="1", )", R"(last="1")", kOpened},
    {"empty elements", "", ", ", R"(last="1")", kOpened},
    {"a long value", R"(a=")", "b", R"(")", kOpened},
    {"quoted pairs", R"(a=")", R"(\")", R"(")", kOpened},
    {"folded lines", R"(a=")", "\r\n ", R"(")", kOpened},
    {"a text never ended", R"(a=")", R"(\\)", "", kOpened},
};

constexpr Shape kHeaders[] = {
    {"Authorization fields", "", "Authorization: Bearer a\n", "", kOpened},
    {"fields of another scheme", "", "Authorization: Basic YTph\n", "", kOpened},
    {"proofs", "", "DPoP: a\n", "", kOpened},
    {"Host fields", "", "Host: h\n", "", kOpened},
    {"Content-Type fields", "", "Content-Type: application/json\n", "", kOpened},
    {"challenges", "", "WWW-Authenticate: Bearer error=\"a\"\n", "", kOpened},
    {"fields of many names", "", "X-{n}: a\n", "", kOpened},
};

constexpr Shape kJws[] = {
    {"full stops", "", ".", ""},
    {"a long header", "", "eyJh", ".e30.AA"},
    {"a long payload", "eyJhbGciOiJIUzI1NiJ9.", "AAAA", ".AA"},
    {"a long signature", "", "AAAA", "", kOpened},
};

constexpr Shape kText[] = {
    {"words", "", "a ", "a"},          {"escapes", "", "%41", ""},
    {"equals signs", "", "=", ""},     {"two octets of UTF-8", "", "\xC2\x80", ""},
    {"a port", "h:", "0", "80"},       {"minus signs", "", "-", ""},
    {"ends of lines", "", "\r\n", ""},
};

std::span<const Shape> own_shapes(Syntax syntax) {
  switch (syntax) {
    case Syntax::json:
      return kJson;
    case Syntax::form:
      return kForm;
    case Syntax::uri:
      return kUri;
    case Syntax::field:
      return kField;
    case Syntax::headers:
      return kHeaders;
    case Syntax::jws:
      return kJws;
    case Syntax::text:
      break;
  }
  return kText;
}

/// The good message, so that more of it can follow.
std::string opened(const Parser& parser) {
  const std::string& good = parser.good;
  switch (parser.syntax) {
    case Syntax::json:
      return good.substr(0, good.rfind('}')) + ",";
    case Syntax::form:
      return good + "&";
    case Syntax::uri:
      return good + (good.find_first_of("?#") == std::string::npos ? "?" : "&");
    case Syntax::field:
      return good + ", ";
    case Syntax::headers:
    case Syntax::jws:
    case Syntax::text:
      break;
  }
  return good;
}

}  // namespace

std::vector<Shape> shapes_of(Syntax syntax) {
  std::vector<Shape> all(std::begin(kRuns), std::end(kRuns));
  const auto own = own_shapes(syntax);
  all.insert(all.end(), own.begin(), own.end());
  return all;
}

std::string hostile_input(const Shape& shape, const Parser& parser, std::size_t octets) {
  constexpr std::string_view kNumber = "{n}";
  std::string text = shape.opened ? opened(parser) : std::string();
  text.reserve(octets);
  text += shape.before;
  const std::size_t at = shape.piece.find(kNumber);
  const bool numbered = at != std::string_view::npos;
  const std::string_view begin = shape.piece.substr(0, at);
  const std::string_view end = numbered ? shape.piece.substr(at + kNumber.size()) : "";
  for (std::size_t n = 0;; ++n) {
    const std::string number = numbered ? std::to_string(n) : "";
    const std::size_t more = begin.size() + number.size() + end.size();
    if (text.size() + more + shape.after.size() > octets) break;
    text.append(begin).append(number).append(end);
  }
  return text += shape.after;
}

}  // namespace oauthspec::testing
