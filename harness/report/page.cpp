// SPDX-License-Identifier: Apache-2.0
#include "harness/report/page.h"

#include <fmt/format.h>

#include "harness/report/text.h"

namespace oauthspec::report {
namespace {

// JSON that can stand in a script element: all of it ASCII, and without the "<" that could end the element. Only texts
// have one, and there \u003c means the same.
std::string script_data(const nlohmann::json& data) {
  const std::string text = data.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
  std::string safe;
  safe.reserve(text.size());
  for (const char c : text) {
    if (c == '<') {
      safe += "\\u003c";
    } else {
      safe += c;
    }
  }
  return safe;
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string markup;
  for (const char c : harmless(text)) {
    switch (c) {
      case '&':
        markup += "&amp;";
        break;
      case '<':
        markup += "&lt;";
        break;
      case '>':
        markup += "&gt;";
        break;
      case '"':
        markup += "&quot;";
        break;
      case '\'':
        markup += "&#39;";
        break;
      default:
        markup += c;
    }
  }
  return markup;
}

std::string filled(std::string_view text,
                   const std::map<std::string, std::string, std::less<>>& markup) {
  std::string whole;
  std::size_t at = 0;
  for (std::size_t open = text.find("{{"); open != std::string_view::npos;
       open = text.find("{{", at)) {
    const std::size_t close = text.find("}}", open);
    if (close == std::string_view::npos) {
      break;
    }
    const auto found = markup.find(text.substr(open + 2, close - open - 2));
    whole += text.substr(at, open - at);
    whole += found == markup.end() ? text.substr(open, close + 2 - open) : found->second;
    at = close + 2;
  }
  whole += text.substr(at);
  return whole;
}

std::string page(const Page& page) {
  constexpr std::string_view kTemplate =
      "<!DOCTYPE html>\n"
      "<html lang=\"en\">\n"
      "<head>\n"
      "<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
      "script-src 'sha256-{{script sha256}}'; style-src 'sha256-{{style sha256}}'; img-src data:; "
      "base-uri 'none'; form-action 'none'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n"
      // A page that lies on a web server asks for no icon there.
      "<link rel=\"icon\" href=\"data:,\">\n"
      "<title>{{title}}</title>\n"
      "<style>{{style}}</style>\n"
      "</head>\n"
      "<body>\n"
      "{{body}}"
      "<script type=\"application/json\" id=\"data\">{{data}}</script>\n"
      "<script type=\"module\">{{script}}</script>\n"
      "</body>\n"
      "</html>\n";
  return filled(kTemplate, {{"title", escaped(page.title)},
                            {"style", std::string(page.style.text)},
                            {"style sha256", std::string(page.style.sha256)},
                            {"script", std::string(page.script.text)},
                            {"script sha256", std::string(page.script.sha256)},
                            {"body", page.body},
                            {"data", script_data(page.data)}});
}

}  // namespace oauthspec::report
