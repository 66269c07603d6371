// SPDX-License-Identifier: Apache-2.0
// A network of Qt that connects to nothing: it keeps what is sent and answers as a case says. Its replies end with it.
#pragma once

#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QTimer>
#include <cstring>

#include "adapter.h"

namespace adapter {

// A response of the protocol as QNetworkAccessManager gives it.
class Reply final : public QNetworkReply {
 public:
  Reply(const QJsonObject& response, QObject* parent)
      : QNetworkReply(parent), body_(octets(response["body"])) {
    const int status = response["status"].toInt();
    setAttribute(QNetworkRequest::HttpStatusCodeAttribute, status);
    for (const auto& [name, value] : pairs(response["headers"])) {
      setRawHeader(name.toUtf8(), value.toUtf8());
    }
    // What QNetworkReply documents for a status that is an error; which one, none of the libraries asks.
    if (status >= 400) setError(UnknownContentError, QString("status %1").arg(status));
    open(ReadOnly);
    QTimer::singleShot(0, this, [this] {
      if (error() != NoError) Q_EMIT errorOccurred(error());
      setFinished(true);
      Q_EMIT finished();
    });
  }

  void abort() override {}
  qint64 bytesAvailable() const override {
    return body_.size() - read_ + QNetworkReply::bytesAvailable();
  }
  bool isSequential() const override { return true; }

 protected:
  qint64 readData(char* data, qint64 most) override {
    const qint64 size = qMin(most, qint64(body_.size()) - read_);
    std::memcpy(data, body_.constData() + read_, size_t(size));
    read_ += size;
    return size;
  }

 private:
  QByteArray body_;
  qint64 read_ = 0;
};

class Wire final : public QNetworkAccessManager {
 public:
  explicit Wire(QJsonObject response) : response_(std::move(response)) {}

  // The Authorization header field of the last request, and how many there were.
  QByteArray authorization() const { return sent_.rawHeader("Authorization"); }
  int count() const { return count_; }

 protected:
  QNetworkReply* createRequest(Operation, const QNetworkRequest& request, QIODevice*) override {
    sent_ = request;
    ++count_;
    return new Reply(response_, this);
  }

 private:
  QJsonObject response_;
  QNetworkRequest sent_;
  int count_ = 0;
};

}  // namespace adapter
