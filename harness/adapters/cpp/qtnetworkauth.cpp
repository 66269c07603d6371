// SPDX-License-Identifier: Apache-2.0
// Adapter for Qt NetworkAuth: what QOAuth1 sends, headers, credentials responses, the authorization URL, the callback.
#include <QCoreApplication>
#include <QEventLoop>
#include <QJsonArray>
#include <QOAuth1>
#include <QOAuthHttpServerReplyHandler>
#include <QOAuthOobReplyHandler>
#include <QRegularExpression>
#include <QTcpSocket>

#include "adapter.h"
#include "wire.h"

namespace {

using adapter::Answer;
using adapter::Pairs;
using adapter::Refusal;
using adapter::Skip;
using adapter::text;
using Operation = QNetworkAccessManager::Operation;

const QUrl kEndpoint("https://server.example.com/credentials");
const QJsonObject kCredentials{
    {"status", 200},
    {"headers", QJsonArray{QJsonArray{"Content-Type", "application/x-www-form-urlencoded"}}},
    {"body", "oauth_token=token&oauth_token_secret=secret&oauth_callback_confirmed=true"}};

// The callback of the case in place of "oob".
class Handler final : public QOAuthOobReplyHandler {
 public:
  explicit Handler(QString callback) : callback_(std::move(callback)) {}
  QString callback() const override { return callback_; }

 private:
  QString callback_;
};

// QOAuth1 with what it keeps for its subclasses.
class Client final : public QOAuth1 {
 public:
  using QOAuth1::generateAuthorizationHeader;
  using QOAuth1::QOAuth1;
  using QOAuth1::requestTemporaryCredentials;
  using QOAuth1::requestTokenCredentials;
  using QOAuth1::resourceOwnerAuthorization;
  using QOAuth1::setStatus;
};

QVariantMap to_map(const Pairs& pairs) {
  QVariantMap map;
  for (const auto& [name, value] : pairs) map.insert(name, value);
  if (map.size() < pairs.size()) throw Skip{"a name that comes twice: parameters are a map"};
  return map;
}

// Asks for the header of one parameter.
Answer percent_encode(const QJsonObject& in) {
  const QByteArray header = Client::generateAuthorizationHeader({{"k", text(in["text"])}});
  return {QString::fromUtf8(header.mid(int(sizeof "OAuth k=")).chopped(1))};
}

Answer build_authorization_header(const QJsonObject& in) {
  if (!in["realm"].isNull()) throw Skip{"a realm"};
  return {QString::fromUtf8(
      Client::generateAuthorizationHeader(to_map(adapter::pairs(in["parameters"]))))};
}

void set_method(Client& client, const QString& name) {
  if (name != "HMAC-SHA1" && name != "PLAINTEXT") {
    throw Skip{"a signature method by name: the methods are an enumeration"};
  }
  client.setSignatureMethod(name == "PLAINTEXT" ? QOAuth1::SignatureMethod::PlainText
                                                : QOAuth1::SignatureMethod::Hmac_Sha1);
}

// Signs a request of the application, which QOAuth1 reads itself.
QByteArray prepared(Client& client, const QJsonObject& given) {
  QNetworkRequest request{QUrl(text(given["url"]))};
  for (const auto& [name, value] : adapter::pairs(given["headers"])) {
    request.setRawHeader(name.toUtf8(), value.toUtf8());
  }
  client.prepareRequest(&request, text(given["method"]).toUtf8(), adapter::octets(given["body"]));
  return request.rawHeader("Authorization");
}

// Sends a request for credentials, where alone QOAuth1 takes protocol parameters of its caller.
QByteArray requested(Client& client, adapter::Wire& wire, const QJsonObject& in) {
  const QJsonObject request = in["request"].toObject();
  const QString method = text(request["method"]);
  if ((method != "GET" && method != "POST") || request["body"] != "") {
    throw Skip{
        "protocol parameters of the caller beside a body, or in requests other than GET and POST"};
  }
  const QUrl url(text(request["url"]));
  const Operation operation = method == "GET" ? Operation::GetOperation : Operation::PostOperation;
  QVariantMap extra = to_map(adapter::pairs(in["extra"]));
  if (client.token().isEmpty()) {
    if (!extra.contains("oauth_callback")) throw Skip{"a request without token and callback"};
    Handler handler(extra.take("oauth_callback").toString());
    client.setReplyHandler(&handler);
    client.requestTemporaryCredentials(operation, url, extra);
    client.setReplyHandler(nullptr);
  } else {
    client.requestTokenCredentials(operation, url, client.tokenCredentials(), extra);
  }
  return wire.authorization();
}

// QOAuth1 chooses nonce, timestamp and version. It has no realm: the header is left out where one is asked for.
Answer sign(const QJsonObject& in) {
  const QJsonObject request = in["request"].toObject();
  const QJsonObject client_credentials = in["client"].toObject();
  adapter::check_unsigned(request);
  if (client_credentials.contains("private_key")) throw Skip{"private keys"};
  adapter::Wire wire(kCredentials);
  Client client(text(client_credentials["key"]), text(client_credentials["secret"]), &wire);
  set_method(client, text(in["method"]));
  client.setTokenCredentials(text(in["token"]["key"]), text(in["token"]["secret"]));
  const bool plain = in["extra"].toArray().isEmpty();
  if (plain && client.token().isEmpty()) {
    throw Skip{"a request without oauth_token: QOAuth1 sends an empty one"};
  }
  const QByteArray header = plain ? prepared(client, request) : requested(client, wire, in);
  QJsonObject actual;
  for (const char* name : {"nonce", "timestamp", "version"}) {
    actual[name] = adapter::parameter_of(header, QString("oauth_") + name);
  }
  const QString url = text(request["url"]).section('#', 0, 0);
  const QString written = QUrl(url).toString(QUrl::FullyEncoded);
  if (written != url) actual["url"] = written;
  QJsonObject out{{"signature", adapter::parameter_of(header, "oauth_signature")}};
  if (in["realm"].isNull()) out["header"] = QString::fromUtf8(header);
  return {out, actual};
}

// Runs the events until the signal, or for five seconds.
template <class Object, class Signal>
void wait_for(const Object* object, Signal signal) {
  QEventLoop loop;
  QObject::connect(object, signal, &loop, &QEventLoop::quit);
  QTimer::singleShot(5000, &loop, &QEventLoop::quit);
  loop.exec();
}

// QOAuth1 refuses by the signal requestFailed, or by a warning after which nothing happens.
Answer parse_credentials_response(const QJsonObject& in) {
  adapter::Wire wire(in["response"].toObject());
  Client client("key", "secret", &wire);
  QOAuthOobReplyHandler handler;
  client.setReplyHandler(&handler);
  bool received = false;
  QObject::connect(&client, &QAbstractOAuth::statusChanged, [&] { received = true; });
  QNetworkReply* reply = nullptr;
  if (in["kind"] == "temporary") {
    reply = client.requestTemporaryCredentials(Operation::PostOperation, kEndpoint);
  } else {
    client.setStatus(QAbstractOAuth::Status::TemporaryCredentialsReceived);
    received = false;
    reply =
        client.requestTokenCredentials(Operation::PostOperation, kEndpoint, {"token", "secret"});
  }
  wait_for(reply, &QNetworkReply::finished);
  if (!received) throw Refusal{"no credentials were received"};
  return {QJsonObject{{"key", client.token()}, {"secret", client.tokenSecret()}}};
}

Answer authorization_url(const QJsonObject& in) {
  Client client;
  QUrl url;
  QObject::connect(&client, &QAbstractOAuth::authorizeWithBrowser,
                   [&](const QUrl& to) { url = to; });
  QVariantMap parameters = to_map(adapter::pairs(in["extra"]));
  parameters.insert("oauth_token", text(in["token"]));
  client.resourceOwnerAuthorization(QUrl(text(in["endpoint"])), parameters);
  return {url.toString(QUrl::FullyEncoded)};
}

QJsonObject credentials_of(const QString& token) {
  QJsonObject response = kCredentials;
  response["body"] =
      QString("oauth_token_secret=secret&oauth_callback_confirmed=true&oauth_token=") +
      QUrl::toPercentEncoding(token);
  return response;
}

// Gives what QOAuth1 asks for token credentials with, once a browser has followed the redirection to its server on loopback.
Answer parse_callback(const QJsonObject& in) {
  static const QRegularExpression parts("^https?://[^/?#]*([^?#]*)([^#]*)");
  const auto found = parts.match(text(in["url"]));
  if (!found.hasMatch()) throw Skip{"callbacks other than HTTP"};
  adapter::Wire wire(credentials_of(text(in["token"])));
  Client client("key", "secret", &wire);
  QOAuthHttpServerReplyHandler handler;
  handler.setCallbackPath(found.captured(1));
  client.setReplyHandler(&handler);
  client.setTemporaryCredentialsUrl(kEndpoint);
  client.setAuthorizationUrl(kEndpoint);
  client.setTokenCredentialsUrl(kEndpoint);
  client.grant();
  wait_for(&client, &QAbstractOAuth::authorizeWithBrowser);
  const int before = wire.count();
  QTcpSocket browser;
  browser.connectToHost("127.0.0.1", handler.port());
  const QString target =
      (found.captured(1).isEmpty() ? "/" : found.captured(1)) + found.captured(2);
  browser.write("GET " + target.toUtf8() + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
  wait_for(&browser, &QTcpSocket::disconnected);
  if (wire.count() == before) throw Refusal{"no token credentials were asked for"};
  return {QJsonObject{{"token", adapter::parameter_of(wire.authorization(), "oauth_token")},
                      {"verifier", adapter::parameter_of(wire.authorization(), "oauth_verifier")}}};
}

}  // namespace

int main(int count, char** arguments) {
  const QCoreApplication application(count, arguments);
  return adapter::run({"Qt NetworkAuth",
                       OAUTHSPEC_VERSION,
                       "https://code.qt.io/cgit/qt/qtnetworkauth.git",
                       {"HMAC-SHA1", "PLAINTEXT"},
                       {{"oauth1.percent_encode", percent_encode},
                        {"oauth1.sign", sign},
                        {"oauth1.build_authorization_header", build_authorization_header},
                        {"oauth1.parse_credentials_response", parse_credentials_response},
                        {"oauth1.authorization_url", authorization_url},
                        {"oauth1.parse_callback", parse_callback}}});
}
