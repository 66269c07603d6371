// SPDX-License-Identifier: Apache-2.0
#include "harness/target/owners.h"

#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "harness/adapter/run_program.h"

namespace oauthspec::target {
namespace {

constexpr std::string_view kStep = "authorization by the resource owner";

std::string_view before_query(std::string_view url) {
  return url.substr(0, url.find_first_of("?#"));
}

// The last line that says anything: programs are talkative.
std::string last_line(std::string_view text) {
  const auto end = text.find_last_not_of(" \t\r\n");
  if (end == std::string_view::npos) return "";
  text = text.substr(0, end + 1);
  text.remove_prefix(text.rfind('\n') + 1);  // npos + 1 is 0.
  text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
  return std::string(text);
}

// Where somebody came to: a page that is not the redirection URI's is one that they stayed on.
flows::Outcome<oauth::message::Request> arrived(std::string url, std::string_view redirect_uri) {
  if (before_query(url) != before_query(redirect_uri)) {
    return flows::failed(kStep, url.empty() ? "they came to no URL"
                                            : fmt::format("they stayed at {}", before_query(url)));
  }
  return oauth::message::Request{"GET", std::move(url), {}, ""};
}

}  // namespace

flows::Outcome<std::string> ProgramOwner::run(const std::string& url, const std::string& second) {
  std::vector<std::string> words = program_.words;
  words.push_back(url);
  words.push_back(second);
  const auto said = adapter::run_program(words, program_.timeout);
  if (!said) return flows::failed(kStep, said.error());
  return last_line(*said);
}

flows::Outcome<oauth::message::Request> ProgramOwner::authorize(const std::string& url,
                                                                const std::string& redirect_uri) {
  auto came_to = run(url, redirect_uri);
  if (!came_to) return std::unexpected(std::move(came_to.error()));
  return arrived(*std::move(came_to), redirect_uri);
}

flows::Outcome<std::string> ProgramOwner::authorize_out_of_band(const std::string& url) {
  auto code = run(url, "oob");
  if (code && code->empty()) return flows::failed(kStep, "no verification code was printed");
  return code;
}

flows::Outcome<void> ProgramOwner::enter_user_code(const std::string& verification_uri,
                                                   const std::string& user_code) {
  const auto said = run(verification_uri, user_code);
  if (!said) return std::unexpected(said.error());
  return {};
}

flows::Outcome<std::string> ManualOwner::answer(const std::string& question) {
  auto said = ask_(question);
  if (!said) return flows::failed(kStep, "nobody is at the terminal");
  return last_line(*said);
}

flows::Outcome<oauth::message::Request> ManualOwner::authorize(const std::string& url,
                                                               const std::string& redirect_uri) {
  auto came_to = answer(fmt::format(
      "Open this in a browser, sign in and allow:\n\n  {}\n\nPaste the URL that you came to (it "
      "begins with {}), or press Enter where you came to none:",
      url, before_query(redirect_uri)));
  if (!came_to) return std::unexpected(std::move(came_to.error()));
  return arrived(*std::move(came_to), redirect_uri);
}

flows::Outcome<std::string> ManualOwner::authorize_out_of_band(const std::string& url) {
  return answer(fmt::format(
      "Open this in a browser, sign in and allow:\n\n  {}\n\nType the code that you see:", url));
}

flows::Outcome<void> ManualOwner::enter_user_code(const std::string& verification_uri,
                                                  const std::string& user_code) {
  const auto done =
      answer(fmt::format("Open this in a browser, enter the code {}, and allow:\n\n  {}\n\nPress "
                         "Enter when it is done:",
                         user_code, verification_uri));
  if (!done) return std::unexpected(done.error());
  return {};
}

}  // namespace oauthspec::target
