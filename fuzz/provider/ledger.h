// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "fuzz/provider/wire.h"
#include "harness/reference/crypto/backend.h"
#include "mock_provider/model/registry.h"
#include "mock_provider/model/settings.h"

namespace oauthspec::fuzz {

/// Keeps book beside the provider, of requests and replies alone, and ends the process (holds()) at a reply that no correct provider gives:
/// one that takes what is used, expired, revoked or somebody else's; that sends a browser or a secret where it may not go; that grants
/// more than was consented to. Each rule names its section where it is asked for. What a section leaves to the provider is held to what this one
/// promises: that a request_uri and a proof are taken once, that all tokens fall with a code that comes again and with a refresh token that is
/// revoked, that clients get no refresh token for themselves.
///
/// Input: what the provider is told at its start: its clients, users and lifetimes.
class Ledger {
 public:
  Ledger(const provider::Registry& registry, const provider::Settings& settings);

  /// A new book, as at the provider's start.
  void begin_anew();

  void judge(const Seen& seen);

 private:
  using Scope = std::vector<std::string>;
  using Seconds = std::int64_t;

  struct Client {
    std::string secret{};
    std::vector<std::string> redirect_uris{};
    bool native = false;
    bool open = false;                                          ///< A public client.
    std::shared_ptr<const oauth::crypto::PublicKey> rsa_key{};  ///< Null: none.
  };
  /// Who a request says that it comes from, and whether it showed it.
  struct Presented {
    std::string client{};
    bool proven = false;
    bool open = false;  ///< By its name alone: a public client.
    std::string key{};  ///< The thumbprint of the key that it proved to hold; empty: of none.
  };
  /// What one owner allowed, and all that comes of it.
  struct Family {
    std::string client{};
    Scope scope{};
    Scope asked{};  ///< What the client asked for; empty: it left that to the provider.
    bool revoked = false;
  };
  struct Token {
    std::size_t family = 0;
    Scope scope{};
    Seconds expires = 0;
    bool refresh = false;
    bool used = false;
    bool revoked = false;
    std::string key{};  ///< The thumbprint of the key that it is bound to; empty: to none.
  };
  /// An authorization request that waits for its owner: of RFC 6749, RFC 8628 or RFC 5849.
  struct Asked {
    std::string client{};
    Pairs request{};
    std::string device{};     ///< The device code.
    std::string temporary{};  ///< The temporary credentials.
    std::set<std::string> csrf_tokens{};
    std::string browser{};
    Seconds expires = 0;
  };
  struct Code {
    std::size_t family = 0;
    Pairs request{};
    Seconds expires = 0;
    bool used = false;
  };
  struct Device {
    std::string client{};
    std::string user_code{};
    Scope scope{};
    Scope asked{};
    Seconds expires = 0;
    std::optional<bool> allowed{};
    bool used = false;
  };
  struct Pushed {
    std::string client{};
    Pairs request{};
    Seconds expires = 0;
    bool used = false;
  };
  struct Temporary {
    std::string secret{};
    std::string client{};
    std::string callback{};
    std::string verifier{};  ///< Empty: nobody allowed it.
    Seconds expires = 0;
    bool used = false;
  };
  struct Credentials {
    std::string secret{};
    std::string client{};
    Seconds expires = 0;
  };
  struct Session {
    std::string browser{};
    bool signed_in = false;
  };

  // ledger.cpp: every reply.
  void judge_form(const Seen& seen) const;
  void judge_caching(const Seen& seen) const;
  void keep_secret(const std::string& secret);

  // ledger_clients.cpp: who asks.
  [[nodiscard]] Presented presented(const Seen& seen) const;
  [[nodiscard]] const Client* find_client(std::string_view id) const;
  void take_assertion(const Seen& seen);
  void note_client(const Seen& seen);

  // ledger_browser.cpp: what a browser sees.
  void follow_browser(const Seen& seen);
  [[nodiscard]] const Session* session_of(const Seen& seen) const;
  void note_interaction(const Seen& seen, Asked asked);
  void judge_page(const Seen& seen);
  void judge_authorize(const Seen& seen);
  void judge_device_page(const Seen& seen);
  void judge_consent(const Seen& seen);
  void judge_decision(const Seen& seen, const Asked& asked);
  void judge_redirection(const Seen& seen, const Asked& asked);
  void judge_answer(const Seen& seen, const Asked& asked, const Pairs& answer, bool in_fragment);
  void judge_location_secrets(const Seen& seen, const Asked& asked) const;
  void judge_callback(const Seen& seen, const Asked& asked);
  void note_allowed(const Seen& seen, const Asked& asked, const Pairs& answer);
  [[nodiscard]] bool registered(const std::string& client, std::string_view uri) const;
  [[nodiscard]] std::optional<std::string> target_of(const Asked& asked) const;
  [[nodiscard]] static Scope asked_scope(const Pairs& request);

  // ledger_tokens.cpp: what a client asks for.
  void judge_token(const Seen& seen);
  [[nodiscard]] std::size_t redeem_code(const Seen& seen, const Presented& who);
  [[nodiscard]] std::size_t redeem_device(const Seen& seen, const Presented& who);
  [[nodiscard]] std::size_t redeem_refresh(const Seen& seen, const Presented& who);
  [[nodiscard]] std::size_t redeem_password(const Seen& seen, const Presented& who);
  [[nodiscard]] std::size_t redeem_exchange(const Seen& seen, const Presented& who);
  void note_reuse(const Seen& seen, const Presented& who);
  void note_tokens(const Seen& seen, std::size_t family, const Presented& who);
  void judge_revocation(const Seen& seen);
  void judge_introspection(const Seen& seen);
  void judge_active(const Seen& seen, const Token& token) const;
  void judge_resource(const Seen& seen);
  void judge_pushed(const Seen& seen);
  void judge_device_authorization(const Seen& seen);
  [[nodiscard]] bool alive(const Token& token, Seconds now) const;
  [[nodiscard]] std::size_t new_family(Family family);

  // ledger_proofs.cpp
  /// Of a request that the provider took: the thumbprint of the key that its proof shows; empty where it has none. An access token is
  /// named where the proof has to be for it.
  [[nodiscard]] std::string take_proof(const Seen& seen, std::string_view token = {});

  // ledger_oauth1.cpp
  [[nodiscard]] static Pairs signed_parameters(const Seen& seen);
  void judge_oauth1(const Seen& seen);
  void judge_nonce(const Pairs& parameters);
  void judge_signature(const Seen& seen, const Pairs& parameters,
                       std::string_view token_secret) const;
  void judge_initiate(const Seen& seen, const Pairs& parameters);
  void judge_token_credentials(const Seen& seen, const Pairs& parameters);
  void judge_oauth1_resource(const Seen& seen, const Pairs& parameters);

  provider::Lifetimes lifetimes_;
  // Of the start.
  std::map<std::string, Client, std::less<>> clients_;
  std::map<std::string, std::string, std::less<>> passwords_;
  std::size_t first_secrets_ = 0;
  // Of what came since.
  std::map<std::string, Client, std::less<>> registered_;
  std::vector<Family> families_;
  std::map<std::string, Token, std::less<>> tokens_;
  std::map<std::string, Code, std::less<>> codes_;
  std::map<std::string, Device, std::less<>> devices_;
  std::map<std::string, Pushed, std::less<>> pushed_;
  std::map<std::string, Asked, std::less<>> asked_;
  std::map<std::string, Temporary, std::less<>> temporary_;
  std::map<std::string, Credentials, std::less<>> credentials_;
  std::map<std::string, Session, std::less<>> sessions_;  ///< By cookie.
  std::set<std::tuple<std::string, std::string, std::string, std::string>> nonces_;
  std::map<std::string, double> assertions_;  ///< By client and jti: when each expires.
  std::set<std::string> proofs_;
  std::vector<std::string> secrets_;
};

}  // namespace oauthspec::fuzz
