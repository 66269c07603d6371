// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/reference/message/http.h"
#include "harness/reference/message/parameters.h"
#include "mock_provider/testing/provider_fixture.h"

namespace oauthspec::provider::testing {

/// The value of a response's header field; empty where there is none.
inline std::string header(const http::Reply& reply, std::string_view name) {
  return std::string(oauth::message::find_header(reply.response.headers, name).value_or(""));
}

/// What stands behind `mark` up to `end`; empty where there is none.
inline std::string between(std::string_view text, std::string_view mark, std::string_view end) {
  const auto begin = text.find(mark);
  if (begin == std::string_view::npos) {
    return {};
  }
  text.remove_prefix(begin + mark.size());
  return std::string(text.substr(0, text.find(end)));
}

/// The parameters that a redirection has behind "?" or "#".
inline oauth::message::Parameters sent_back(const http::Reply& reply, char mark = '?') {
  const std::string location = header(reply, "Location");
  const auto begin = location.find(mark);
  oauth::message::Parameters parameters;
  if (begin != std::string::npos) {
    EXPECT_TRUE(parameters.add_form(std::string_view(location).substr(begin + 1)));
  }
  return parameters;
}

inline std::string value(const oauth::message::Parameters& parameters, std::string_view name) {
  return std::string(parameters.find(name).value_or(""));
}

/// What a browser does of itself: keeps cookies, and sends a form's hidden fields along.
class Browser {
 public:
  void keep_cookies(const http::Reply& reply) {
    for (const auto& [name, text] : reply.response.headers) {
      if (oauth::message::equal_without_case(name, "Set-Cookie")) {
        const std::string pair = text.substr(0, text.find(';'));
        cookies_[pair.substr(0, pair.find('='))] = pair.substr(pair.find('=') + 1);
      }
    }
  }
  [[nodiscard]] std::vector<oauth::message::HeaderField> headers() const {
    std::string all;
    for (const auto& [name, text] : cookies_) {
      all += (all.empty() ? "" : "; ") + name + "=" + text;
    }
    return all.empty() ? std::vector<oauth::message::HeaderField>()
                       : std::vector<oauth::message::HeaderField>{{"Cookie", all}};
  }

 private:
  std::map<std::string, std::string> cookies_;
};

/// The hidden fields of a page's first form.
inline oauth::message::Parameters hidden_fields(const http::Reply& page) {
  oauth::message::Parameters fields;
  std::string_view form(page.response.body);
  form.remove_prefix(std::min(form.find("<form"), form.size()));
  form = form.substr(0, form.find("</form>"));
  constexpr std::string_view kMark = "<input type=\"hidden\" name=\"";
  while (form.find(kMark) != std::string_view::npos) {
    form.remove_prefix(form.find(kMark));
    fields.add(between(form, kMark, "\""), between(form, "value=\"", "\""));
    form.remove_prefix(kMark.size());
  }
  return fields;
}

/// A provider and one browser of alice's.
class BrowserTest : public ProviderTest {
 protected:
  using ProviderTest::ProviderTest;

  http::Reply visit(std::string_view path) {
    http::Reply reply = get(path, browser.headers());
    browser.keep_cookies(reply);
    return reply;
  }
  /// Where the provider sends the browser within itself.
  http::Reply follow(const http::Reply& reply) {
    const std::string location = header(reply, "Location");
    EXPECT_EQ(location.substr(0, kOrigin.size()), kOrigin);
    return visit(location.substr(std::min(kOrigin.size(), location.size())));
  }
  http::Reply submit(std::string_view path, const oauth::message::Parameters& form) {
    http::Reply reply = post(path, form, browser.headers());
    browser.keep_cookies(reply);
    return reply;
  }
  /// Fills in a page's form.
  http::Reply submit(std::string_view path, const http::Reply& page,
                     const oauth::message::Parameters& entered) {
    oauth::message::Parameters form = hidden_fields(page);
    for (const auto parameter : entered) {
      form.add(parameter);
    }
    return submit(path, form);
  }
  http::Reply sign_in(const http::Reply& page, std::string_view username = "alice",
                      std::string_view password = "wonderland") {
    return submit("/sign-in", page, {{"username", username}, {"password", password}});
  }
  /// From the sign-in page to the consent page.
  http::Reply consent_page(const http::Reply& page) { return follow(sign_in(page)); }

  Browser browser;
};

}  // namespace oauthspec::provider::testing
