// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

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

/// What the token endpoint makes of a client.
enum class Standing : std::uint8_t {
  known,
  unclear,  ///< It answers as no token endpoint does, though it may be one.
  refused,
  nowhere,  ///< It is no token endpoint.
};

/// Whether each host answers, and what its clock says.
void examine_endpoints(Examination& examination);
/// Notes of what the configuration claims or names only in part, so that checks are left out which could be put to the server.
void examine_gaps(Examination& examination);
/// Clients, redirection URIs, the sign-in, the protected resource, the password.
void examine_oauth2(Examination& examination);
/// Whether the token endpoint knows a client: it is asked to exchange a code that nobody issued, which a server that knows the client
/// refuses with invalid_grant, whatever else it may be.
[[nodiscard]] Standing examine_client(Examination& examination, const char* place,
                                      const checks::TestClient& client);
/// Whether the owner signs in and allows a client; says where the browser got to instead.
[[nodiscard]] bool examine_sign_in(Examination& examination, const char* place,
                                   const checks::TestClient& client);
/// The three steps of RFC 5849 section 2, and the protected resource.
void examine_oauth1(Examination& examination);

}  // namespace oauthspec::target
