<?php
// SPDX-License-Identifier: Apache-2.0
// The PECL extension oauth: one object, told nonce and timestamp, gives the header field.
declare(strict_types=1);

function seconds(): float
{
    $used = getrusage();
    return $used['ru_utime.tv_sec'] + $used['ru_stime.tv_sec'] + ($used['ru_utime.tv_usec'] + $used['ru_stime.tv_usec']) / 1e6;
}

$requests = array_map(fn (string $line) => explode("\t", $line), file($argv[1], FILE_IGNORE_NEW_LINES));
$oauth = new OAuth('dpf43f3p2l4k3l03', 'kd94hf93k423kf44', OAUTH_SIG_METHOD_HMACSHA1, OAUTH_AUTH_TYPE_AUTHORIZATION);
$oauth->setToken('nnch734d00sl2jdk', 'pfkkdhi9sl3r4s00');

$sign = function (string $url, string $nonce, string $timestamp) use ($oauth): string {
    $oauth->setNonce($nonce);
    $oauth->setTimestamp($timestamp);
    return $oauth->getRequestHeader('GET', $url);
};

preg_match_all('/oauth_(\w+)="([^"]*)"/', $sign(...$requests[0]), $found);
$sent = array_map('rawurldecode', array_combine($found[1], $found[2]));
$hello = array_intersect_key($sent, array_flip(['signature', 'nonce', 'timestamp']));
echo json_encode(['version' => 'PECL oauth ' . phpversion('oauth')] + $hello, JSON_THROW_ON_ERROR), "\n";

$number = 0;
while (($asked = fgets(STDIN)) !== false) {
    $count = (int) $asked;
    $start = seconds();
    for ($i = 0; $i < $count; ++$i) {
        $sign(...$requests[$number]);
        $number = ($number + 1) % count($requests);
    }
    echo json_encode(['signatures' => $count, 'seconds' => seconds() - $start], JSON_THROW_ON_ERROR), "\n";
}
