// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/reference/base/error.h"

namespace oauth::message {

/// One decoded parameter, somewhere else's octets.
struct ParameterView {
  std::string_view name;
  std::string_view value;

  friend bool operator==(const ParameterView&, const ParameterView&) = default;
};

/// Decoded parameters in their order; a name may stand more than once. All octets lie in one
/// buffer, so that a request costs no allocation per parameter.
///
/// Lifetime: views are good until the list is next changed, moved or destroyed.
class Parameters {
 public:
  Parameters() = default;
  Parameters(std::initializer_list<ParameterView> parameters) {
    for (const ParameterView& parameter : parameters) add(parameter.name, parameter.value);
  }

  /// Makes room for so many parameters of so many octets in all.
  void reserve(std::size_t parameters, std::size_t octets);

  void add(std::string_view name, std::string_view value);
  void add(const ParameterView& parameter) { add(parameter.name, parameter.value); }

  /// Adds the decoded pairs of a form or query. On an error the list is as it was.
  ///
  /// Errors: percent_truncated, percent_bad_digit; Error::offset counts from the start of `text`.
  /// Spec:   RFC 5849 section 3.4.1.3.1
  [[nodiscard]] Result<void> add_form(std::string_view text);

  [[nodiscard]] std::size_t size() const { return places_.size(); }
  [[nodiscard]] bool empty() const { return places_.empty(); }
  [[nodiscard]] ParameterView operator[](std::size_t index) const;

  /// The value of the first parameter of this name.
  [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
  [[nodiscard]] std::size_t count(std::string_view name) const;
  /// Whether any name stands more than once. Takes n log n for n parameters.
  [[nodiscard]] bool has_duplicate_name() const;

  class Iterator {
   public:
    Iterator(const Parameters* list, std::size_t index) : list_(list), index_(index) {}
    ParameterView operator*() const { return (*list_)[index_]; }
    Iterator& operator++() {
      ++index_;
      return *this;
    }
    friend bool operator==(const Iterator&, const Iterator&) = default;

   private:
    const Parameters* list_;
    std::size_t index_;
  };
  [[nodiscard]] Iterator begin() const { return {this, 0}; }
  [[nodiscard]] Iterator end() const { return {this, size()}; }

 private:
  /// Where one parameter lies: its name, and at once its value.
  struct Place {
    std::size_t offset;
    std::size_t name_size;
    std::size_t value_size;
  };

  Result<void> append_decoded(std::string_view name, std::size_t name_offset,
                              std::string_view value, std::size_t value_offset);

  std::string octets_;
  std::vector<Place> places_;
};

/// Writes parameters as application/x-www-form-urlencoded.
///
/// Spec:   HTML 4.01 section 17.13.4.1
[[nodiscard]] std::string write_form(const Parameters& parameters);

/// Appends parameters behind those that a form body has already, each percent-encoded: what RFC
/// 5849 section 3.6 writes, every form reader understands.
///
/// Spec:   RFC 5849 section 3.5.2
void append_to_form(std::string& body, const Parameters& parameters);

/// Appends parameters behind the query that a URI has already, before its fragment.
///
/// Spec:   RFC 5849 section 3.5.3
void append_to_query(std::string& url, const Parameters& parameters);

/// The same as application/x-www-form-urlencoded: a space is "+".
///
/// Spec:   RFC 6749 appendix B
void append_form_to_query(std::string& url, const Parameters& parameters);

}  // namespace oauth::message
