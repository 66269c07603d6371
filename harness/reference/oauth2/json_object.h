// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "harness/reference/base/error.h"
#include "harness/reference/message/http.h"
#include "harness/reference/oauth2/scope.h"

/// The JSON object that a response holds, read with strict types. Parts of the readers and writers of each response.
namespace oauth::oauth2 {

/// Reads the object of a response's body.
///
/// Input:  a member that is null counts as one of another type, not as absent: RFC 6749 leaves no room for it.
/// Errors: content_type_unexpected (other than one application/json, parameters aside); too_large, json_invalid,
///         json_too_deep, json_duplicate_member; member_invalid (no object).
/// Spec:   RFC 6749 section 5.1
[[nodiscard]] Result<nlohmann::json> read_object(const message::Response& response);

/// Whether the message has one Content-Type field, and it names application/json.
[[nodiscard]] bool has_json_content_type(const std::vector<message::HeaderField>& headers);

/// Whole seconds that are not negative, in a JSON number: 3600, 3600.0 and 3.6e3 are the same one. Nothing beyond 2^53.
///
/// Spec:   RFC 6749 appendix A.14; RFC 8259 section 6
[[nodiscard]] std::optional<std::int64_t> whole_seconds(const nlohmann::json& number);

/// Reads members one by one; the first error is kept, and every later call gives nothing.
class MemberReader {
 public:
  explicit MemberReader(const nlohmann::json& object) : object_(object) {}

  /// A text, whose octets are all of the class; empty text is refused where the class is given.
  std::string required_text(const char* name, bool (*in_class)(char) = nullptr);
  std::optional<std::string> optional_text(const char* name, bool (*in_class)(char) = nullptr);

  /// An absolute URI.
  std::string required_uri(const char* name);
  /// A URI-reference by its characters: NQCHAR.
  std::optional<std::string> optional_uri(const char* name);

  /// Whole seconds that are not negative, in a JSON number.
  std::int64_t required_seconds(const char* name);
  std::optional<std::int64_t> optional_seconds(const char* name);

  std::optional<bool> optional_truth(const char* name);
  std::optional<Scope> optional_scope(const char* name);
  std::optional<std::vector<std::string>> optional_texts(const char* name);
  std::optional<nlohmann::json> optional_object(const char* name);

  /// Refuses what was read so far.
  void refuse(Errc code);

  /// Nothing, or the first error.
  [[nodiscard]] Result<void> done() const;

 private:
  /// The member, where it is there and nothing went wrong yet.
  const nlohmann::json* find(const char* name) const;
  void require(const char* name);

  const nlohmann::json& object_;
  std::optional<Errc> error_;
};

/// Writes a response with the object as its body.
///
/// Errors: utf8_invalid.
/// Spec:   RFC 6749 section 5.1
[[nodiscard]] Result<message::Response> write_object(int status, const nlohmann::json& object,
                                                     std::string_view cache_control = "no-store");

/// The same of an object that is written already.
///
/// Spec:   RFC 6749 section 5.1
[[nodiscard]] message::Response object_response(int status, std::string body,
                                                std::string_view cache_control = "no-store");

/// Hands on a message that its own reader takes: nothing is sent that the other side must refuse.
///
/// Errors: those of the writer, then those of `parse`.
template <class Message, class Parse>
[[nodiscard]] Result<Message> if_readable(Result<Message> written, Parse parse) {
  if (!written) return written;
  if (const auto read = parse(*written); !read) return std::unexpected(read.error());
  return written;
}

/// The members that are not among `known`.
[[nodiscard]] nlohmann::json others(const nlohmann::json& object,
                                    std::initializer_list<std::string_view> known);

}  // namespace oauth::oauth2
