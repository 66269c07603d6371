// SPDX-License-Identifier: Apache-2.0
#include "harness/http/response_writer.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "harness/http/field.h"

namespace oauthspec::http {
namespace {

using oauth::message::equal_without_case;
using oauth::message::HeaderField;
using oauth::message::Response;

constexpr int kInternalServerError = 500;

// RFC 7231 section 6, and those of RFC 6585 and RFC 7538 that OAuth servers use. Others go without a phrase, which nobody reads.
constexpr std::pair<int, std::string_view> kPhrases[] = {
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {307, "Temporary Redirect"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {413, "Payload Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {417, "Expectation Failed"},
    {422, "Unprocessable Entity"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {502, "Bad Gateway"},
    {503, "Service Unavailable"},
    {504, "Gateway Timeout"},
};

std::string_view phrase_of(int status) {
  const auto* const found =
      std::lower_bound(std::begin(kPhrases), std::end(kPhrases), status,
                       [](const auto& entry, int wanted) { return entry.first < wanted; });
  return found != std::end(kPhrases) && found->first == status ? found->second : std::string_view{};
}

// RFC 7230 section 3.3.2: neither a 204 nor a 304 has a body.
bool may_have_body(int status) {
  return status != 204 && status != 304;
}

bool can_be_sent(const Response& response) {
  // A final response; an interim one (1xx) would leave the peer waiting.
  if (response.status < 200 || response.status > 999) {
    return false;
  }
  return std::ranges::all_of(response.headers, [](const HeaderField& field) {
    return is_token(field.name) && is_field_value(field.value);
  });
}

// Fields that tell where a message ends are the writer's own.
enum class Framing : std::uint8_t { none, body, date, connection };

Framing framing_of(std::string_view name) {
  switch (name.size()) {
    case std::string_view("Date").size():
      return equal_without_case(name, "Date") ? Framing::date : Framing::none;
    case std::string_view("Connection").size():
      return equal_without_case(name, "Connection") ? Framing::connection : Framing::none;
    case std::string_view("Content-Length").size():
      return equal_without_case(name, "Content-Length") ? Framing::body : Framing::none;
    case std::string_view("Transfer-Encoding").size():
      return equal_without_case(name, "Transfer-Encoding") ? Framing::body : Framing::none;
    default:
      return Framing::none;
  }
}

void write_field(std::string_view name, std::string_view value, std::string& out) {
  out.append(name).append(": ").append(value).append("\r\n");
}

struct Seen {
  bool date = false;
  bool close = false;
};

Seen write_fields(const std::vector<HeaderField>& headers, std::string& out) {
  Seen seen;
  for (const HeaderField& field : headers) {
    switch (framing_of(field.name)) {
      case Framing::body:
        continue;
      case Framing::connection:
        seen.close = seen.close || equal_without_case(field.value, "close");
        continue;
      case Framing::date:
        seen.date = true;
        [[fallthrough]];
      case Framing::none:
        write_field(field.name, field.value, out);
    }
  }
  return seen;
}

void write_status_line(int status, std::string& out) {
  fmt::format_to(std::back_inserter(out), "HTTP/1.1 {} {}\r\n", status, phrase_of(status));
}

void write_stream_fields(const Response& response, std::string& out) {
  if (!oauth::message::find_header(response.headers, "Content-Type")) {
    write_field("Content-Type", "text/event-stream", out);
  }
  if (!oauth::message::find_header(response.headers, "Cache-Control")) {
    write_field("Cache-Control", "no-store", out);
  }
}

}  // namespace

bool write_response(const Reply& reply, const WireContext& context, std::string& out) {
  if (!can_be_sent(reply.response)) {
    write_refusal(
        {kInternalServerError, "the response has a status or a header field that cannot be sent"},
        context.date, out);
    return false;
  }
  const Response& response = reply.response;
  const Delivery& delivery = reply.delivery;
  write_status_line(response.status, out);
  const Seen seen = write_fields(response.headers, out);
  const bool streams = delivery.stream.has_value();
  const bool keep =
      context.keep_alive && !seen.close && !delivery.close && !delivery.cut_after && !streams;
  if (streams) {
    write_stream_fields(response, out);
  } else if (may_have_body(response.status)) {
    fmt::format_to(std::back_inserter(out), "Content-Length: {}\r\n", response.body.size());
  }
  if (!seen.date) {
    write_field("Date", context.date, out);
  }
  write_field("Connection", keep ? "keep-alive" : "close", out);
  out.append("\r\n");
  if (!context.head && may_have_body(response.status)) {
    out.append(response.body, 0, delivery.cut_after.value_or(response.body.size()));
  }
  return keep;
}

void write_refusal(const ReaderRefusal& refusal, std::string_view date, std::string& out) {
  write_status_line(refusal.status, out);
  write_field("Content-Type", "text/plain; charset=us-ascii", out);
  fmt::format_to(std::back_inserter(out), "Content-Length: {}\r\n", refusal.reason.size() + 1);
  write_field("Date", date, out);
  write_field("Connection", "close", out);
  out.append("\r\n").append(refusal.reason).append("\n");
}

std::string http_date(std::chrono::sys_seconds time) {
  static constexpr std::array kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(time - day);
  return fmt::format(
      "{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", kDays[std::chrono::weekday(day).c_encoding()],
      static_cast<unsigned>(date.day()), kMonths[static_cast<unsigned>(date.month()) - 1],
      static_cast<int>(date.year()), clock.hours().count(), clock.minutes().count(),
      clock.seconds().count());
}

}  // namespace oauthspec::http
