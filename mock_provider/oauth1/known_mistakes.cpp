// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/oauth1/known_mistakes.h"

#include <array>

namespace oauthspec::provider::oauth1_endpoints {
namespace {

namespace oauth1 = oauth::oauth1;
using V = Variation;

struct Row {
  std::string_view sentence;
  std::string_view requirement;
  void (*make)(Variation&, std::string_view);
};

// Of the key. None of them is asked of RSA.
constexpr std::array kOfKey = {
    Row{"The key has no token secret.", "RFC5849-3.4.2-2",
        [](V& v, std::string_view) { v.key = V::Key::token_missing; }},
    Row{"The key has no \"&\" between the secrets.", "RFC5849-3.4.2-3",
        [](V& v, std::string_view) { v.key = V::Key::no_separator; }},
    Row{"The secrets are not percent-encoded in the key.", "RFC5849-3.4.2-2",
        [](V& v, std::string_view) { v.key = V::Key::not_encoded; }},
    Row{"The secrets are encoded as a form in the key, not per section 3.6.", "RFC5849-3.4.2-2",
        [](V& v, std::string_view) { v.key = V::Key::form_encoded; }},
    Row{"The secrets stand in the key the wrong way round.", "RFC5849-3.4.2-2",
        [](V& v, std::string_view) { v.key = V::Key::swapped; }},
    Row{"The key has no client secret.", "RFC5849-3.4.2-2",
        [](V& v, std::string_view) { v.key = V::Key::client_missing; }},
};

// Of the base string: section 3.4.1.
constexpr std::array kOfUri = {
    Row{"The scheme of the base string URI is the other one of http and https, as behind a proxy.",
        "RFC5849-3.4.1.2-1", [](V& v, std::string_view) { v.other_scheme = true; }},
    Row{"The base string URI lacks the port, which is not the scheme's default.",
        "RFC5849-3.4.1.2-4", [](V& v, std::string_view) { v.port = V::Port::never; }},
    Row{"The base string URI has the scheme's default port.", "RFC5849-3.4.1.2-5",
        [](V& v, std::string_view) { v.port = V::Port::always; }},
    Row{"The host of the base string URI is not in lower case.", "RFC5849-3.4.1.2-2",
        [](V& v, std::string_view) { v.host = V::Host::as_sent; }},
    Row{"The host of the base string URI is another name than the Host header field's: localhost "
        "and 127.0.0.1.",
        "RFC5849-3.4.1.2-3", [](V& v, std::string_view) { v.host = V::Host::loopback_alias; }},
    Row{"The query stands in the base string URI.", "RFC5849-3.4.1.2-1",
        [](V& v, std::string_view) { v.query = V::Query::in_both; }},
    Row{"The query stands in the base string URI instead of among the parameters.",
        "RFC5849-3.4.1.2-1", [](V& v, std::string_view) { v.query = V::Query::in_uri; }},
    Row{"A slash was added to the path.", "RFC5849-3.4.1.2-6",
        [](V& v, std::string_view) { v.path = V::Path::slash_added; }},
    Row{"The slash at the path's end is missing.", "RFC5849-3.4.1.2-6",
        [](V& v, std::string_view) { v.path = V::Path::slash_removed; }},
    Row{"The base string URI has no path.", "RFC5849-3.4.1.2-1",
        [](V& v, std::string_view) { v.path = V::Path::missing; }},
    Row{"The path of the base string URI was percent-decoded.", "RFC5849-3.4.1.2-6",
        [](V& v, std::string_view) { v.path = V::Path::decoded; }},
    Row{"The HTTP method is in lower case in the base string.", "RFC5849-3.4.1.1-2",
        [](V& v, std::string_view) { v.method = V::Method::lower_case; }},
    Row{"The base string's HTTP method is GET, which is not the request's.", "RFC5849-3.4.1.1-1",
        [](V& v, std::string_view) { v.method = V::Method::get; }},
    Row{"The base string's HTTP method is POST, which is not the request's.", "RFC5849-3.4.1.1-1",
        [](V& v, std::string_view) { v.method = V::Method::post; }},
};

constexpr std::array kOfParameters = {
    Row{"The query's parameters are not in the base string.", "RFC5849-3.4.1.3.1-1",
        [](V& v, std::string_view) { v.query = V::Query::left_out; }},
    Row{"The form's parameters are not in the base string.", "RFC5849-3.4.1.3.1-3",
        [](V& v, std::string_view) { v.body = V::Body::left_out; }},
    Row{"The members of the JSON body are in the base string, as if it were a form.",
        "RFC5849-3.4.1.3.1-4", [](V& v, std::string_view) { v.body = V::Body::json_members; }},
    Row{"The body is in the base string, though its Content-Type is no form's.",
        "RFC5849-3.4.1.3.1-4", [](V& v, std::string_view) { v.body = V::Body::as_form; }},
    Row{"Only the first parameter of each name is in the base string.", "RFC5849-3.4.1.3.1-8",
        [](V& v, std::string_view) { v.duplicates = V::Duplicates::first; }},
    Row{"Only the last parameter of each name is in the base string.", "RFC5849-3.4.1.3.1-8",
        [](V& v, std::string_view) { v.duplicates = V::Duplicates::last; }},
    Row{"A \"+\" in the query or form was not read as a space.", "RFC5849-3.4.1.3.1-7",
        [](V& v, std::string_view) { v.decoding = V::Decoding::plus_kept; }},
    Row{"Query and form were not decoded before their parameters were encoded.",
        "RFC5849-3.4.1.3.1-1", [](V& v, std::string_view) { v.decoding = V::Decoding::none; }},
    Row{"The realm is in the base string.", "RFC5849-3.4.1.3.1-2",
        [](V& v, std::string_view) { v.realm = true; }},
    Row{"An empty oauth_signature is in the base string.", "RFC5849-3.4.1.3.1-5",
        [](V& v, std::string_view) { v.added = "oauth_signature="; }},
    Row{"An empty oauth_token is in the base string, and not in the request.",
        "RFC5849-3.4.1.3.1-6", [](V& v, std::string_view) { v.added = "oauth_token="; }},
    Row{"oauth_version is in the base string, and not in the request.", "RFC5849-3.4.1.3.1-6",
        [](V& v, std::string_view) { v.added = "oauth_version=1.0"; }},
};

constexpr std::array kOfEncoding = {
    Row{"A space is encoded as \"+\", as in a form, not as %20.", "RFC5849-3.6-3",
        [](V& v, std::string_view) { v.encoding = V::Encoding::form; }},
    Row{"The characters !'()* are not percent-encoded, as by encodeURIComponent.", "RFC5849-3.6-3",
        [](V& v, std::string_view) { v.encoding = V::Encoding::component; }},
    Row{"\"~\" is percent-encoded.", "RFC5849-3.6-2",
        [](V& v, std::string_view) { v.encoding = V::Encoding::tilde; }},
    Row{"Escapes have lower-case digits.", "RFC5849-3.6-4",
        [](V& v, std::string_view) { v.encoding = V::Encoding::lower_case; }},
    Row{"Names and values are not percent-encoded before they are joined.", "RFC5849-3.4.1.3.2-1",
        [](V& v, std::string_view) { v.encoding = V::Encoding::none; }},
    Row{"Names and values are percent-encoded twice before they are joined.", "RFC5849-3.4.1.3.2-1",
        [](V& v, std::string_view) { v.encoding = V::Encoding::twice; }},
    Row{"The parameters are not sorted.", "RFC5849-3.4.1.3.2-2",
        [](V& v, std::string_view) { v.order = V::Order::as_sent; }},
    Row{"The parameters are sorted before they are encoded.", "RFC5849-3.4.1.3.2-2",
        [](V& v, std::string_view) { v.order = V::Order::decoded; }},
    Row{"Parameters of one name are not sorted by value.", "RFC5849-3.4.1.3.2-3",
        [](V& v, std::string_view) { v.order = V::Order::names_only; }},
    Row{"The parameters are sorted without regard to case.", "RFC5849-3.4.1.3.2-2",
        [](V& v, std::string_view) { v.order = V::Order::without_case; }},
    Row{"The joined parameters are not percent-encoded in the base string.", "RFC5849-3.4.1.1-4",
        [](V& v, std::string_view) { v.outer = V::Outer::uri_only; }},
    Row{"The base string URI is not percent-encoded.", "RFC5849-3.4.1.1-1",
        [](V& v, std::string_view) { v.outer = V::Outer::parameters_only; }},
    Row{"Neither URI nor parameters are percent-encoded in the base string.", "RFC5849-3.4.1.1-1",
        [](V& v, std::string_view) { v.outer = V::Outer::none; }},
};

template <class Rows>
void add_rows(std::vector<Mistake>& mistakes, const Rows& rows) {
  for (const Row& row : rows) {
    mistakes.push_back({std::string(row.sentence), row.requirement, row.make});
  }
}

void add_methods(std::vector<Mistake>& mistakes, oauth1::SignatureMethod declared) {
  for (const oauth1::SignatureMethod method :
       {oauth1::SignatureMethod::hmac_sha1, oauth1::SignatureMethod::hmac_sha256,
        oauth1::SignatureMethod::hmac_sha512, oauth1::SignatureMethod::rsa_sha1,
        oauth1::SignatureMethod::rsa_sha256}) {
    if (method != declared) {
      mistakes.push_back({"oauth_signature_method says " + std::string(name(declared)) +
                              ", and the signature is by " + std::string(name(method)) + '.',
                          "RFC5849-3.1-3",
                          [](V& v, std::string_view subject) {
                            v.signs_by = oauth1::signature_method_named(subject);
                          },
                          name(method)});
    }
  }
}

void add_left_out(std::vector<Mistake>& mistakes, const oauth::message::Parameters& parameters) {
  for (const oauth::message::ParameterView parameter : parameters) {
    if (parameter.name != "oauth_signature") {
      mistakes.push_back(
          {std::string(parameter.name) + " is not in the base string.", "RFC5849-3.4.1.3.1-2",
           [](V& v, std::string_view subject) { v.left_out = subject; }, parameter.name});
    }
  }
}

void add_others(std::vector<Mistake>& mistakes, const std::vector<OtherSecret>& others) {
  for (const OtherSecret& other : others) {
    if (other.kind == OtherSecret::Kind::client) {
      mistakes.push_back({"The key has another client's secret.", "RFC5849-3.4.2-2",
                          [](V& v, std::string_view subject) { v.client_secret = subject; },
                          other.secret});
    } else {
      mistakes.push_back(
          {"The key has the secret of temporary credentials that the request does "
           "not name.",
           "RFC5849-3.4.2-2", [](V& v, std::string_view subject) { v.token_secret = subject; },
           other.secret});
    }
  }
}

}  // namespace

std::vector<Mistake> mistakes_for(const WrongSignature& wrong) {
  std::vector<Mistake> mistakes;
  const oauth1::SignatureFamily kind = family(wrong.method);
  if (kind != oauth1::SignatureFamily::rsa) {
    add_rows(mistakes, kOfKey);
    add_others(mistakes, wrong.others);
  }
  if (kind != oauth1::SignatureFamily::plaintext) {
    add_rows(mistakes, kOfParameters);
    add_rows(mistakes, kOfEncoding);
    add_rows(mistakes, kOfUri);
    add_left_out(mistakes, wrong.parameters);
  }
  add_methods(mistakes, wrong.method);
  return mistakes;
}

}  // namespace oauthspec::provider::oauth1_endpoints
