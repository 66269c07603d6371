// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "harness/flows/flow.h"
#include "harness/target/config.h"

namespace oauthspec::target {

/// A resource owner who is a program of the user's: Playwright with a script, say.
///
/// It gets two more arguments: the URL to open, and the redirection URI (for a device: the verification URI and the user code; for
/// OAuth 1.0 out of band: the URL and "oob"). It prints the URL that it came to (nothing for a device, the verification code out of
/// band) as its last line, and exits with 0.
class ProgramOwner final : public flows::ResourceOwner {
 public:
  explicit ProgramOwner(ProgramSignIn program) : program_(std::move(program)) {}

  [[nodiscard]] flows::Outcome<oauth::message::Request> authorize(
      const std::string& url, const std::string& redirect_uri) override;
  [[nodiscard]] flows::Outcome<std::string> authorize_out_of_band(const std::string& url) override;
  [[nodiscard]] flows::Outcome<void> enter_user_code(const std::string& verification_uri,
                                                     const std::string& user_code) override;

 private:
  [[nodiscard]] flows::Outcome<std::string> run(const std::string& url, const std::string& second);

  ProgramSignIn program_;
};

/// Puts a question to whoever sits at the terminal; nothing where nobody does.
using AskPerson = std::function<std::optional<std::string>(const std::string& question)>;

/// A resource owner who opens each URL in a browser of theirs, and pastes the one that they came to.
class ManualOwner final : public flows::ResourceOwner {
 public:
  explicit ManualOwner(AskPerson ask) : ask_(std::move(ask)) {}

  [[nodiscard]] flows::Outcome<oauth::message::Request> authorize(
      const std::string& url, const std::string& redirect_uri) override;
  [[nodiscard]] flows::Outcome<std::string> authorize_out_of_band(const std::string& url) override;
  [[nodiscard]] flows::Outcome<void> enter_user_code(const std::string& verification_uri,
                                                     const std::string& user_code) override;

 private:
  [[nodiscard]] flows::Outcome<std::string> answer(const std::string& question);

  AskPerson ask_;
};

}  // namespace oauthspec::target
