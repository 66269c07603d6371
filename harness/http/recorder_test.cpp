// SPDX-License-Identifier: Apache-2.0
#include "harness/http/recorder.h"

#include <gtest/gtest.h>

namespace oauthspec::http {
namespace {

using std::chrono::microseconds;

/// Answers what the path says, and takes three microseconds for it.
class Echo final : public Transport {
 public:
  explicit Echo(microseconds& time) : time_(&time) {}
  std::expected<oauth::message::Response, TransportFailure> send(
      const oauth::message::Request& request) override {
    *time_ += microseconds(3);
    if (request.url.ends_with("/silent")) {
      return std::unexpected(TransportFailure{TransportCode::timed_out, "no answer"});
    }
    return oauth::message::Response{200, {}, request.url};
  }

 private:
  microseconds* time_;
};

TEST(Recorder, KeepsWhatWentOverTheWire) {
  microseconds time{100};
  Echo echo(time);
  Recorder recorder(echo, [&time] { return time; });
  time += microseconds(5);
  EXPECT_TRUE(recorder.send({"GET", "http://as.example/a", {}, ""}));
  EXPECT_FALSE(recorder.send({"GET", "http://as.example/silent", {}, ""}));
  ASSERT_EQ(recorder.exchanges().size(), 2U);
  const Exchange& first = recorder.exchanges()[0];
  EXPECT_EQ(first.request.url, "http://as.example/a");
  EXPECT_EQ(first.outcome->body, "http://as.example/a");
  EXPECT_EQ(first.started, microseconds(5));
  EXPECT_EQ(first.duration, microseconds(3));
  EXPECT_EQ(recorder.exchanges()[1].outcome.error().code, TransportCode::timed_out);
}

TEST(Recorder, BeginsAnew) {
  microseconds time{0};
  Echo echo(time);
  Recorder recorder(echo, [&time] { return time; });
  EXPECT_TRUE(recorder.send({"GET", "http://as.example/a", {}, ""}));
  EXPECT_EQ(recorder.take().size(), 1U);
  EXPECT_TRUE(recorder.exchanges().empty());
  EXPECT_EQ(recorder.elapsed(), microseconds(0));
}

TEST(Recorder, TakesWhatOthersCarried) {
  microseconds time{0};
  Echo echo(time);
  Recorder recorder(echo, [&time] { return time; });
  time = microseconds(9);
  recorder.add({"POST", "http://as.example/token", {}, ""}, oauth::message::Response{400, {}, ""},
               microseconds(2));
  EXPECT_EQ(recorder.exchanges().at(0).duration, microseconds(7));
}

}  // namespace
}  // namespace oauthspec::http
