<?php
// SPDX-License-Identifier: Apache-2.0
// The PHP extension oauth goes through the three-legged flow. usage: php pecl_oauth.php ORIGIN
// The CA is trusted by SSL_CERT_FILE.
$origin = $argv[1];
const CALLBACK = "https://client.example/callback";

$client = new OAuth("client", "secret", OAUTH_SIG_METHOD_HMACSHA1, OAUTH_AUTH_TYPE_AUTHORIZATION);
$temporary = $client->getRequestToken($origin . "/oauth1/initiate", CALLBACK, "POST");
$page = stream_context_create(["http" => ["follow_location" => 0]]);
file_get_contents($origin . "/oauth1/authorize?oauth_token=" . rawurlencode($temporary["oauth_token"]), false, $page);
$location = array_values(preg_grep("/^location:/i", $http_response_header))[0];
parse_str(parse_url(trim(substr($location, strlen("location:"))), PHP_URL_QUERY), $answer);
$client->setToken($temporary["oauth_token"], $temporary["oauth_token_secret"]);
$token = $client->getAccessToken($origin . "/oauth1/token", null, $answer["oauth_verifier"], "POST");
$client->setToken($token["oauth_token"], $token["oauth_token_secret"]);
$client->fetch($origin . "/oauth1/resource", ["a" => "b c"], OAUTH_HTTP_METHOD_GET);
$client->fetch($origin . "/oauth1/resource", ["status" => "Ladies + Gentlemen"], OAUTH_HTTP_METHOD_POST);
echo "ok oauth1 HMAC-SHA1\n";
