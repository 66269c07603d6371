// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "harness/checks/finding.h"
#include "harness/checks/oauth1_session.h"

/// Requests for the protected resource that differ from a plain one, and what becomes of them.
namespace oauthspec::checks {

/// How a request for the protected resource differs from a plain one.
struct ResourceTrial {
  using Change = void (*)(OAuth1Parts&);
  Change common = nullptr;  ///< Done to the control, too: what is no matter of the check.
  Change before = nullptr;  ///< Before it is signed.
  Change after = nullptr;   ///< Behind the signature.
};

/// Whether the resource refuses the request with a 4xx, after it took the control. `accepted` says what is wrong if it does not. With a
/// status, no other 4xx will do.
[[nodiscard]] Finding is_refused(Session& session, const ResourceTrial& trial,
                                 std::string_view accepted, std::optional<int> status = {});

/// Whether the resource takes the request, after it took the control.
[[nodiscard]] Finding is_taken(Session& session, const ResourceTrial& trial,
                               std::string_view refused);

/// Of several findings the one that says most: a failure, or else one that decides nothing.
class Worst {
 public:
  /// Whether it is a failure, behind which there is no use in going on.
  bool add(Finding finding);
  [[nodiscard]] const Finding& finding() const { return worst_; }

 private:
  Finding worst_ = pass();
};

/// Requests with one token, so that several of them cost one flow.
class ResourceTrials {
 public:
  using Change = ResourceTrial::Change;

  /// Asks for a token, by the client or else the target's first one.
  [[nodiscard]] static Attempt<ResourceTrials> begin(Session& session,
                                                     const TestOAuth1Client* client = nullptr);

  /// A plain request with the token.
  [[nodiscard]] OAuth1Parts parts() const;
  [[nodiscard]] const OAuth1Session& session() const { return oauth1_; }
  [[nodiscard]] const oauth::oauth1::Credentials& token() const { return token_; }

  /// What the resource answers to one that differs.
  [[nodiscard]] Attempt<Response> answer(const ResourceTrial& trial) const;
  [[nodiscard]] Attempt<Response> answer(OAuth1Parts parts, const ResourceTrial& trial) const;
  /// The same for the control, which has to be taken: otherwise inconclusive.
  [[nodiscard]] Attempt<Response> control(const ResourceTrial& trial) const;
  [[nodiscard]] Attempt<Response> control(OAuth1Parts parts, const ResourceTrial& trial) const;

 private:
  ResourceTrials(const OAuth1Session& oauth1, TestOAuth1Client client,
                 oauth::oauth1::Credentials token)
      : oauth1_(oauth1), client_(std::move(client)), token_(std::move(token)) {}

  OAuth1Session oauth1_;
  TestOAuth1Client client_;
  oauth::oauth1::Credentials token_;
};

/// Small letters for capital ones, and the other way round.
[[nodiscard]] std::string with_other_case(std::string_view text);

/// What a request has beside its protocol parameters, octet by octet.
struct RequestShape {
  std::string_view what{};          ///< For messages: "a value with a space".
  std::string_view query{};         ///< Without its "?"; empty: none.
  std::string_view content_type{};  ///< Empty: there is no body.
  std::string_view body{};
  std::string_view http_method{};  ///< Empty: POST with a body, and else GET.
};

/// What shapes are held against: a query, and a form, of one plain parameter.
inline constexpr RequestShape kPlainQuery{.query = "a=1"};
inline constexpr std::string_view kFormType = "application/x-www-form-urlencoded";
inline constexpr RequestShape kPlainForm{.content_type = kFormType, .body = "a=1"};

/// Puts the shape's parts into the request.
void put(OAuth1Parts& parts, const RequestShape& shape);

/// Whether the resource takes each shape, rightly signed, after it took the control. `refused` says what is wrong if it refuses one with
/// 400, 401 or 403; another status is of no signature's making, and inconclusive.
[[nodiscard]] Finding takes_each(Session& session, const RequestShape& control,
                                 std::initializer_list<RequestShape> shapes,
                                 std::string_view refused);

/// A request that is wrong in one of several ways.
struct WrongShape {
  std::string_view what{};
  ResourceTrial::Change before = nullptr;
  ResourceTrial::Change after = nullptr;
};

/// Whether the resource refuses each with a 4xx, after it took the control. `accepted` says what is wrong if it does not.
[[nodiscard]] Finding refuses_each(const ResourceTrials& trials, ResourceTrial::Change common,
                                   std::initializer_list<WrongShape> shapes,
                                   std::string_view accepted);
[[nodiscard]] Finding refuses_each(Session& session, ResourceTrial::Change common,
                                   std::initializer_list<WrongShape> shapes,
                                   std::string_view accepted);

/// Whether the answer to a request that is rightly signed takes its signature for right.
[[nodiscard]] Finding taken_as_signed(const Response& response, std::string_view refused);

}  // namespace oauthspec::checks
