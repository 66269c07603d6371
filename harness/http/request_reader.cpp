// SPDX-License-Identifier: Apache-2.0
#include "harness/http/request_reader.h"

#include <optional>
#include <utility>
#include <vector>

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

namespace oauthspec::http {
namespace {

namespace beast = boost::beast;
using beast::http::error;
using oauth::message::equal_without_case;
using oauth::message::HeaderField;
using oauth::message::Request;

std::string_view view(beast::string_view text) {
  return {text.data(), text.size()};
}

// What Beast's parser refuses. Its own messages are for people and short.
ReaderRefusal refusal_of(const beast::error_code& code, bool has_request_line) {
  if (code == error::header_limit) {
    return has_request_line ? ReaderRefusal{431, "the header is too large"}
                            : ReaderRefusal{414, "the request line is too long"};
  }
  if (code == error::body_limit || code == error::buffer_overflow) {
    return {413, "the body is too large"};
  }
  static constexpr std::pair<error, std::string_view> kReasons[] = {
      {error::bad_line_ending, "a line that does not end in CR LF"},
      {error::bad_method, "a method that is no token"},
      {error::bad_target, "a request target with an octet that may not stand there"},
      {error::bad_version, "no version of HTTP that is spoken here"},
      {error::bad_field, "a header field's name that is no token, or has no colon behind it"},
      {error::bad_value, "a header field's value with an octet that may not stand there"},
      {error::bad_content_length,
       "a Content-Length that is no number, or stands beside Transfer-Encoding"},
      {error::multiple_content_length, "two Content-Length header fields that differ"},
      {error::bad_transfer_encoding, "a Transfer-Encoding that cannot be"},
      {error::bad_chunk, "a chunk that does not begin or end as one"},
      {error::bad_chunk_extension, "a chunk extension that is none"},
      {error::bad_obs_fold, "a folded header line"},
  };
  for (const auto& [known, reason] : kReasons) {
    if (code == known) {
      return {400, reason};
    }
  }
  return {400, "no request of HTTP"};
}

bool has_folded_line(std::string_view header) {
  for (std::size_t at = header.find('\n'); at != std::string_view::npos;
       at = header.find('\n', at + 1)) {
    if (at + 1 < header.size() && (header[at + 1] == ' ' || header[at + 1] == '\t')) {
      return true;
    }
  }
  return false;
}

}  // namespace

// Beast's parser says what it finds; it is written into strings that the last request has left.
class RequestReader::Parser final : public beast::http::basic_parser<true> {
 public:
  explicit Parser(Message* message) : message_(message) {}

  [[nodiscard]] int version() const { return version_; }
  [[nodiscard]] std::size_t fields() const { return fields_; }

 private:
  void on_request_impl(beast::http::verb /*verb*/, beast::string_view method,
                       beast::string_view target, int version,
                       beast::error_code& /*code*/) override;
  void on_field_impl(beast::http::field field, beast::string_view name, beast::string_view value,
                     beast::error_code& code) override;
  std::size_t on_body_impl(beast::string_view body, beast::error_code& /*code*/) override;
  std::size_t on_chunk_body_impl(std::uint64_t /*remain*/, beast::string_view body,
                                 beast::error_code& code) override {
    return on_body_impl(body, code);
  }
  void on_response_impl(int, beast::string_view, int, beast::error_code&) override {}
  void on_header_impl(beast::error_code&) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>&, beast::error_code&) override {}
  void on_chunk_header_impl(std::uint64_t, beast::string_view, beast::error_code&) override {}
  void on_finish_impl(beast::error_code&) override {}

  Message* message_;
  int version_ = 0;
  std::size_t fields_ = 0;
};

struct RequestReader::Message {
  ReaderRefusal judge(std::string_view taken, const beast::error_code& code);
  ReaderRefusal judge_header();

  Origin origin;
  std::size_t header_limit;
  std::size_t body_limit;
  Request request;
  std::string target;
  std::optional<Parser> held;
  Parser* parser =
      nullptr;  // the one that is held: a parser reads one message, and none can be used again
  ReaderRefusal refusal;
  // The request's header and, after it, what stands between the chunks of its body.
  std::size_t header_octets = 0;
  bool first_octets = true;
  bool has_request_line = false;
  bool header_settled = false;
  bool chunked_only = true;
  bool transfer_coded = false;
  bool expects_continue = false;
  bool expects_other = false;
};

void RequestReader::Parser::on_request_impl(beast::http::verb /*verb*/, beast::string_view method,
                                            beast::string_view target, int version,
                                            beast::error_code& /*code*/) {
  message_->request.method.assign(method.data(), method.size());
  message_->target.assign(target.data(), target.size());
  message_->has_request_line = true;
  version_ = version;
}

void RequestReader::Parser::on_field_impl(beast::http::field field, beast::string_view name,
                                          beast::string_view value, beast::error_code& /*code*/) {
  if (message_->header_settled) {
    return;  // a trailer: RFC 7230 section 4.1.2 lets a recipient ignore it
  }
  if (field == beast::http::field::transfer_encoding) {
    message_->chunked_only =
        !message_->transfer_coded && equal_without_case(view(value), "chunked");
    message_->transfer_coded = true;
  } else if (field == beast::http::field::expect) {
    const bool known = equal_without_case(view(value), "100-continue");
    (known ? message_->expects_continue : message_->expects_other) = true;
  }
  std::vector<HeaderField>& headers = message_->request.headers;
  if (fields_ == headers.size()) {
    headers.emplace_back();
  }
  HeaderField& written = headers[fields_++];
  written.name.assign(name.data(), name.size());
  written.value.assign(value.data(), value.size());
}

std::size_t RequestReader::Parser::on_body_impl(beast::string_view body,
                                                beast::error_code& /*code*/) {
  message_->request.body.append(body.data(), body.size());
  return body.size();
}

RequestReader::RequestReader(const Origin& origin, std::size_t header_octets,
                             std::size_t body_octets)
    : message_(std::make_unique<Message>()) {
  message_->origin = origin;
  message_->header_limit = header_octets;
  message_->body_limit = body_octets;
  begin();
}

RequestReader::~RequestReader() = default;

void RequestReader::begin() {
  Message& message = *message_;
  constexpr std::size_t kKeptOctets = 4096;
  if (message.request.body.capacity() > kKeptOctets) {
    message.request.body = {};
  }
  message.request.body.clear();
  message.target.clear();
  message.request.url.clear();
  message.refusal = {};
  message.header_octets = 0;
  message.first_octets = true;
  message.has_request_line = false;
  message.header_settled = false;
  message.chunked_only = true;
  message.transfer_coded = false;
  message.expects_continue = false;
  message.expects_other = false;
  message.parser = &message.held.emplace(&message);
  message.parser->header_limit(static_cast<std::uint32_t>(message.header_limit));
  message.parser->body_limit(message.body_limit);
}

// What is refused although Beast's parser takes it, once the header is there.
ReaderRefusal RequestReader::Message::judge_header() {
  header_settled = true;
  request.headers.resize(parser->fields());
  const bool http_1_1 = parser->version() == 11;
  expects_continue = expects_continue && http_1_1;
  if (transfer_coded && !http_1_1) {
    // RFC 7230 section 3.3.1: HTTP/1.0 knows no transfer coding, so the body's end is anyone's guess.
    return {400, "Transfer-Encoding in HTTP/1.0"};
  }
  if (!chunked_only) {
    return {501, "a transfer coding other than chunked"};
  }
  if (expects_other) {
    return {417, "an expectation other than 100-continue"};
  }
  return set_effective_uri(origin, target, http_1_1, request);
}

// What is wrong with octets that the parser has just taken, `code` being what it said of them.
ReaderRefusal RequestReader::Message::judge(std::string_view taken, const beast::error_code& code) {
  if (!header_settled) {
    header_octets += taken.size();
    // RFC 7230 section 3.2.4: a server refuses it, or puts spaces there; who still sends it is up to something.
    if (has_folded_line(taken)) {
      return {400, "a folded header line"};
    }
    if (header_octets > header_limit) {
      return refusal_of(error::header_limit, has_request_line);
    }
  }
  if (code && code != error::need_more) {
    return refusal_of(code, has_request_line);
  }
  if (!header_settled && parser->is_header_done()) {
    return judge_header();
  }
  return {};
}

RequestReader::Taken RequestReader::take(std::string_view octets) {
  Message& message = *message_;
  Taken taken;
  if (message.first_octets && octets.starts_with('\r')) {
    // RFC 7230 section 3.5: an empty line before the request line is ignored.
    taken.octets = octets.starts_with("\r\n") ? 2 : 0;
    if (octets.size() == 1) {
      return taken;
    }
  }
  while (taken.octets < octets.size() && !message.parser->is_done()) {
    message.first_octets = false;
    const std::string_view rest = octets.substr(taken.octets);
    beast::error_code code;
    // The header by itself first, so that it is judged before its body is taken.
    message.parser->eager(message.header_settled);
    const std::size_t put =
        message.parser->put(boost::asio::buffer(rest.data(), rest.size()), code);
    taken.octets += put;
    message.refusal = message.judge(rest.substr(0, put), code);
    if (message.refusal.status != 0) {
      taken.state = State::refused;
      return taken;
    }
    if (code == error::need_more) {
      break;
    }
  }
  taken.state = message.parser->is_done() ? State::whole : State::more;
  if (taken.state == State::more && message.header_settled &&
      octets.size() - taken.octets > message.header_limit) {
    // Only a chunk's first line, or a trailer, is left waiting like this.
    message.refusal = {413, "a line between chunks is too long"};
    taken.state = State::refused;
  }
  return taken;
}

bool RequestReader::begun() const {
  return !message_->first_octets;
}
bool RequestReader::has_header() const {
  return message_->header_settled;
}
bool RequestReader::expects_continue() const {
  return message_->header_settled && message_->expects_continue;
}
const Request& RequestReader::request() const {
  return message_->request;
}
bool RequestReader::keep_alive() const {
  return message_->parser->is_header_done() && message_->parser->keep_alive();
}
const ReaderRefusal& RequestReader::refusal() const {
  return message_->refusal;
}

}  // namespace oauthspec::http
