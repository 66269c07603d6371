// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace oauthspec::agent {

/// Words and phrases in lower case. One in a script without spaces is found inside other text.
using Words = std::span<const std::string_view>;

// clang-format off

/// Gives access.
inline constexpr std::string_view kAllow[] = {
    "allow", "allows", "authorize", "authorise", "approve", "approval", "approved", "accept", "accepted", "grant", "permit", "agree",
    "confirm", "consent", "yes", "ok", "okay", "give access",  // English
    "erlauben", "zulassen", "autorisieren", "genehmigen", "akzeptieren", "annehmen", "zustimmen", "zustimmung", "best\u00e4tigen",
    "gestatten", "freigeben", "gew\u00e4hren", "einverstanden", "ja",  // German, and ja in Dutch and Danish
    "autoriser", "accepter", "approuver", "confirmer", "permettre", "oui", "j'accepte",  // French
    "permitir", "autorizar", "aceptar", "aprobar", "confirmar", "conceder", "s\u00ed", "si",  // Spanish
    "aceitar", "aprovar", "sim",  // Portuguese
    "consenti", "autorizza", "accetta", "approva", "conferma", "permetti", "s\u00ec",  // Italian
    "toestaan", "accepteren", "goedkeuren", "akkoord", "bevestigen",  // Dutch
    "zezw\u00f3l", "zatwierd\u017a", "akceptuj", "zgadzam", "potwierd\u017a", "tak",  // Polish
    "povolit", "p\u0159ijmout", "souhlas\u00edm", "potvrdit", "ano",  // Czech
    "till\u00e5t", "godk\u00e4nn", "acceptera", "tillad", "godkend", "tillat", "godkjenn",  // Swedish, Danish, Norwegian
    "salli", "hyv\u00e4ksy", "izin ver", "onayla", "kabul et", "evet",  // Finnish, Turkish
    "\u0440\u0430\u0437\u0440\u0435\u0448\u0438\u0442\u044c", "\u043f\u043e\u0434\u0442\u0432\u0435\u0440\u0434\u0438\u0442\u044c",
    "\u043f\u0440\u0438\u043d\u044f\u0442\u044c", "\u0434\u0430",  // Russian
    "\u5141\u8bb8", "\u5141\u8a31", "\u6388\u6743", "\u6388\u6b0a", "\u540c\u610f", "\u63a5\u53d7", "\u786e\u8ba4",  // Chinese
    "\u8a31\u53ef", "\u627f\u8a8d", "\u8a8d\u53ef", "\u306f\u3044",  // Japanese
    "\ud5c8\uc6a9", "\uc2b9\uc778", "\ub3d9\uc758",
};

/// Gives no access; negations too, so that "do not allow" is one.
inline constexpr std::string_view kDeny[] = {
    "deny", "denied", "cancel", "abort", "decline", "refuse", "reject", "disallow", "disagree", "no", "not", "don't", "dont", "never",
    "no thanks",  // English
    "ablehnen", "abbrechen", "verweigern", "zur\u00fcckweisen", "nein", "nicht",  // German
    "refuser", "annuler", "rejeter", "non", "pas",  // French, and non in Italian
    "denegar", "rechazar", "cancelar", "negar", "recusar", "n\u00e3o", "rejeitar",  // Spanish, Portuguese
    "nega", "rifiuta", "annulla",  // Italian
    "weigeren", "annuleren", "afwijzen", "nee", "niet",  // Dutch
    "odm\u00f3w", "odrzu\u0107", "anuluj", "nie", "odm\u00edtnout", "zru\u0161it", "ne", "zam\u00edtnout",  // Polish, Czech
    "neka", "avbryt", "avvisa", "nej", "afvis", "annuller", "nei", "avsl\u00e5",  // Swedish, Danish, Norwegian
    "kiell\u00e4", "peruuta", "ei", "hyl\u00e4t\u00e4", "reddet", "iptal", "hay\u0131r",  // Finnish, Turkish
    "\u043e\u0442\u043a\u0430\u0437\u0430\u0442\u044c", "\u043e\u0442\u043c\u0435\u043d\u0430",
    "\u043e\u0442\u043a\u043b\u043e\u043d\u0438\u0442\u044c", "\u043d\u0435\u0442", "\u043d\u0435",  // Russian
    "\u62d2\u7edd", "\u62d2\u7d55", "\u53d6\u6d88", "\u4e0d",  // Chinese
    "\u62d2\u5426", "\u30ad\u30e3\u30f3\u30bb\u30eb", "\u3044\u3044\u3048",  // Japanese
    "\uac70\ubd80", "\ucde8\uc18c",
};

/// Goes on, and says nothing about access.
inline constexpr std::string_view kProceed[] = {
    "continue", "proceed", "next", "submit", "send", "enter", "go", "verify", "weiter", "fortfahren", "absenden", "senden", "continuer",
    "suivant", "envoyer", "valider", "continuar", "siguiente", "enviar", "seguinte", "pr\u00f3ximo", "continua", "avanti", "invia",
    "doorgaan", "volgende", "verzenden", "dalej", "kontynuuj", "pokra\u010dovat", "forts\u00e4tt", "forts\u00e6t", "fortsett", "jatka",
    "devam", "\u043f\u0440\u043e\u0434\u043e\u043b\u0436\u0438\u0442\u044c", "\u0434\u0430\u043b\u0435\u0435", "\u7ee7\u7eed",
    "\u7e7c\u7e8c", "\u4e0b\u4e00\u6b65", "\u63d0\u4ea4", "\u7d9a\u884c", "\u6b21\u3078", "\u9001\u4fe1", "\uacc4\uc18d", "\ub2e4\uc74c",
};

/// Signs in, and says nothing about access.
inline constexpr std::string_view kSignIn[] = {
    "sign in", "signin", "log in", "login", "log on", "logon", "anmelden", "einloggen", "connexion", "se connecter", "entrar",
    "iniciar sesi\u00f3n", "acceder", "accedi", "inloggen", "aanmelden", "zaloguj", "p\u0159ihl\u00e1sit", "logga in", "log ind",
    "logg inn", "kirjaudu", "giri\u015f", "\u0432\u043e\u0439\u0442\u0438", "\u767b\u5f55", "\u767b\u9304", "\u30ed\u30b0\u30a4\u30f3",
    "\ub85c\uadf8\uc778",
};

/// Leads away from what was asked.
inline constexpr std::string_view kOther[] = {
    "forgot", "forgotten", "register", "registration", "sign up", "signup", "create", "log out", "logout", "log off", "sign out", "signout",
    "help", "search", "switch", "back to", "language", "reset", "change", "another", "different", "learn more", "vergessen", "registrieren",
    "abmelden", "ausloggen", "hilfe", "suche", "suchen", "oubli\u00e9", "inscrire", "d\u00e9connexion", "aide", "rechercher", "olvidado",
    "registrarse", "cerrar sesi\u00f3n", "buscar",
};

/// A field for the name that people sign in with.
inline constexpr std::string_view kUsername[] = {
    "username", "user name", "userid", "user id", "login", "loginname", "logon", "email", "e mail", "mail", "user", "identifier", "account",
    "uid", "loginfmt", "uname", "usr", "benutzername", "benutzer", "nutzername", "anmeldename", "kennung", "utilisateur", "identifiant",
    "courriel", "usuario", "correo", "usu\u00e1rio", "utente", "gebruikersnaam", "u\u017cytkownik", "u\u017eivatel", "anv\u00e4ndarnamn",
    "brugernavn", "brukernavn", "k\u00e4ytt\u00e4j\u00e4tunnus", "kullan\u0131c\u0131", "\u043b\u043e\u0433\u0438\u043d",
    "\u7528\u6237\u540d", "\u30e6\u30fc\u30b6\u30fc", "\uc544\uc774\ub514",
};

/// A field for the code that a device shows.
inline constexpr std::string_view kUserCode[] = {
    "user code", "usercode", "device code", "code", "device", "otp", "activation", "ger\u00e4tecode", "c\u00f3digo",
};

/// A checkbox that changes nothing but what is remembered.
inline constexpr std::string_view kRemember[] = {
    "remember", "rememberme", "stay", "keep me", "keep signed", "trust", "merken", "angemeldet bleiben", "souvenir", "recordar", "lembrar",
    "ricorda", "onthoud", "zapami\u0119taj", "kom ih\u00e5g",
};

/// Stands beside a verification code.
inline constexpr std::string_view kCode[] = {
    "verification", "verifier", "pin", "pincode", "code", "verificationcode", "oauthverifier", "oauthpin", "authcode", "oob",
    "best\u00e4tigungscode", "pr\u00fcfcode", "c\u00f3digo", "codice", "kod", "\u30b3\u30fc\u30c9", "\u7801",
};

// clang-format on

}  // namespace oauthspec::agent
