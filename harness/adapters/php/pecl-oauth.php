<?php
// SPDX-License-Identifier: Apache-2.0
// Adapter for the PECL extension oauth: its class OAuth signs and fetches credentials, OAuthProvider verifies.
declare(strict_types=1);

require __DIR__ . '/adapter.php';

use function Adapter\{fields, form, grouped, is_form, octets, octets_out, pem, run, skip};

/** The URL, for there is no place for a Host header field. */
function url_of(array $request): string
{
    preg_match('{^[^:]+://([^/?#]*)}', $request['url'], $found);
    $authority = $found[1] ?? '';
    $host = fields($request)['host'] ?? $authority;
    $host === $authority || skip("a Host header field other than the URL's authority");
    return $request['url'];
}

/** What the extension answers; false is a refusal, of which the warning tells the reason. */
function answered(string|false $value): string
{
    return $value === false ? throw new Adapter\Refused(error_get_last()['message'] ?? 'false') : $value;
}

function percent_encode(array $in): array
{
    return ['out' => answered(@oauth_urlencode(octets($in['text'])))];
}

function base_string(array $in): array
{
    $request = $in['request'];
    $in['protocol_parameters'] || skip('a request that came: the provider does not show what it signs');
    $parameters = grouped([...$in['protocol_parameters'], ...is_form($request) ? form($request) : []]);
    return ['out' => octets_out(answered(@oauth_get_sbs($request['method'], url_of($request), $parameters)))];
}

function sign(array $in): array
{
    $in['realm'] === null || skip('a realm');
    ($in['body_hash'] ?? false) && skip('oauth_body_hash');
    $in['extra'] && skip('further protocol parameters: only requests for credentials have them, and are sent at once');
    $request = $in['request'];
    $body = is_form($request) ? grouped(form($request)) : octets($request['body']);
    $oauth = signing($in);
    $header = answered($oauth->getRequestHeader($request['method'], url_of($request), $body));
    preg_match_all('/oauth_(\w+)="([^"]*)"/', $header, $found);
    $sent = array_map('rawurldecode', array_combine($found[1], $found[2]));
    $chosen = array_filter(['nonce', 'timestamp', 'version'], fn (string $name) => $in[$name] === null);
    return ['out' => ['signature' => octets_out($sent['signature']), 'header' => $header]]
        + ($chosen ? ['actual' => array_intersect_key($sent, array_flip($chosen))] : []);
}

function signing(array $in): OAuth
{
    $key = pem($in['client']['private_key'] ?? null);
    // It wants a secret, even where an RSA key takes its place.
    $secret = $in['client']['secret'] ?? (str_starts_with($in['method'], 'RSA') ? 'unused' : '');
    $oauth = new OAuth($in['client']['key'], $secret, $in['method'], OAUTH_AUTH_TYPE_AUTHORIZATION);
    $key === null || $oauth->setRSACertificate($key);
    $in['nonce'] === null || $oauth->setNonce($in['nonce']);
    $in['timestamp'] === null || $oauth->setTimestamp($in['timestamp']);
    $in['version'] === null || $oauth->setVersion($in['version']);
    $in['token'] === null || $oauth->setToken($in['token']['key'], $in['token']['secret']);
    return $oauth;
}

function verify(array $in): array
{
    count($in['sequence']) > 1 && skip('a store of nonces: the handler has it');
    $answer = served($in['sequence'][0], $in);
    isset($answer['skip']) && skip($answer['skip']);
    if (isset($answer['error'])) {
        return ['error' => $answer['error']];
    }
    // A verdict has no place for the reason.
    fwrite(STDERR, ($answer['why'] ?? '') . "\n");
    return ['out' => [['verdict' => $answer['verdict']]]];
}

/** What the page pecl-oauth-provider.php says to a request, under php-cgi as a web server starts it. */
function served(array $request, array $case): array
{
    $body = octets($request['body']);
    $command = ['/usr/bin/php-cgi', '-q', '-d', 'display_errors=stderr'];
    $knowledge = array_diff_key($case, ['sequence' => true]) + two_legged($request);
    $environment = environment($request, $body) + ['ADAPTER_CASE' => json_encode($knowledge, JSON_THROW_ON_ERROR)];
    $cgi = proc_open($command, [['pipe', 'r'], ['pipe', 'w'], STDERR], $pipes, null, $environment);
    fwrite($pipes[0], $body);
    fclose($pipes[0]);
    $page = stream_get_contents($pipes[1]);
    $ended = proc_close($cgi);
    if (preg_match('/^Answer: (.*?)\r?$/m', $page, $answer)) {
        return json_decode($answer[1], true, 512, JSON_THROW_ON_ERROR);
    }
    return ['error' => ['type' => 'php-cgi', 'message' => "no answer; it ended with $ended"]];
}

/** A server knows what it serves: here, a token or what looks like one tells. */
function two_legged(array $request): array
{
    $everything = implode(' ', [$request['url'], octets($request['body']), ...array_values(fields($request))]);
    return ['two_legged' => !str_contains($everything, 'oauth_token=')];
}

/** The meta-variables of RFC 3875 for a request. */
function environment(array $request, string $body): array
{
    preg_match('{^(https?)://(?:[^/?#@]*@)?([^/?#]*)([^?#]*)(?:\?([^#]*))?}i', $request['url'], $url)
        || skip('a URI that no web server serves');
    [, $scheme, $authority, $path] = $url;
    $query = $url[4] ?? '';
    $https = strtolower($scheme) === 'https';
    $fields = fields($request) + ['host' => $authority];
    preg_match('/:([0-9]+)$/', $fields['host'], $port);
    $environment = [
        'GATEWAY_INTERFACE' => 'CGI/1.1', 'REDIRECT_STATUS' => '200', 'SERVER_PROTOCOL' => 'HTTP/1.1',
        'SCRIPT_FILENAME' => __DIR__ . '/pecl-oauth-provider.php', 'REQUEST_METHOD' => $request['method'],
        'REQUEST_URI' => ($path ?: '/') . ($query === '' ? '' : "?$query"), 'QUERY_STRING' => $query,
        'SERVER_PORT' => $port[1] ?? ($https ? '443' : '80'), 'CONTENT_LENGTH' => (string) strlen($body),
        'CONTENT_TYPE' => $fields['content-type'] ?? '',
    ] + ($https ? ['HTTPS' => 'on'] : []);
    foreach ($fields as $name => $value) {
        $environment['HTTP_' . strtoupper(strtr($name, '-', '_'))] = $value;
    }
    return $environment;
}

/** A server on loopback, started once, that gives every request the response. Returns its URL. */
function answering(array $response): string
{
    static $server, $pipes = null, $port;
    if ($pipes === null) {
        $server = proc_open([PHP_BINARY, __DIR__ . '/answering.php'], [['pipe', 'r'], ['pipe', 'w'], STDERR], $pipes);
        $port = (int) fgets($pipes[1]);
    }
    $body = octets($response['body']);
    $raw = "HTTP/1.1 {$response['status']} Status\r\n";
    $fields = [...$response['headers'], ['Content-Length', (string) strlen($body)], ['Connection', 'close']];
    foreach ($fields as [$name, $value]) {
        $raw .= "$name: " . octets($value) . "\r\n";
    }
    fwrite($pipes[0], base64_encode("$raw\r\n$body") . "\n");
    fgets($pipes[1]);
    return "http://127.0.0.1:$port/";
}

function parse_credentials_response(array $in): array
{
    $url = answering($in['response']);
    $oauth = new OAuth('key', 'secret');
    $oauth->setToken('temporary', 'secret');
    $given = $in['kind'] === 'temporary' ? $oauth->getRequestToken($url) : $oauth->getAccessToken($url, '', 'verifier');
    is_array($given) || throw new Adapter\Refused('no parameters');
    $extra = array_diff_key($given, array_flip(['oauth_token', 'oauth_token_secret', 'oauth_callback_confirmed']));
    return ['out' => [
        // What is missing is not there in the answer.
        'key' => octets_out($given['oauth_token'] ?? ''),
        'secret' => octets_out($given['oauth_token_secret'] ?? ''),
        'extra' => array_map(fn ($name) => [octets_out((string) $name), octets_out($extra[$name])], array_keys($extra)),
    ]];
}

run(
    ['name' => 'PECL oauth', 'version' => phpversion('oauth'), 'language' => 'php',
     'home' => 'https://pecl.php.net/package/oauth'],
    [
        'oauth1.percent_encode' => percent_encode(...),
        'oauth1.base_string' => base_string(...),
        'oauth1.sign' => sign(...),
        'oauth1.verify' => verify(...),
        'oauth1.parse_credentials_response' => parse_credentials_response(...),
    ],
    ['HMAC-SHA1', 'HMAC-SHA256', 'RSA-SHA1', 'PLAINTEXT'],
    fn (Throwable $problem): bool => $problem instanceof OAuthException,
);
