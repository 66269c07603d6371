// SPDX-License-Identifier: Apache-2.0
#include "adapter.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QUrl>
#include <algorithm>
#include <iostream>
#include <string>

namespace adapter {
namespace {

// QJsonDocument drops a byte order mark that begins a string; it keeps one that is escaped.
QJsonObject parsed(QByteArray line) {
  return QJsonDocument::fromJson(line.replace("\xEF\xBB\xBF", "\\ufeff")).object();
}

QJsonObject hello(const Implementation& who) {
  const QJsonObject impl{
      {"name", who.name}, {"version", who.version}, {"language", "cpp"}, {"home", who.home}};
  QJsonArray ops;
  for (const Op& op : who.ops) ops.append(op.name);
  return {
      {"hello", QJsonObject{{"protocol", 1},
                            {"impl", impl},
                            {"ops", ops},
                            {"features", QJsonArray::fromStringList(QStringList(who.features))}}}};
}

QJsonObject failure(const QString& type, const QString& message) {
  return {{"error", QJsonObject{{"type", type}, {"message", message}}}};
}

QJsonObject answer(const Implementation& who, const QString& name, const QJsonObject& in) {
  const auto op = std::find_if(who.ops.begin(), who.ops.end(),
                               [&](const Op& candidate) { return candidate.name == name; });
  if (op == who.ops.end()) return failure("UnknownOp", name);
  try {
    const Answer result = op->answer(in);
    QJsonObject reply{{"out", result.out}};
    if (!result.actual.isEmpty()) reply["actual"] = result.actual;
    return reply;
  } catch (const Skip& skip) {
    return {{"skip", QJsonObject{{"need", skip.need}}}};
  } catch (const Refusal& refusal) {
    return {{"reject", QJsonObject{{"message", refusal.message}}}};
  } catch (const std::exception& problem) {
    return failure("std::exception", problem.what());
  }
}

}  // namespace

int run(const Implementation& implementation) {
  std::string line;
  while (std::getline(std::cin, line)) {
    const QJsonObject message = parsed(QByteArray::fromStdString(line));
    if (message.isEmpty()) {
      std::cerr << "no JSON: " << line << '\n';
      return 1;
    }
    if (message.contains("bye")) break;
    QJsonObject reply = hello(implementation);
    if (!message.contains("hello")) {
      reply = answer(implementation, message["op"].toString(), message["in"].toObject());
      reply["id"] = message["id"];
    }
    std::cout << QJsonDocument(reply).toJson(QJsonDocument::Compact).toStdString() << std::endl;
  }
  return 0;
}

QString text(const QJsonValue& value) {
  if (value.isObject()) throw Skip{"octets that are no UTF-8"};
  return value.toString();
}

QByteArray octets(const QJsonValue& value) {
  return value.isObject() ? QByteArray::fromBase64(value["b64"].toString().toLatin1())
                          : value.toString().toUtf8();
}

QJsonValue octets_out(const QByteArray& data) {
  const QString characters = QString::fromUtf8(data);
  if (characters.toUtf8() == data) return characters;
  return QJsonObject{{"b64", QString::fromLatin1(data.toBase64())}};
}

Pairs pairs(const QJsonValue& value) {
  Pairs result;
  for (const QJsonValue pair : value.toArray()) result.append({text(pair[0]), text(pair[1])});
  return result;
}

QString header_field(const QJsonObject& message, const QString& name) {
  for (const auto& [field, value] : pairs(message["headers"])) {
    if (field.compare(name, Qt::CaseInsensitive) == 0) return value;
  }
  return {};
}

void check_unsigned(const QJsonObject& request) {
  if (header_field(request, "Authorization").startsWith("OAuth ", Qt::CaseInsensitive)) {
    throw Skip{"reading an Authorization header field"};
  }
  static const QRegularExpression authority("^[^:]*://([^/?#]*)");
  const QString host = header_field(request, "Host");
  if (!host.isNull() && authority.match(text(request["url"])).captured(1) != host) {
    throw Skip{"a Host header field other than the URL's authority"};
  }
}

QString parameter_of(const QByteArray& header, const QString& name) {
  const QRegularExpression parameter("[ ,]" + name + "=\"([^\"]*)\"");
  const auto found = parameter.match(QString::fromUtf8(header));
  return found.hasMatch() ? QUrl::fromPercentEncoding(found.captured(1).toUtf8()) : QString();
}

}  // namespace adapter
