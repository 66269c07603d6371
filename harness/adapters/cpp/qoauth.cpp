// SPDX-License-Identifier: Apache-2.0
// Adapter for QOAuth: signing, and what it makes of credentials responses. It writes parameters and identifiers into the header
// and the base string as they are given, so its caller encodes them; it encodes the secrets.
#include <QCoreApplication>
#include <QJsonArray>
#include <QRegExp>
#include <QUrl>
#include <QUrlQuery>
#include <QtOAuth>

#include "adapter.h"
#include "wire.h"

namespace {

using adapter::Answer;
using adapter::Refusal;
using adapter::Skip;
using adapter::text;

const QString kEndpoint = "https://server.example.com/credentials";

QByteArray encoded(const QString& characters) {
  return characters.toUtf8().toPercentEncoding();
}

void check(const QOAuth::Interface& interface) {
  if (interface.error() != QOAuth::NoError) {
    throw Refusal{QString("error %1").arg(interface.error())};
  }
}

QOAuth::HttpMethod http_method(const QString& name) {
  static const QMap<QString, QOAuth::HttpMethod> methods{{"GET", QOAuth::GET},
                                                         {"POST", QOAuth::POST},
                                                         {"HEAD", QOAuth::HEAD},
                                                         {"PUT", QOAuth::PUT},
                                                         {"DELETE", QOAuth::DELETE}};
  if (!methods.contains(name)) throw Skip{"this HTTP method: the methods are an enumeration"};
  return methods[name];
}

QOAuth::SignatureMethod signature_method(const QString& name) {
  static const QMap<QString, QOAuth::SignatureMethod> methods{{"HMAC-SHA1", QOAuth::HMAC_SHA1},
                                                              {"RSA-SHA1", QOAuth::RSA_SHA1},
                                                              {"PLAINTEXT", QOAuth::PLAINTEXT}};
  if (!methods.contains(name)) {
    throw Skip{"a signature method by name: the methods are an enumeration"};
  }
  return methods[name];
}

// Hands over the secret, or the key: with RSA too, the library asks for a secret.
void set_credentials(QOAuth::Interface& interface, const QJsonObject& client) {
  const QJsonValue key = client["private_key"];
  interface.setConsumerKey(encoded(text(client["key"])));
  interface.setConsumerSecret(key.isObject() ? "unused" : text(client["secret"]).toUtf8());
  if (!key.isObject()) return;
  if (key.toObject().contains("jwk")) throw Skip{"keys as JWK"};
  if (!interface.setRSAPrivateKey(text(key["pem"]))) check(interface);
}

void add_form(QOAuth::ParamMap& parameters, QString form) {
  const QUrlQuery query(form.replace('+', "%20"));
  for (const auto& [name, value] : query.queryItems(QUrl::FullyDecoded)) {
    parameters.insert(encoded(name), encoded(value));
  }
}

// The parameters of the request and the caller's protocol parameters, which make one map.
QOAuth::ParamMap parameters(const QJsonObject& in) {
  const QJsonObject request = in["request"].toObject();
  const QUrl url(text(request["url"]));
  QOAuth::ParamMap parameters;
  add_form(parameters, url.query(QUrl::FullyEncoded));
  const QString type = adapter::header_field(request, "Content-Type").section(';', 0, 0).trimmed();
  if (type.compare("application/x-www-form-urlencoded", Qt::CaseInsensitive) == 0) {
    add_form(parameters, text(request["body"]));
  }
  for (const auto& [name, value] : adapter::pairs(in["extra"])) {
    parameters.insert(encoded(name), encoded(value));
  }
  return parameters;
}

// The library chooses nonce, timestamp and version. It has no realm: the header is left out where one is asked for.
Answer sign(const QJsonObject& in) {
  const QJsonObject request = in["request"].toObject();
  const QJsonObject token = in["token"].toObject();
  adapter::check_unsigned(request);
  const auto http = http_method(text(request["method"]));
  const auto method = signature_method(text(in["method"]));
  if (method != QOAuth::RSA_SHA1 && !in["client"].toObject().contains("secret")) {
    throw Skip{"a private key where a secret is asked for"};
  }
  QOAuth::Interface interface;
  set_credentials(interface, in["client"].toObject());
  const QByteArray header = interface.createParametersString(
      text(request["url"]).section(QRegExp("[?#]"), 0, 0), http, encoded(text(token["key"])),
      text(token["secret"]).toUtf8(), method, parameters(in), QOAuth::ParseForHeaderArguments);
  check(interface);
  QJsonObject actual;
  for (const char* name : {"nonce", "timestamp", "version"}) {
    actual[name] = adapter::parameter_of(header, QString("oauth_") + name);
  }
  QJsonObject out{{"signature", adapter::parameter_of(header, "oauth_signature")}};
  if (in["realm"].isNull()) out["header"] = QString::fromUtf8(header);
  return {out, actual};
}

// Asks for a signature by PLAINTEXT: it holds the encoded token secret.
Answer percent_encode(const QJsonObject& in) {
  QOAuth::Interface interface;
  interface.setConsumerKey("key");
  interface.setConsumerSecret("secret");
  const QByteArray header =
      interface.createParametersString(kEndpoint, QOAuth::GET, "token", adapter::octets(in["text"]),
                                       QOAuth::PLAINTEXT, {}, QOAuth::ParseForHeaderArguments);
  check(interface);
  return {adapter::parameter_of(header, "oauth_signature").mid(int(sizeof "secret"))};
}

Answer parse_credentials_response(const QJsonObject& in) {
  QOAuth::Interface interface(new adapter::Wire(in["response"].toObject()));
  interface.setConsumerKey("key");
  interface.setConsumerSecret("secret");
  QOAuth::ParamMap found = in["kind"] == "temporary"
                               ? interface.requestToken(kEndpoint, QOAuth::POST)
                               : interface.accessToken(kEndpoint, QOAuth::POST, "token", "secret");
  check(interface);
  QJsonObject out;
  if (found.contains("oauth_token")) out["key"] = adapter::octets_out(found.take("oauth_token"));
  if (found.contains("oauth_token_secret")) {
    out["secret"] = adapter::octets_out(found.take("oauth_token_secret"));
  }
  found.remove("oauth_callback_confirmed");
  QJsonArray extra;
  for (auto one = found.cbegin(); one != found.cend(); ++one) {
    extra.append(QJsonArray{adapter::octets_out(one.key()), adapter::octets_out(one.value())});
  }
  out["extra"] = extra;
  return {out};
}

}  // namespace

int main(int count, char** arguments) {
  const QCoreApplication application(count, arguments);
  return adapter::run({"QOAuth",
                       OAUTHSPEC_VERSION,
                       "https://github.com/ayoy/qoauth",
                       {"HMAC-SHA1", "RSA-SHA1", "PLAINTEXT"},
                       {{"oauth1.percent_encode", percent_encode},
                        {"oauth1.sign", sign},
                        {"oauth1.parse_credentials_response", parse_credentials_response}}});
}
