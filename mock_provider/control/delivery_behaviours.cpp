// SPDX-License-Identifier: Apache-2.0
// What may go wrong with any response of HTTP, whatever it says.
#include <chrono>
#include <cstdint>
#include <string>

#include "mock_provider/control/edit_reply.h"
#include "mock_provider/control/fits.h"
#include "mock_provider/control/tables.h"

namespace oauthspec::provider::control {
namespace {

using http::Reply;

constexpr Endpoints kAny = Endpoints::every();

void redirect_to(Reply& reply, std::int64_t status, const std::string& location) {
  reply.response = {.status = static_cast<int>(status),
                    .headers = {{"Location", location}, {"Cache-Control", "no-store"}},
                    .body = ""};
}

constexpr Amount kRedirection{.unit = "status", .usual = 307, .least = 300, .most = 399};
constexpr Amount kMilliseconds{.unit = "milliseconds", .usual = 5000, .least = 1, .most = 600'000};

constexpr Behaviour kDeliveryBehaviours[] = {
    after("status", "answers as ever, but with this status", "", kAny, fits::always,
          [](Call&, Reply& reply, std::int64_t amount) {
            reply.response.status = static_cast<int>(amount);
          },
          {.unit = "status", .usual = 500, .least = 200, .most = 599}),
    after(
        "delay", "lets the client wait before the first octet", "RFC8628-3.5-13", kAny,
        fits::always,
        [](Call&, Reply& reply, std::int64_t amount) {
          reply.delivery.delay = std::chrono::milliseconds(amount);
        },
        kMilliseconds),
    after("dropped_connection", "does as it is asked, then closes the connection without an answer",
          "", kAny, fits::always,
          [](Call&, Reply& reply, std::int64_t) { reply.delivery.drop = true; }),
    after("reset_connection", "does as it is asked, then resets the connection without an answer",
          "", kAny, fits::always,
          [](Call&, Reply& reply, std::int64_t) {
            reply.delivery.drop = true;
            reply.delivery.reset = true;
          }),
    after("truncated_body",
          "sends so many octets of the body under the Content-Length of it all, then closes", "",
          kAny, fits::has_body,
          [](Call&, Reply& reply, std::int64_t amount) {
            reply.delivery.cut_after = static_cast<std::size_t>(amount);
          },
          {.unit = "octets", .usual = 10, .least = 0, .most = 1'000'000}),
    after("slow_body", "sends the body octet by octet, with so long a pause between two", "", kAny,
          fits::has_body,
          [](Call&, Reply& reply, std::int64_t amount) {
            reply.delivery.pace = std::chrono::milliseconds(amount);
            reply.delivery.pace_octets = 1;
          },
          {.unit = "milliseconds", .usual = 50, .least = 1, .most = 60'000}),
    after("close_connection", "closes the connection behind the response, as HTTP/1.0 does", "",
          kAny, fits::always,
          [](Call&, Reply& reply, std::int64_t) { reply.delivery.close = true; }),
    after(
        "redirect", "redirects to another path of its own, where nothing is", "", kAny,
        fits::always,
        [](Call& call, Reply& reply, std::int64_t amount) {
          redirect_to(reply, amount, call.issuer + "/elsewhere");
        },
        kRedirection),
    after(
        "redirect_to_other_host",
        "redirects to another host, where what the client sent must not go", "", kAny, fits::always,
        [](Call&, Reply& reply, std::int64_t amount) {
          redirect_to(reply, amount, "https://attacker.example/");
        },
        kRedirection),
    after(
        "redirect_loop", "redirects to the very URL that was asked for", "", kAny, fits::always,
        [](Call& call, Reply& reply, std::int64_t amount) {
          redirect_to(reply, amount, call.request.url);
        },
        kRedirection),
    after("wrong_content_type", "calls the body text/html", "RFC6749-5.1-2", kAny, fits::has_body,
          [](Call&, Reply& reply, std::int64_t) {
            set_header(reply, "Content-Type", "text/html; charset=utf-8");
          }),
    after("missing_content_type", "does not say what the body is", "", kAny, fits::has_body,
          [](Call&, Reply& reply, std::int64_t) { remove_header(reply, "Content-Type"); }),
    after("wrong_charset", "says that the body, which is UTF-8, is UTF-16", "", kAny,
          fits::has_json,
          [](Call&, Reply& reply, std::int64_t) {
            set_header(reply, "Content-Type", "application/json; charset=utf-16");
          }),
    after("upper_case_content_type", "writes Application/JSON;Charset=UTF-8, which is the same", "",
          kAny, fits::has_json,
          [](Call&, Reply& reply, std::int64_t) {
            set_header(reply, "Content-Type", "Application/JSON;Charset=UTF-8");
          }),
    after("missing_cache_control", "lets caches keep the response", "", kAny, fits::always,
          [](Call&, Reply& reply, std::int64_t) {
            remove_header(reply, "Cache-Control");
            remove_header(reply, "Pragma");
          }),
    after("html_error_page", "answers 502 with the page of a gateway", "", kAny, fits::always,
          [](Call&, Reply& reply, std::int64_t) {
            reply.response = {.status = 502,
                              .headers = {{"Content-Type", "text/html"}},
                              .body = "<html><body><h1>502 Bad Gateway</h1></body></html>\n"};
          }),
};

}  // namespace

std::span<const Behaviour> delivery_behaviours() {
  return kDeliveryBehaviours;
}

}  // namespace oauthspec::provider::control
