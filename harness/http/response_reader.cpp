// SPDX-License-Identifier: Apache-2.0
#include "harness/http/response_reader.h"

#include <optional>
#include <string>

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

namespace oauthspec::http {
namespace {

namespace beast = boost::beast;
using beast::http::error;
using oauth::message::Response;

constexpr int kSwitchingProtocols = 101;

}  // namespace

class ResponseReader::Parser final : public beast::http::basic_parser<false> {
 public:
  explicit Parser(Response* response) : response_(response) {}

 private:
  void on_response_impl(int code, beast::string_view /*reason*/, int /*version*/,
                        beast::error_code& /*code*/) override {
    response_->status = code;
  }
  void on_field_impl(beast::http::field /*field*/, beast::string_view name,
                     beast::string_view value, beast::error_code& /*code*/) override {
    if (!has_header_) {
      response_->headers.push_back(
          {std::string(name.data(), name.size()), std::string(value.data(), value.size())});
    }
  }
  void on_header_impl(beast::error_code& /*code*/) override { has_header_ = true; }
  std::size_t on_body_impl(beast::string_view body, beast::error_code& /*code*/) override {
    response_->body.append(body.data(), body.size());
    return body.size();
  }
  std::size_t on_chunk_body_impl(std::uint64_t /*remain*/, beast::string_view body,
                                 beast::error_code& code) override {
    return on_body_impl(body, code);
  }
  void on_request_impl(beast::http::verb, beast::string_view, beast::string_view, int,
                       beast::error_code&) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>&, beast::error_code&) override {}
  void on_chunk_header_impl(std::uint64_t, beast::string_view, beast::error_code&) override {}
  void on_finish_impl(beast::error_code&) override {}

  Response* response_;
  bool has_header_ = false;  // behind it come trailers only
};

struct ResponseReader::Message {
  bool head;
  Bounds bounds;
  Response response;
  std::optional<Parser> held;
  Parser* parser =
      nullptr;  // the one that is held: a parser reads one message, and none can be used again
  std::size_t header_octets = 0;
};

ResponseReader::ResponseReader(bool head, const Bounds& bounds)
    : message_(std::make_unique<Message>()) {
  message_->head = head;
  message_->bounds = bounds;
  begin();
}

ResponseReader::~ResponseReader() = default;

void ResponseReader::begin() {
  message_->response = {};
  message_->parser = &message_->held.emplace(&message_->response);
  message_->parser->header_limit(static_cast<std::uint32_t>(message_->bounds.header_octets));
  message_->parser->body_limit(message_->bounds.body_octets);
  message_->parser->skip(message_->head);
}

ResponseReader::Taken ResponseReader::take(std::string_view octets) {
  Message& message = *message_;
  Taken taken;
  while (taken.octets < octets.size() && !message.parser->is_done()) {
    beast::error_code code;
    const bool in_header = !message.parser->is_header_done();
    message.parser->eager(!in_header);
    const std::size_t put = message.parser->put(
        boost::asio::buffer(octets.data() + taken.octets, octets.size() - taken.octets), code);
    taken.octets += put;
    // Interim responses count too, or a server could send them without end.
    message.header_octets += in_header ? put : 0;
    const bool too_large = code == error::header_limit || code == error::body_limit ||
                           code == error::buffer_overflow ||
                           message.header_octets > message.bounds.header_octets;
    if (too_large || (code && code != error::need_more)) {
      taken.state = too_large ? State::too_large : State::malformed;
      return taken;
    }
    const int status = message.response.status;
    if (message.parser->is_done() && status / 100 == 1 && status != kSwitchingProtocols) {
      begin();
    } else if (code == error::need_more) {
      break;
    }
  }
  taken.state = message.parser->is_done() ? State::whole : State::more;
  if (taken.state == State::more && octets.size() - taken.octets > message.bounds.header_octets) {
    taken.state = State::too_large;  // a line between chunks that does not end
  }
  return taken;
}

ResponseReader::State ResponseReader::end() {
  if (message_->parser->got_some() && !message_->parser->is_done()) {
    beast::error_code code;
    message_->parser->put_eof(code);
  }
  return message_->parser->is_done() ? State::whole : State::more;
}

Response& ResponseReader::response() {
  return message_->response;
}

bool ResponseReader::keep_alive() const {
  return message_->parser->is_done() && !message_->parser->need_eof() &&
         message_->parser->keep_alive();
}

}  // namespace oauthspec::http
