// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string_view>

/// What sequences of requests are changed into (fuzz/provider/README.md).
namespace oauthspec::fuzz {

/// Values that a sloppy server takes, or falls over.
inline constexpr auto kHostileArguments = std::to_array<std::string_view>({
    "",
    "$code",
    "$code.1",
    "$access_token",
    "$access_token.1",
    "$refresh_token",
    "$refresh_token.1",
    "$device_code",
    "$request_uri",
    "$user_code",
    "$temporary.1",
    "$credentials",
    "$oauth_verifier",
    "$interaction.1",
    "$csrf_token.1",
    "client",
    "second",
    "public",
    "unknown",
    "alice",
    "bob",
    "builder",
    "read",
    "read write",
    "read write profile",
    "admin",
    "code",
    "token",
    "S256",
    "plain",
    "s256",
    "fragment",
    "form_post",
    "allow",
    "deny",
    "\"><i7>",
    "\"i7=\"",
    "<i7 onload=x>",
    "a\r\nSet-Cookie: b=c",
    "%0d%0aX-Injected: 1",
    "a%00b",
    "a b+c&d=e#f",
    "\xC3\xA9\xF0\x9F\x98\x80",
    "\xff",
    "https://client.example/callback",
    "https://client.example/callback/",
    "https://client.example/callback/../evil",
    "https://client.example/callback?x=1",
    "https://client.example/callback#x",
    "https://client.example/Callback",
    "https://client.example.evil.example/callback",
    "https://client.example@evil.example/callback",
    "https://evil.example/callback",
    "https://evil.example/?https://client.example/callback",
    "https://sub.client.example/callback",
    "http://client.example/callback",
    "//client.example/callback",
    "http://127.0.0.1:9999/callback",
    "http://localhost:9999/callback",
    "http://127.0.0.1@evil.example/callback",
    "https://second.example/cb?x=1",
    "https://second.example/cb",
    "javascript:alert(1)",
    "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
    "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
    "oob",
    "PLAINTEXT",
    "query",
    "body",
    "0",
    "61",
    "601",
    "3601",
    "86401",
});

/// Steps that do something wherever they stand.
inline constexpr auto kSteps = std::to_array<std::string_view>({
    "wait seconds=61",
    "wait seconds=601",
    "wait seconds=3601",
    "wait seconds=86401",
    "again back=1",
    "again back=2",
    "again back=3",
    "resource @token=$access_token",
    "resource @token=$access_token.1",
    "resource @token=$access_token @path=/resource/write",
    "resource @token=$refresh_token",
    "revoke @as=client token=$access_token",
    "revoke @as=client token=$refresh_token",
    "revoke @as=second token=$access_token",
    "introspect @as=resource-server token=$access_token",
    "token @as=client grant_type=refresh_token refresh_token=$refresh_token",
    "token @as=client grant_type=refresh_token refresh_token=$refresh_token.1",
    "token @as=second grant_type=refresh_token refresh_token=$refresh_token",
    "sign-in username=bob password=builder",
    "sign-in @browser=b username=bob password=builder",
    "consent @browser=b decision=allow scope=read",
    "sign-out",
});

/// What belongs into some requests and changes others, behind the verb of a request that it belongs into.
inline constexpr std::string_view kArguments =
    "token code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk "
    "redirect_uri=https://client.example/callback scope=read client_id=client client_id=second "
    "resource=https://api.example/ @proof=a @proof=b @as=second "
    "@secret=another-secret-of-at-least-64-octets-for-HMAC-with-SHA-512-0123\n"
    "introspect client_id=public\n"
    "par request_uri=urn:x\n"
    "resource @proof=a @proof=b\n"
    "initiate @secret=wrong\n"
    "credentials @token-secret=wrong\n"
    "oauth1-resource @secret= @token-secret=\n"
    "authorize code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM "
    "code_challenge_method=S256 code_challenge_method=plain "
    "redirect_uri=https://client.example/callback scope=read%20write%20profile state=s2 "
    "response_mode=fragment resource=https://api.example/ @browser=b\n";

}  // namespace oauthspec::fuzz
