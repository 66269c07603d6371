// SPDX-License-Identifier: Apache-2.0
// The adapter protocol over stdin and stdout, for adapters in C++ with Qt. See README.md beside this folder.
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QList>
#include <QPair>
#include <QString>
#include <functional>
#include <vector>

namespace adapter {

// The library cannot express this case, for it lacks `need`.
struct Skip {
  QString need;
};

// The library refuses the input.
struct Refusal {
  QString message;
};

// A value, and what the library chose itself.
struct Answer {
  QJsonValue out;
  QJsonObject actual = {};
};

// Answers one question from its `in`; throws a Skip or a Refusal where there is no value.
using Function = std::function<Answer(const QJsonObject& in)>;

struct Op {
  QString name;
  Function answer;
};

struct Implementation {
  QString name;
  QString version;
  QString home;
  QList<QString> features;
  std::vector<Op> ops;
};

// Serves the ops until bye or the end of input; gives the exit status of the process.
int run(const Implementation& implementation);

// The characters of a value; skips octets that are no UTF-8.
QString text(const QJsonValue& value);

// The octets of a value that may come as characters.
QByteArray octets(const QJsonValue& value);

// A string where the octets are UTF-8, {"b64": ...} where not.
QJsonValue octets_out(const QByteArray& data);

using Pairs = QList<QPair<QString, QString>>;

// Parameters or header fields as pairs of characters.
Pairs pairs(const QJsonValue& value);

// The value of the first header field called `name`, without regard to case; null where there is none.
QString header_field(const QJsonObject& message, const QString& name);

// Skips requests that a library which only signs cannot be given: signed ones, and those to another host than the URL's.
void check_unsigned(const QJsonObject& request);

// The decoded value of a parameter of an Authorization header field; null where it is not there.
QString parameter_of(const QByteArray& header, const QString& name);

}  // namespace adapter
