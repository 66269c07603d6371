// SPDX-License-Identifier: Apache-2.0
// Every way in which a redirection URI is changed before it is put to a server.
#include "harness/checks/redirect_uri_shapes.h"

#include <algorithm>
#include <array>

#include "harness/checks/redirect_uri_pattern.h"
#include "harness/reference/codec/uri.h"

namespace oauthspec::checks {
namespace {

// clang-format off: one a line
constexpr auto kShapes = std::to_array<RedirectUriShape>({
    {"another-host", ShapeFamily::another_host, "{scheme}://{evil}{path}{query}"},
    {"another-host-alone", ShapeFamily::another_host, "{scheme}://{evil}"},
    {"another-host-with-the-registered-one-in-its-path", ShapeFamily::another_host, "{scheme}://{evil}/{host}{path}"},
    {"another-host-with-the-registered-one-in-its-query", ShapeFamily::another_host, "{scheme}://{evil}/?next={uri}"},
    {"another-host-with-the-registered-one-in-its-fragment", ShapeFamily::another_host, "{scheme}://{evil}/#{uri}"},
    {"another-host-with-the-registered-port", ShapeFamily::another_host, "{scheme}://{evil}{port}/{planted}"},
    {"host-without-its-last-letter", ShapeFamily::another_host, "{scheme}://{host-cut}{port}{path}{query}"},

    {"longer-path", ShapeFamily::longer_path, "{origin}{path}/{planted}{query}"},
    {"longer-path-by-a-letter", ShapeFamily::longer_path, "{origin}{path}x{query}"},
    {"longer-path-by-a-suffix", ShapeFamily::longer_path, "{origin}{path}.html{query}"},
    {"longer-path-by-a-comma", ShapeFamily::longer_path, "{origin}{path},{planted}{query}"},
    {"longer-path-by-a-star", ShapeFamily::longer_path, "{origin}{path}*{query}"},
    {"longer-path-by-a-dollar", ShapeFamily::longer_path, "{origin}{path}${planted}{query}"},

    {"another-path", ShapeFamily::another_path, "{origin}/{planted}"},
    {"no-path", ShapeFamily::another_path, "{origin}"},
    {"path-of-the-root", ShapeFamily::another_path, "{origin}/"},
    {"path-without-its-last-letter", ShapeFamily::another_path, "{origin}{path-cut}{query}"},
    {"path-of-its-folder", ShapeFamily::another_path, "{origin}{folder}"},
    {"path-before-the-registered-one", ShapeFamily::another_path, "{origin}/{planted}{path}{query}"},

    {"path-with-or-without-a-slash-at-its-end", ShapeFamily::trailing_slash, "{origin}{path-other-slash}{query}"},
    {"path-with-two-slashes-at-its-end", ShapeFamily::trailing_slash, "{origin}{path}//{query}"},

    {"path-after-two-slashes", ShapeFamily::double_slash, "{origin}/{path}{query}"},
    {"path-after-three-slashes", ShapeFamily::double_slash, "{origin}//{path}{query}"},
    {"path-after-another-host", ShapeFamily::double_slash, "{origin}//{evil}{path}{query}"},

    {"path-in-capitals", ShapeFamily::case_of_the_path, "{origin}{PATH}{query}"},

    {"path-with-a-parameter", ShapeFamily::path_parameters, "{origin}{path};{planted}=1{query}"},
    {"path-with-an-empty-parameter", ShapeFamily::path_parameters, "{origin}{path};{query}"},
    {"path-with-a-session", ShapeFamily::path_parameters, "{origin}{path};jsessionid={planted}{query}"},
    {"path-with-a-parameter-that-leaves-it", ShapeFamily::path_parameters, "{origin}{path};/../{planted}{query}"},

    {"query-with-more", ShapeFamily::another_query, "{uri}{and}{planted}=1"},
    {"query-with-a-name-alone", ShapeFamily::another_query, "{uri}{and}{planted}"},
    {"query-with-a-name-twice", ShapeFamily::another_query, "{uri}{and}{planted}=1&{planted}=2"},
    {"query-with-an-escaped-separator", ShapeFamily::another_query, "{uri}{and}{planted}=1%26more%3D2"},
    {"query-with-a-semicolon", ShapeFamily::another_query, "{uri}{and}{planted}=1;more=2"},
    {"query-with-brackets", ShapeFamily::another_query, "{uri}{and}{planted}[]=1"},
    {"query-with-two-question-marks", ShapeFamily::another_query, "{uri}{and}?{planted}=1"},
    {"query-that-redirects", ShapeFamily::another_query, "{uri}{and}{planted}={scheme}://{evil}/"},

    {"query-with-code", ShapeFamily::planted_parameters, "{uri}{and}code={planted}"},
    {"query-with-state", ShapeFamily::planted_parameters, "{uri}{and}state={planted}"},
    {"query-with-code-and-state", ShapeFamily::planted_parameters, "{uri}{and}code={planted}&state={planted}"},
    {"query-with-error", ShapeFamily::planted_parameters, "{uri}{and}error={planted}"},
    {"query-with-iss", ShapeFamily::planted_parameters, "{uri}{and}iss=https%3A%2F%2F{evil}%2F{planted}"},
    {"query-with-access-token", ShapeFamily::planted_parameters, "{uri}{and}access_token={planted}"},
    {"query-with-an-escaped-code", ShapeFamily::planted_parameters, "{uri}{and}%63ode={planted}"},

    {"fragment", ShapeFamily::fragment, "{uri}#{planted}"},
    {"fragment-with-a-code", ShapeFamily::fragment, "{uri}#code={planted}"},
    {"fragment-before-a-query", ShapeFamily::fragment, "{origin}{path}#?{planted}"},
    {"fragment-with-a-path", ShapeFamily::fragment, "{uri}#/../{planted}"},
    {"fragment-escaped", ShapeFamily::fragment, "{origin}{path}%23{planted}{query}"},

    {"another-port", ShapeFamily::another_port, "{scheme}://{host}{any-port}{path}{query}"},
    {"port-1", ShapeFamily::another_port, "{scheme}://{host}:1{path}{query}"},
    {"port-65535", ShapeFamily::another_port, "{scheme}://{host}:65535{path}{query}"},
    {"port-of-http", ShapeFamily::another_port, "{scheme}://{host}:8080{path}{query}"},

    {"port-too-large", ShapeFamily::malformed_port, "{scheme}://{host}:99999{path}{query}"},
    {"port-of-letters", ShapeFamily::malformed_port, "{scheme}://{host}:{planted}{path}{query}"},
    {"port-negative", ShapeFamily::malformed_port, "{scheme}://{host}:-1{path}{query}"},
    {"port-twice", ShapeFamily::malformed_port, "{scheme}://{host}:8444:8445{path}{query}"},
    {"port-escaped", ShapeFamily::malformed_port, "{scheme}://{host}:%38444{path}{query}"},

    {"http-for-https", ShapeFamily::http_for_https, "{plain-scheme}://{host}{port}{path}{query}"},

    {"https-for-http", ShapeFamily::another_scheme, "{secure-scheme}://{host}{port}{path}{query}"},
    {"scheme-ftp", ShapeFamily::another_scheme, "ftp://{host}{port}{path}{query}"},
    {"scheme-ws", ShapeFamily::another_scheme, "ws://{host}{port}{path}{query}"},
    {"scheme-file", ShapeFamily::another_scheme, "file://{host}{path}"},
    {"scheme-of-an-app", ShapeFamily::another_scheme, "com.attacker.app://{host}{port}{path}{query}"},
    {"scheme-of-an-app-without-authority", ShapeFamily::another_scheme, "com.attacker.app:{path}"},
    {"scheme-with-a-letter-more", ShapeFamily::another_scheme, "{scheme}x://{host}{port}{path}{query}"},
    {"scheme-intent", ShapeFamily::another_scheme, "intent://{host}{port}{path}#Intent;scheme={scheme};end"},

    {"javascript", ShapeFamily::script, "javascript:alert(1)//{uri}"},
    {"javascript-of-the-host", ShapeFamily::script, "javascript://{host}{path}?%0aalert(1)"},
    {"javascript-in-mixed-case", ShapeFamily::script, "jAvAsCrIpT://{host}{path}?%0aalert(1)"},
    {"javascript-with-a-tab", ShapeFamily::script, "java{tab}script:alert(1)"},
    {"javascript-after-a-control-character", ShapeFamily::script, "{escape}javascript:alert(1)"},
    {"data", ShapeFamily::script, "data:text/html,{planted}"},
    {"data-in-base64", ShapeFamily::script, "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=="},
    {"vbscript", ShapeFamily::script, "vbscript:msgbox({planted})"},
    {"blob", ShapeFamily::script, "blob:{uri}"},

    {"relative-to-the-scheme", ShapeFamily::relative, "//{evil}{path}"},
    {"relative-to-the-scheme-of-the-host", ShapeFamily::relative, "//{host}{port}{path}{query}"},
    {"relative-path", ShapeFamily::relative, "{path}"},
    {"relative-three-slashes", ShapeFamily::relative, "///{evil}{path}"},
    {"scheme-without-slashes", ShapeFamily::relative, "{scheme}:{evil}{path}"},
    {"scheme-with-one-slash", ShapeFamily::relative, "{scheme}:/{evil}{path}"},
    {"scheme-with-three-slashes", ShapeFamily::relative, "{scheme}:///{evil}{path}"},
    {"scheme-with-four-slashes", ShapeFamily::relative, "{scheme}:////{evil}{path}"},
    {"host-without-a-scheme", ShapeFamily::relative, "{host}{port}{path}{query}"},
    {"scheme-left-out", ShapeFamily::relative, "://{host}{port}{path}{query}"},

    {"user", ShapeFamily::user_information, "{scheme}://{planted}@{host}{port}{path}{query}"},
    {"user-and-password", ShapeFamily::user_information, "{scheme}://{planted}:{planted}@{host}{port}{path}{query}"},
    {"user-without-a-name", ShapeFamily::user_information, "{scheme}://@{host}{port}{path}{query}"},
    {"user-and-password-without-names", ShapeFamily::user_information, "{scheme}://:@{host}{port}{path}{query}"},
    {"user-that-is-another-host", ShapeFamily::user_information, "{scheme}://{evil}@{host}{port}{path}{query}"},

    {"host-as-user", ShapeFamily::host_as_user, "{scheme}://{host}@{evil}{path}{query}"},
    {"host-and-port-as-user", ShapeFamily::host_as_user, "{origin}@{evil}{path}{query}"},
    {"host-as-user-with-a-password", ShapeFamily::host_as_user, "{scheme}://{host}:{planted}@{evil}{path}{query}"},
    {"host-as-user-and-host", ShapeFamily::host_as_user, "{scheme}://{host}@{evil}@{host}{path}{query}"},
    {"host-as-user-twice", ShapeFamily::host_as_user, "{scheme}://{host}@{host}@{evil}{path}{query}"},
    {"host-as-user-escaped", ShapeFamily::host_as_user, "{scheme}://{host}%40{evil}{path}{query}"},
    {"host-as-user-before-a-slash", ShapeFamily::host_as_user, "{scheme}://{host}%2f@{evil}{path}{query}"},
    {"host-as-user-before-a-hash", ShapeFamily::host_as_user, "{scheme}://{host}%23@{evil}{path}{query}"},
    {"another-host-before-a-hash", ShapeFamily::host_as_user, "{scheme}://{evil}#@{host}{path}{query}"},
    {"another-host-before-a-question-mark", ShapeFamily::host_as_user, "{scheme}://{evil}?@{host}{path}{query}"},
    {"another-host-before-an-escaped-slash", ShapeFamily::host_as_user, "{scheme}://{evil}%2f@{host}{path}{query}"},

    {"subdomain", ShapeFamily::subdomain, "{scheme}://{planted}.{host}{port}{path}{query}"},
    {"subdomain-www", ShapeFamily::subdomain, "{scheme}://www.{host}{port}{path}{query}"},
    {"subdomain-of-two-labels", ShapeFamily::subdomain, "{scheme}://a.{planted}.{host}{port}{path}{query}"},
    {"subdomain-that-is-another-host", ShapeFamily::subdomain, "{scheme}://{evil}.{host}{port}{path}{query}"},
    {"subdomain-without-a-name", ShapeFamily::subdomain, "{scheme}://.{host}{port}{path}{query}"},
    {"subdomain-star", ShapeFamily::subdomain, "{scheme}://*.{host}{port}{path}{query}"},
    {"parent-domain", ShapeFamily::subdomain, "{scheme}://{host-parent}{port}{path}{query}"},

    {"longer-host", ShapeFamily::longer_host, "{scheme}://{host}.{evil}{path}{query}"},
    {"longer-host-by-a-letter", ShapeFamily::longer_host, "{scheme}://{host}x{port}{path}{query}"},
    {"longer-host-at-its-beginning", ShapeFamily::longer_host, "{scheme}://x{host}{port}{path}{query}"},
    {"longer-host-by-a-dash", ShapeFamily::longer_host, "{scheme}://{host}-{evil}{path}{query}"},
    {"longer-host-by-a-comma", ShapeFamily::longer_host, "{scheme}://{host},{evil}{path}{query}"},
    {"longer-host-by-a-semicolon", ShapeFamily::longer_host, "{scheme}://{host};{evil}{path}{query}"},
    {"longer-host-by-an-ampersand", ShapeFamily::longer_host, "{scheme}://{host}&{evil}{path}{query}"},
    {"longer-host-by-an-underscore", ShapeFamily::longer_host, "{scheme}://{host}_.{evil}{path}{query}"},

    {"host-with-a-dot-at-its-end", ShapeFamily::trailing_dot, "{scheme}://{host}.{port}{path}{query}"},
    {"host-with-two-dots-at-its-end", ShapeFamily::trailing_dot, "{scheme}://{host}..{port}{path}{query}"},

    {"host-with-a-letter-that-looks-alike", ShapeFamily::look_alike_host, "{scheme}://{host-look-alike}{port}{path}{query}"},
    {"host-with-a-wide-letter", ShapeFamily::look_alike_host, "{scheme}://{host-wide}{port}{path}{query}"},
    {"host-with-an-ideographic-full-stop", ShapeFamily::look_alike_host, "{scheme}://{host-wide-dot}{port}{path}{query}"},
    {"host-in-punycode", ShapeFamily::look_alike_host, "{scheme}://xn--{host}{port}{path}{query}"},
    {"host-with-a-soft-hyphen", ShapeFamily::look_alike_host, "{scheme}://{host}\xC2\xAD{port}{path}{query}"},
    {"host-with-a-joiner", ShapeFamily::look_alike_host, "{scheme}://{host}\xE2\x80\x8D{port}{path}{query}"},
    {"host-with-a-wide-slash", ShapeFamily::look_alike_host, "{scheme}://{evil}\xEF\xBC\x8F.{host}{port}{path}{query}"},
    {"host-with-a-wide-question-mark", ShapeFamily::look_alike_host, "{scheme}://{evil}\xEF\xBC\x9F.{host}{port}{path}{query}"},

    {"host-with-an-escaped-letter", ShapeFamily::escaped_host, "{scheme}://{host-escaped}{port}{path}{query}"},
    {"host-with-an-escaped-dot", ShapeFamily::escaped_host, "{scheme}://{host-dot-escaped}{port}{path}{query}"},
    {"host-with-an-escaped-dot-at-its-end", ShapeFamily::escaped_host, "{scheme}://{host}%2e{evil}{path}{query}"},
    {"host-with-an-escaped-slash-at-its-end", ShapeFamily::escaped_host, "{scheme}://{evil}%2f{host}{port}{path}{query}"},
    {"host-with-an-escaped-question-mark", ShapeFamily::escaped_host, "{scheme}://{evil}%3f.{host}{port}{path}{query}"},
    {"host-with-an-escaped-nul", ShapeFamily::escaped_host, "{scheme}://{evil}%00.{host}{port}{path}{query}"},
    {"origin-with-escaped-slashes", ShapeFamily::escaped_host, "{scheme}:%2f%2f{host}{port}{path}{query}"},

    {"address-as-a-number", ShapeFamily::address_forms, "{scheme}://{decimal}{port}{path}{query}"},
    {"address-in-hexadecimal", ShapeFamily::address_forms, "{scheme}://{hexadecimal}{port}{path}{query}"},
    {"address-in-octal", ShapeFamily::address_forms, "{scheme}://{octal}{port}{path}{query}"},
    {"address-of-two-parts", ShapeFamily::address_forms, "{scheme}://{short-address}{port}{path}{query}"},
    {"address-of-ipv6", ShapeFamily::address_forms, "{scheme}://[2001:db8::1]{port}{path}{query}"},
    {"address-of-ipv4-in-ipv6", ShapeFamily::address_forms, "{scheme}://[::ffff:192.0.2.1]{port}{path}{query}"},
    {"address-of-a-later-version", ShapeFamily::address_forms, "{scheme}://[v1.{planted}]{port}{path}{query}"},
    {"address-with-a-zone", ShapeFamily::address_forms, "{scheme}://[fe80::1%25lo]{port}{path}{query}"},
    {"address-of-all-zeros", ShapeFamily::address_forms, "{scheme}://0.0.0.0{port}{path}{query}"},

    {"localhost", ShapeFamily::localhost, "{scheme}://localhost{port}{path}{query}"},
    {"loopback-address", ShapeFamily::localhost, "{scheme}://127.0.0.1{port}{path}{query}"},
    {"loopback-address-another", ShapeFamily::localhost, "{scheme}://127.0.0.2{port}{path}{query}"},
    {"loopback-address-of-ipv6", ShapeFamily::localhost, "{scheme}://[::1]{port}{path}{query}"},
    {"localhost-below-a-domain", ShapeFamily::localhost, "{scheme}://localhost.{evil}{port}{path}{query}"},

    {"host-in-capitals", ShapeFamily::case_of_the_host, "{scheme}://{HOST}{port}{path}{query}"},
    {"scheme-in-capitals", ShapeFamily::case_of_the_host, "{SCHEME}://{host}{port}{path}{query}"},

    {"port-by-default", ShapeFamily::spelled_out_port, "{scheme}://{host}{default-port}{path}{query}"},
    {"port-after-a-zero", ShapeFamily::spelled_out_port, "{scheme}://{host}{zero-port}{path}{query}"},
    {"port-without-digits", ShapeFamily::spelled_out_port, "{scheme}://{host}{empty-port}{path}{query}"},

    {"path-after-a-dot", ShapeFamily::dot_segments, "{origin}/.{path}{query}"},
    {"path-after-a-segment-and-its-parent", ShapeFamily::dot_segments, "{origin}/{planted}/..{path}{query}"},
    {"path-after-the-parent-of-the-root", ShapeFamily::dot_segments, "{origin}/..{path}{query}"},
    {"path-after-an-escaped-dot", ShapeFamily::dot_segments, "{origin}/%2e{path}{query}"},

    {"path-with-an-escaped-letter", ShapeFamily::escaped_letters, "{origin}{path-escaped}{query}"},

    {"path-after-an-escaped-slash", ShapeFamily::escaped_delimiters, "{origin}{path-slash-escaped}{query}"},
    {"path-before-an-escaped-slash", ShapeFamily::escaped_delimiters, "{origin}{path}%2f{planted}{query}"},
    {"path-before-an-escaped-question-mark", ShapeFamily::escaped_delimiters, "{origin}{path}%3f{planted}=1{query}"},
    {"path-before-an-escaped-semicolon", ShapeFamily::escaped_delimiters, "{origin}{path}%3b{planted}{query}"},
    {"path-before-a-slash-escaped-twice", ShapeFamily::escaped_delimiters, "{origin}{path}%252f{planted}{query}"},
    {"path-before-an-escaped-space", ShapeFamily::escaped_delimiters, "{origin}{path}%20{planted}{query}"},

    {"traversal", ShapeFamily::traversal, "{origin}{path}/../{planted}{query}"},
    {"traversal-to-the-parent", ShapeFamily::traversal, "{origin}{path}/..{query}"},
    {"traversal-by-two", ShapeFamily::traversal, "{origin}{path}/../../{planted}{query}"},
    {"traversal-after-a-dot", ShapeFamily::traversal, "{origin}{path}/./../{planted}{query}"},
    {"traversal-after-two-slashes", ShapeFamily::traversal, "{origin}{path}//../{planted}{query}"},
    {"traversal-to-the-same", ShapeFamily::traversal, "{origin}{path}/..{path}{query}"},

    {"traversal-escaped-dots", ShapeFamily::escaped_traversal, "{origin}{path}/%2e%2e/{planted}{query}"},
    {"traversal-escaped-dots-in-capitals", ShapeFamily::escaped_traversal, "{origin}{path}/%2E%2E/{planted}{query}"},
    {"traversal-escaped-second-dot", ShapeFamily::escaped_traversal, "{origin}{path}/.%2e/{planted}{query}"},
    {"traversal-escaped-first-dot", ShapeFamily::escaped_traversal, "{origin}{path}/%2e./{planted}{query}"},
    {"traversal-escaped-slash", ShapeFamily::escaped_traversal, "{origin}{path}/..%2f{planted}{query}"},
    {"traversal-escaped-slashes", ShapeFamily::escaped_traversal, "{origin}{path}%2f..%2f{planted}{query}"},
    {"traversal-all-escaped", ShapeFamily::escaped_traversal, "{origin}{path}/%2e%2e%2f{planted}{query}"},
    {"traversal-dots-escaped-twice", ShapeFamily::escaped_traversal, "{origin}{path}/%252e%252e/{planted}{query}"},
    {"traversal-slash-escaped-twice", ShapeFamily::escaped_traversal, "{origin}{path}/..%252f{planted}{query}"},
    {"traversal-dots-escaped-three-times", ShapeFamily::escaped_traversal, "{origin}{path}/%25252e%25252e/{planted}{query}"},
    {"traversal-overlong-dots", ShapeFamily::escaped_traversal, "{origin}{path}/%c0%ae%c0%ae/{planted}{query}"},
    {"traversal-overlong-slash", ShapeFamily::escaped_traversal, "{origin}{path}/..%c0%af{planted}{query}"},
    {"traversal-overlong-dots-of-three", ShapeFamily::escaped_traversal, "{origin}{path}/%e0%80%ae%e0%80%ae/{planted}{query}"},
    {"traversal-parameter", ShapeFamily::escaped_traversal, "{origin}{path}/..;/{planted}{query}"},
    {"traversal-escaped-parameter", ShapeFamily::escaped_traversal, "{origin}{path}/..%3b/{planted}{query}"},
    {"traversal-parameter-with-a-value", ShapeFamily::escaped_traversal, "{origin}{path}/..;{planted}=1/{planted}{query}"},
    {"traversal-escaped-nul", ShapeFamily::escaped_traversal, "{origin}{path}/..%00/{planted}{query}"},
    {"traversal-escaped-line-break", ShapeFamily::escaped_traversal, "{origin}{path}/..%0d/{planted}{query}"},
    {"traversal-escaped-tab", ShapeFamily::escaped_traversal, "{origin}{path}/..%09/{planted}{query}"},
    {"traversal-escaped-backslash", ShapeFamily::escaped_traversal, "{origin}{path}/..%5c{planted}{query}"},
    {"traversal-all-escaped-with-a-backslash", ShapeFamily::escaped_traversal, "{origin}{path}/%2e%2e%5c{planted}{query}"},
    {"traversal-four-dots", ShapeFamily::escaped_traversal, "{origin}{path}/....//{planted}{query}"},
    {"traversal-old-escapes", ShapeFamily::escaped_traversal, "{origin}{path}/%u002e%u002e/{planted}{query}"},
    {"traversal-escaped-wide-slash", ShapeFamily::escaped_traversal, "{origin}{path}/..%ef%bc%8f{planted}{query}"},
    {"traversal-escaped-wide-dots", ShapeFamily::escaped_traversal, "{origin}{path}/%ef%bc%8e%ef%bc%8e/{planted}{query}"},
    {"traversal-two-escaped-slashes", ShapeFamily::escaped_traversal, "{origin}{path}/..%2f..%2f{planted}{query}"},
    {"traversal-dots-around-a-nul", ShapeFamily::escaped_traversal, "{origin}{path}/.%00./{planted}{query}"},
    {"traversal-escaped-space", ShapeFamily::escaped_traversal, "{origin}{path}/..%20/{planted}{query}"},

    {"backslashes-after-the-scheme", ShapeFamily::backslash, "{scheme}:\\\\{host}{port}{path}{query}"},
    {"backslash-for-the-slash-of-the-path", ShapeFamily::backslash, "{origin}{path-backslash}{query}"},
    {"backslash-after-the-path", ShapeFamily::backslash, "{origin}{path}\\{planted}{query}"},
    {"backslash-traversal", ShapeFamily::backslash, "{origin}{path}\\..\\{planted}{query}"},
    {"backslash-before-an-at", ShapeFamily::backslash, "{scheme}://{evil}\\@{host}{port}{path}{query}"},
    {"backslash-after-another-host", ShapeFamily::backslash, "{scheme}://{evil}\\.{host}{port}{path}{query}"},
    {"backslash-after-the-host", ShapeFamily::backslash, "{scheme}://{host}\\.{evil}{path}{query}"},
    {"backslash-and-slash", ShapeFamily::backslash, "/\\{evil}{path}"},
    {"backslash-escaped", ShapeFamily::backslash, "{scheme}://{evil}%5c.{host}{port}{path}{query}"},
    {"backslash-escaped-before-an-at", ShapeFamily::backslash, "{scheme}://{evil}%5c@{host}{port}{path}{query}"},

    {"space-at-the-beginning", ShapeFamily::white_space, " {uri}"},
    {"space-at-the-end", ShapeFamily::white_space, "{uri} "},
    {"space-in-the-path", ShapeFamily::white_space, "{origin}{path} {planted}{query}"},
    {"space-before-another-uri", ShapeFamily::white_space, "{uri} {scheme}://{evil}/"},
    {"space-after-another-uri", ShapeFamily::white_space, "{scheme}://{evil}/ {uri}"},
    {"comma-before-another-uri", ShapeFamily::white_space, "{uri},{scheme}://{evil}/"},
    {"space-in-the-host", ShapeFamily::white_space, "{scheme}://{host} .{evil}{path}{query}"},
    {"tab-at-the-end", ShapeFamily::white_space, "{uri}{tab}"},
    {"tab-in-the-host", ShapeFamily::white_space, "{scheme}://{evil}{tab}.{host}{port}{path}{query}"},
    {"tab-in-the-scheme", ShapeFamily::white_space, "htt{tab}ps://{host}{port}{path}{query}"},
    {"no-break-space-at-the-end", ShapeFamily::white_space, "{uri}\xC2\xA0"},

    {"line-feed-at-the-end", ShapeFamily::line_breaks, "{uri}{lf}"},
    {"carriage-return-at-the-end", ShapeFamily::line_breaks, "{uri}{cr}"},
    {"header-field-behind-a-line-break", ShapeFamily::line_breaks, "{uri}{cr}{lf}X-{planted}: 1"},
    {"header-field-behind-a-line-feed", ShapeFamily::line_breaks, "{uri}{lf}X-{planted}: 1"},
    {"line-break-escaped", ShapeFamily::line_breaks, "{uri}%0d%0aX-{planted}:%201"},
    {"line-break-before-another-uri", ShapeFamily::line_breaks, "{uri}{lf}{scheme}://{evil}/"},
    {"line-break-in-the-host", ShapeFamily::line_breaks, "{scheme}://{evil}{lf}.{host}{port}{path}{query}"},
    {"line-separator-at-the-end", ShapeFamily::line_breaks, "{uri}\xE2\x80\xA8{planted}"},

    {"nul-at-the-end", ShapeFamily::control_characters, "{uri}{nul}"},
    {"nul-before-more", ShapeFamily::control_characters, "{uri}{nul}{planted}"},
    {"nul-escaped", ShapeFamily::control_characters, "{uri}%00{planted}"},
    {"nul-in-the-host", ShapeFamily::control_characters, "{scheme}://{host}{nul}.{evil}{path}{query}"},
    {"escape-at-the-beginning", ShapeFamily::control_characters, "{escape}{uri}"},
    {"escape-at-the-end", ShapeFamily::control_characters, "{uri}{escape}"},
    {"delete-at-the-end", ShapeFamily::control_characters, "{uri}{delete}"},

    {"octet-that-is-no-utf-8", ShapeFamily::malformed_octets, "{uri}\xFF"},
    {"utf-8-cut-off", ShapeFamily::malformed_octets, "{uri}\xC3"},
    {"percent-sign-alone", ShapeFamily::malformed_octets, "{origin}{path}%{query}"},
    {"percent-sign-before-no-digits", ShapeFamily::malformed_octets, "{origin}{path}%zz{query}"},
    {"letters-beyond-ascii", ShapeFamily::malformed_octets, "{origin}{path}/\xC3\xA9{query}"},
    {"quotation-mark", ShapeFamily::malformed_octets, "{origin}{path}\"{planted}{query}"},
    {"angle-brackets", ShapeFamily::malformed_octets, "{origin}{path}<{planted}>{query}"},
    {"vertical-bar", ShapeFamily::malformed_octets, "{origin}{path}|{planted}{query}"},

    {"repeated-before", ShapeFamily::repeated, "{scheme}://{evil}/{planted}", Placing::before},
    {"repeated-behind", ShapeFamily::repeated, "{scheme}://{evil}/{planted}", Placing::behind},
    {"repeated-in-the-query-of-a-post", ShapeFamily::repeated, "{scheme}://{evil}/{planted}", Placing::query_of_post},

    {"name-with-brackets", ShapeFamily::parameter_names, "{scheme}://{evil}/{planted}", Placing::brackets},
    {"name-with-an-index", ShapeFamily::parameter_names, "{scheme}://{evil}/{planted}", Placing::index},
    {"name-in-capitals", ShapeFamily::parameter_names, "{scheme}://{evil}/{planted}", Placing::capitals},
});
// clang-format on

bool differs_by_port_alone(const std::string& uri, const RedirectUriParts& registered) {
  const auto parts = parts_of(uri);
  return parts && parts->scheme == registered.scheme && parts->host == registered.host &&
         parts->path == registered.path && parts->query == registered.query;
}

}  // namespace

std::span<const RedirectUriShape> redirect_uri_shapes() {
  return kShapes;
}

std::optional<std::string> shaped(const RedirectUriShape& shape, const TestClient& client) {
  const auto& known = client.redirect_uris;
  const auto registered = parts_of(known.front());
  if (!registered) return std::nullopt;
  auto uri = fill_pattern(shape.pattern, *registered);
  if (!uri || uri->empty() || std::ranges::find(known, *uri) != known.end()) return std::nullopt;
  if (is_loopback(registered->host) && differs_by_port_alone(*uri, *registered)) {
    return std::nullopt;
  }
  return uri;
}

}  // namespace oauthspec::checks
