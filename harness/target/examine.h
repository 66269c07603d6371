// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "harness/checks/authorization.h"
#include "harness/checks/session.h"
#include "harness/target/doctor.h"

/// The doctor's single examinations. Parts of doctor.h.
namespace oauthspec::target {

/// What has been found so far.
class Examination {
 public:
  explicit Examination(const checks::Target& target) : session_(target) {}

  [[nodiscard]] checks::Session& session() { return session_; }
  [[nodiscard]] const checks::Target& target() const { return session_.target(); }
  [[nodiscard]] const std::vector<Diagnosis>& diagnoses() const { return diagnoses_; }
  [[nodiscard]] std::vector<Diagnosis> take() { return std::move(diagnoses_); }

  void good(std::string subject, std::string finding) {
    diagnoses_.push_back({Health::good, std::move(subject), std::move(finding), ""});
  }
  void note(std::string subject, std::string finding, std::string remedy) {
    diagnoses_.push_back({Health::note, std::move(subject), std::move(finding), std::move(remedy)});
  }
  void fault(std::string subject, std::string finding, std::string remedy) {
    diagnoses_.push_back(
        {Health::fault, std::move(subject), std::move(finding), std::move(remedy)});
  }
  void unreachable(std::string subject, std::string finding, std::string remedy) {
    diagnoses_.push_back(
        {Health::unreachable, std::move(subject), std::move(finding), std::move(remedy)});
  }

 private:
  checks::Session session_;
  std::vector<Diagnosis> diagnoses_;
};

/// Whether each host answers, and what its clock says.
void examine_endpoints(Examination& examination);
/// Clients, redirection URIs, the sign-in, the protected resource, the password.
void examine_oauth2(Examination& examination);
/// The three steps of RFC 5849 section 2, and the protected resource.
void examine_oauth1(Examination& examination);

/// Says where the owner got to who was to come back with success.
void tell_of_page(Examination& examination, const std::string& subject,
                  const oauth::message::Response& page, const std::string& redirect_uri);

}  // namespace oauthspec::target
