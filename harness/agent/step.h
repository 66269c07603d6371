// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "harness/agent/html.h"
#include "harness/agent/instructions.h"
#include "harness/reference/message/http.h"

namespace oauthspec::agent {

/// Whether a URL is where a visit ends, such as the client's redirection endpoint. The URL has its fragment.
using Until = std::function<bool(std::string_view url)>;

/// A page and where it came from.
struct OpenPage {
  Page page;
  std::string url;  ///< With its fragment.
};

/// Submits a form, as it is filled now, with this button.
struct Submit {
  Form form;
  std::optional<std::size_t> button;
};

/// Goes to a URL, after these requests.
struct Follow {
  std::string url;
  std::vector<oauth::message::Request> before;
};

/// Stays on the page.
struct Halt {
  std::string why;  ///< For people, in one line.
};

/// What to do on a page.
using Step = std::variant<Submit, Follow, Halt>;

/// What the first rule that fits says to do; nothing where none fits. A rule that fits and cannot be obeyed, as the page has no such
/// button, halts and says so.
[[nodiscard]] std::optional<Step> step_by_rule(const OpenPage& open,
                                               const Instructions& instructions);

/// What a person who has these instructions would do. In this order: let a form that scripts submit be submitted, follow a quick
/// refresh, sign in, say yes or no, type the device's code, type a name alone, press what says "Continue", follow a slow refresh or a
/// script that only goes elsewhere. Whatever the guess, nobody who is to deny presses a button that allows.
[[nodiscard]] Step step_by_guess(const OpenPage& open, const Instructions& instructions,
                                 const Until& until);

/// The address that a page's script goes to by itself: location = "...", location.href = "...", location.replace("...").
[[nodiscard]] std::optional<std::string> script_target(std::string_view scripts);

}  // namespace oauthspec::agent
