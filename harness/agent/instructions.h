// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace oauthspec::agent {

/// What the person says when asked for consent.
enum class Decision : std::uint8_t { allow, deny };

/// A request that a rule sends before it goes on, as a page's script would.
struct RuleRequest {
  std::string method = "POST";
  std::string
      url;  ///< Relative to the page. Here, in the body and in Rule::go_to marks.h says what "{query:scope}" stands for.
  std::string content_type = "application/json";
  std::string body;
};

/// What to do on a page that the guesses don't know, or get wrong. The first rule that fits a page counts.
struct Rule {
  /// The page's URL, in which "*" stands for any octets; empty: every page.
  std::string url;
  /// What the page's title or visible text has in it; empty: every page.
  std::string text;
  /// Fields by name, id or label, and their values. For a checkbox "true" and "false", or the value of the one to tick; for a select
  /// element a choice's value or text.
  std::vector<std::pair<std::string, std::string>> fill;
  std::vector<RuleRequest> send;
  /// A button by name, id, value or text. With `fill` alone, the form's first button is pressed.
  std::string press;
  /// A link by id, text or address.
  std::string follow;
  /// A URL, relative to the page; "{url}" in it is the page's own, "{query:NAME}" a parameter of that.
  std::string go_to;
  /// The page is where the visit ends.
  bool stop = false;
};

/// How a person without a screen behaves.
struct Instructions {
  std::string username;
  std::string password;
  /// The code that a device shows (RFC 8628 section 3.3), for a page that asks for one.
  std::string user_code;
  /// More fields of sign-in and consent pages, by name, id or label; as in Rule::fill.
  std::vector<std::pair<std::string, std::string>> fields;
  Decision decision = Decision::allow;
  std::vector<Rule> rules;
  /// Whether to guess on pages that no rule fits.
  bool guess = true;
  /// How many requests one visit may take.
  std::size_t most_requests = 40;
  /// The value of the header field User-Agent.
  std::string user_agent = "oauthspec";
};

}  // namespace oauthspec::agent
