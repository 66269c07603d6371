// SPDX-License-Identifier: Apache-2.0
// What an authorization server makes of parameters at their limits: repeated, empty, in other letter case, of every character that they
// may have and of those that they may not. RFC 6749 sections 1.9, 3.1, 3.1.1, 3.3 and appendix A.
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "harness/checks/authorization.h"
#include "harness/checks/expect.h"
#include "harness/checks/topics.h"

namespace oauthspec::checks {
namespace {

// A right request, once it has been seen to succeed.
Attempt<Parameters> right_control(Session& session, const CodeRequest& request = {}) {
  auto right = right_request(session, request);
  if (!right) return right;
  const auto control = ask(session, *right);
  if (!control) return std::unexpected(control.error());
  if (control->is_success()) return right;
  return std::unexpected(
      inconclusive("the right request does not succeed: " + control->describe()));
}

// The parameter as it is, once more.
Finding a_repetition_is_refused(Session& session, std::string_view name) {
  const auto right = right_control(session);
  if (!right) return right.error();
  const auto value = right->find(name);
  if (!value) return unsupported("the right request has no " + std::string(name));
  const auto answer = ask(session, also(*right, name, *value));
  if (!answer) return answer.error();
  return refused(*answer, {"invalid_request"},
                 "a request with " + std::string(name) + " twice was accepted");
}
Finding a_second_client_id_is_refused(Session& session) {
  return a_repetition_is_refused(session, "client_id");
}
Finding a_second_redirect_uri_is_refused(Session& session) {
  return a_repetition_is_refused(session, "redirect_uri");
}
Finding a_second_scope_is_refused(Session& session) {
  return a_repetition_is_refused(session, "scope");
}
Finding a_second_state_is_refused(Session& session) {
  return a_repetition_is_refused(session, "state");
}

// RFC 6749 appendix A: VSCHAR = %x20-7E. The space does not come first: what a server trims is another question.
std::string every_visible_character() {
  std::string all;
  for (char c = '!'; c < '~'; ++c) {
    all += c == 'A' ? " A" : std::string(1, c);
  }
  return all + '~';
}

Finding same_state(const AuthorizationAnswer& answer, std::string_view state,
                   std::string_view what) {
  const auto returned = answer.parameters.find("state");
  if (!returned) return fail("state " + std::string(what) + " does not come back");
  return *returned == state ? pass() : fail("state " + std::string(what) + " came back changed");
}

Finding state_of_every_character_comes_back(Session& session) {
  const std::string state = every_visible_character();
  const auto answer = right_answer(session, {.extra = {{"state", state}}});
  return answer ? same_state(*answer, state, "of all visible characters") : answer.error();
}

Finding state_of_an_error_has_every_character(Session& session) {
  if (const auto control = right_control(session); !control) return control.error();
  const std::string state = every_visible_character();
  const auto right = right_request(session, {.extra = {{"state", state}}});
  if (!right) return right.error();
  const auto answer = ask(session, with(*right, "response_type", "oauthspec_unknown"));
  if (!answer) return answer.error();
  if (!answer->has_arrived() || answer->is_success()) {
    return inconclusive("the server does not send its error to the client: " + answer->describe());
  }
  return same_state(*answer, state, "of all visible characters");
}

// Languages have opinions on which texts are nothing.
Finding state_that_reads_as_nothing_comes_back(Session& session) {
  for (const std::string_view state : {"0", "false", "null", "undefined", " "}) {
    const auto answer = right_answer(session, {.extra = {{"state", state}}});
    if (!answer) return answer.error();
    Finding finding = same_state(*answer, state, "of \"" + std::string(state) + "\"");
    if (finding.verdict != Verdict::pass) return finding;
  }
  return pass();
}

Finding state_of_2048_octets_comes_back(Session& session) {
  const std::string state = session.fresh_text(2048);
  const auto answer = right_answer(session, {.extra = {{"state", state}}});
  return answer ? same_state(*answer, state, "of 2048 octets") : answer.error();
}

bool same(const AuthorizationAnswer& one, const AuthorizationAnswer& other) {
  return one.is_success() == other.is_success() && one.has_arrived() == other.has_arrived() &&
         one.error() == other.error();
}

// A page that is no error decides nothing: the owner may have got lost on it.
bool is_undecided(const AuthorizationAnswer& answer) {
  return !answer.has_arrived() && answer.page.status / 100 != 4;
}

// Whether a request with an empty parameter is answered as one without.
Finding empty_is_omitted(Session& session, const Parameters& request, std::string_view name) {
  const std::string end(request.find("redirect_uri").value_or(""));
  const auto control = ask(session, without(request, name), end);
  if (!control) return control.error();
  const auto answer = ask(session, with(request, name, ""), end);
  if (!answer) return answer.error();
  if (same(*control, *answer)) return pass();
  if (is_undecided(*control) || is_undecided(*answer)) {
    return inconclusive("the browser stayed on a page that is no error");
  }
  return fail("without " + std::string(name) + " the answer is " + control->describe() +
              ", with an empty one " + answer->describe());
}

Finding empty_parameters_are_omitted(Session& session) {
  const auto right = right_control(session);
  if (!right) return right.error();
  // The challenge goes with its method: a method alone is another mistake.
  const Parameters unchallenged = without(*right, "code_challenge_method");
  const std::pair<const Parameters*, std::string_view> shapes[] = {
      {&*right, "state"}, {&*right, "redirect_uri"}, {&unchallenged, "code_challenge"}};
  for (const auto& [request, name] : shapes) {
    Finding finding = empty_is_omitted(session, *request, name);
    if (finding.verdict != Verdict::pass) return finding;
  }
  return pass();
}

Finding an_empty_response_type_is_refused(Session& session) {
  const auto right = right_control(session);
  if (!right) return right.error();
  const auto answer = ask(session, with(*right, "response_type", ""));
  if (!answer) return answer.error();
  return refused(*answer, {}, "a request with an empty response_type was answered with success");
}

Finding names_have_letter_case(Session& session) {
  const auto right = right_control(session);
  if (!right) return right.error();
  const auto answer = ask(session, also(without(*right, "response_type"), "Response_Type", "code"));
  if (!answer) return answer.error();
  return refused(*answer, {}, "Response_Type was taken for response_type");
}

Finding a_response_type_has_letter_case(Session& session) {
  const auto right = right_control(session);
  if (!right) return right.error();
  const auto answer = ask(session, with(*right, "response_type", "CODE"));
  if (!answer) return answer.error();
  return refused(*answer, {}, "the response_type CODE was taken for code");
}

Finding every_word_of_a_response_type_counts(Session& session) {
  const auto right = right_control(session);
  if (!right) return right.error();
  for (const std::string_view type : {"code oauthspec_unknown", "oauthspec_unknown code"}) {
    const auto answer = ask(session, with(*right, "response_type", type));
    if (!answer) return answer.error();
    Finding finding = refused(*answer, {},
                              "the response_type \"" + std::string(type) +
                                  "\", which the server cannot know, was answered with success");
    if (finding.verdict != Verdict::pass) return finding;
  }
  return pass();
}

Finding words_of_a_response_type_have_no_order(Session& session) {
  const auto right = right_control(session);
  if (!right) return right.error();
  const auto one = ask(session, with(*right, "response_type", "code token"));
  if (!one) return one.error();
  const auto other = ask(session, with(*right, "response_type", "token code"));
  if (!other) return other.error();
  if (same(*one, *other)) return pass();
  if (is_undecided(*one) || is_undecided(*other)) {
    return inconclusive("the browser stayed on a page that is no error");
  }
  return fail("\"code token\" is answered with " + one->describe() + ", \"token code\" with " +
              other->describe());
}

Attempt<std::string> granted_scope(Session& session, const std::string& asked) {
  std::string verifier;
  const auto parameters = right_request(session, {.scope = asked}, &verifier);
  if (!parameters) return std::unexpected(parameters.error());
  const auto answer = ask(session, *parameters);
  if (!answer) return std::unexpected(answer.error());
  if (!answer->is_success()) return std::string();
  const auto response =
      session.redeem(issued_code(*parameters, answer->parameters, std::move(verifier)));
  if (!response) return std::unexpected(response.error());
  const auto tokens = Session::read_tokens(*response);
  if (!tokens) return std::unexpected(tokens.error());
  // RFC 6749 section 5.1: left out, it is what was asked for.
  const std::string scope = text_of(tokens->members, "scope");
  return " " + (scope.empty() ? asked : scope) + " ";
}

std::string in_capitals(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return text;
}

// Of a token that nobody gets without asking for it.
Finding scope_has_letter_case(Session& session) {
  const auto& own = session.client().scope;
  if (own.empty()) return unsupported("the client has no scope");
  const std::string& token = own.back();
  const std::string capitals = in_capitals(token);
  if (capitals == token) return unsupported("the client's scope has no small letters");
  const std::string word = " " + token + " ";
  const auto by_default = granted_scope(session, "");
  if (!by_default) return by_default.error();
  if (by_default->find(word) != std::string::npos) {
    return inconclusive("the server grants " + token + " to those who do not ask for it");
  }
  const auto granted = granted_scope(session, capitals);
  if (!granted) return granted.error();
  return granted->find(word) == std::string::npos
             ? pass()
             : fail("the scope " + capitals + " was taken for " + token);
}

constexpr auto kMalformed =
    std::to_array<std::string_view>({"\xFF\xFE", "\xC3", "\xED\xA0\x80", {"a\0b", 3}, "\x1B\x7F"});

// Octets that no parameter may have, in each of them. What refuses them is the server's choice; that it breaks on them is not.
Finding malformed_octets_are_no_fault(Session& session) {
  const auto right = right_request(session);
  if (!right) return right.error();
  const auto control = session.authorization(*right);
  if (!control) return control.error();
  if (control->status >= 500) return inconclusive("the server fails at the right request, too");
  for (const std::string_view name :
       {"client_id", "response_type", "redirect_uri", "scope", "state", "code_challenge"}) {
    for (const std::string_view octets : kMalformed) {
      const auto answer = session.authorization(with(*right, name, octets));
      if (!answer) return answer.error();
      if (answer->status >= 500) {
        return fail("the server fails with the status " + std::to_string(answer->status) +
                    " at octets in " + std::string(name) + " that it may not have");
      }
    }
  }
  return pass();
}

constexpr Check row(std::string_view id, std::string_view title, const Requirements& requirements,
                    Level level, Finding (*run)(Session&)) {
  return {id, title, requirements, level, {Need::code_grant}, run};
}

constexpr auto kAuthorizationLimitsChecks = std::to_array<Check>({
    row("authorization-limits/repeated-client-id", "A request with client_id twice is refused",
        {"RFC6749-3.1-11", "RFC6749-4.1.2.1-1"}, Level::should, a_second_client_id_is_refused),
    row("authorization-limits/repeated-redirect-uri",
        "A request with redirect_uri twice is refused, though both are the same",
        {"RFC6749-3.1-11", "RFC6749-4.1.2.1-5"}, Level::should, a_second_redirect_uri_is_refused),
    row("authorization-limits/repeated-scope", "A request with scope twice is refused",
        {"RFC6749-3.1-11", "RFC6749-4.1.2.1-5"}, Level::should, a_second_scope_is_refused),
    row("authorization-limits/repeated-state", "A request with state twice is refused",
        {"RFC6749-3.1-11", "RFC6749-4.1.2.1-5"}, Level::should, a_second_state_is_refused),
    row("authorization-limits/state-of-every-character",
        "state of all 95 visible characters comes back as it was",
        {"RFC6749-4.1.2-9", "RFC6749-A.5-1"}, Level::must, state_of_every_character_comes_back),
    row("authorization-limits/state-of-an-error",
        "state of all 95 visible characters comes back with an error as it was",
        {"RFC6749-4.1.2.1-16", "RFC6749-A.5-1"}, Level::must,
        state_of_an_error_has_every_character),
    row("authorization-limits/state-that-reads-as-nothing",
        "state comes back though some language takes its text for nothing",
        {"RFC6749-4.1.2-9", "RFC6749-A.5-1"}, Level::must, state_that_reads_as_nothing_comes_back),
    row("authorization-limits/state-of-2048-octets", "state of 2048 octets comes back whole",
        {"RFC6749-4.1.2-9"}, Level::should, state_of_2048_octets_comes_back),
    row("authorization-limits/empty-parameters",
        "state, redirect_uri and code_challenge without a value count as left out",
        {"RFC6749-3.1-7"}, Level::must, empty_parameters_are_omitted),
    row("authorization-limits/empty-response-type",
        "response_type without a value counts as left out, and is missed",
        {"RFC6749-3.1.1-4", "RFC6749-3.1-7"}, Level::must, an_empty_response_type_is_refused),
    row("authorization-limits/case-of-names", "Names of parameters are case sensitive",
        {"RFC6749-1.9-1", "RFC6749-3.1.1-4"}, Level::must, names_have_letter_case),
    row("authorization-limits/case-of-response-type", "response_type is case sensitive",
        {"RFC6749-1.9-1", "RFC6749-3.1.1-5"}, Level::must, a_response_type_has_letter_case),
    row("authorization-limits/words-of-response-type",
        "A response_type with a word that is not known is refused",
        {"RFC6749-3.1.1-5", "RFC6749-A.3-1"}, Level::must, every_word_of_a_response_type_counts),
    row("authorization-limits/order-of-response-type",
        "The order of a response_type's words means nothing", {"RFC6749-3.1.1-3"}, Level::must,
        words_of_a_response_type_have_no_order),
    row("authorization-limits/case-of-scope", "Scope tokens are case sensitive",
        {"RFC6749-3.3-1", "RFC6749-1.9-1"}, Level::must, scope_has_letter_case),
    row("authorization-limits/malformed-octets",
        "Octets that parameters may not have are no fault of the server's",
        {"RFC6749-4.1.2.1-5", "RFC6749-B-2"}, Level::should, malformed_octets_are_no_fault),
});

}  // namespace

Topic authorization_limits() {
  return kAuthorizationLimitsChecks;
}

}  // namespace oauthspec::checks
