// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oauthspec::agent {

/// One choice of a select element.
struct Option {
  std::string value;
  std::string text;
  bool selected = false;
  bool disabled = false;
};

/// A field or button of a form. Its members may be changed before the form is submitted, as a person would change them.
struct Control {
  std::string
      type;  ///< In lower case: that of an input or button ("text" for one that is missing or unknown), "select" or
             ///< "textarea".
  std::string name;
  std::string id;
  std::string value;
  std::string
      label;  ///< What people read about it: its label elements, aria-label, placeholder and title; a button's text.
  std::string autocomplete;
  std::string read_only_text;  ///< The value of a field that cannot be changed, for people to copy.
  std::vector<Option> options;
  bool multiple = false;
  bool checked = false;
  bool disabled = false;
  bool required = false;
  bool in_noscript = false;  ///< There only for browsers without scripts.
  std::optional<std::string> form_action;
  std::optional<std::string> form_method;
  std::optional<std::string> form_enctype;

  [[nodiscard]] bool is_submit_button() const { return type == "submit" || type == "image"; }
  [[nodiscard]] bool is_button() const {
    return is_submit_button() || type == "button" || type == "reset";
  }
  [[nodiscard]] bool is_hidden() const { return type == "hidden"; }
  [[nodiscard]] bool is_checkable() const { return type == "checkbox" || type == "radio"; }
  /// Whether a person would type into it.
  [[nodiscard]] bool is_typed() const;
};

/// A form, with the controls that it owns wherever on the page they stand.
struct Form {
  std::string id;
  std::string name;
  std::optional<std::string> action;
  std::string method = "get";  ///< "get", "post" or "dialog".
  std::string enctype = "application/x-www-form-urlencoded";
  std::string role;
  std::string text;  ///< What people read in it, without its controls' values.
  std::vector<Control> controls;
};

struct Link {
  std::string href;
  std::string text;  ///< With its title and aria-label.
  std::string id;
};

/// <meta http-equiv="refresh">, or the header field Refresh.
struct Refresh {
  unsigned seconds = 0;
  std::string url;  ///< Empty: the page itself again.
};

/// A short text that stands apart on a page, as a code to copy does.
struct Marked {
  std::string text;
  std::string names;  ///< The element's name, id, class and, of a field, name.
};

/// What a page without a screen is made of. All texts are UTF-8.
struct Page {
  std::string title;
  std::string
      text;  ///< What people read, white space run together; scripts and styles are left out.
  std::optional<std::string> base_href;
  std::vector<Form> forms;
  std::vector<Link> links;
  std::vector<Marked> marked;
  std::optional<Refresh> refresh;
  std::string scripts;     ///< The text of inline scripts and of onload, for what they plainly do.
  bool truncated = false;  ///< The page goes beyond the limits of html_limits.h.

  /// Whether a script submits a form as soon as the page is there.
  [[nodiscard]] bool submits_itself() const;
};

/// Reads a page by the HTML5 parsing algorithm, which finds a tree in anything.
///
/// Input:  UTF-8; other octets become replacement characters. A page is read up to the limits of html_limits.h, and the beginning
///         of one that goes beyond them; memory is bounded whatever the page does.
/// Spec:   HTML Living Standard section 13.2
[[nodiscard]] Page parse_page(std::string_view html);

/// Reads "5; url=/next", the value of such a meta element or header field.
///
/// Spec:   HTML Living Standard section 4.2.5.3, "shared declarative refresh steps"
[[nodiscard]] std::optional<Refresh> parse_refresh(std::string_view text);

}  // namespace oauthspec::agent
