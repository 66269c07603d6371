<?php
// SPDX-License-Identifier: Apache-2.0
// A server on loopback that gives every request the same response, for libraries that open their own connections. It
// says on stdout at which port it listens, reads each response from stdin as a line of Base64, and ends with it.
declare(strict_types=1);

$server = stream_socket_server('tcp://127.0.0.1:0');
echo parse_url('tcp://' . stream_socket_get_name($server, false), PHP_URL_PORT), "\n";
$response = '';
while (true) {
    $ready = [STDIN, $server];
    $none = null;
    stream_select($ready, $none, $none, null);
    if (in_array(STDIN, $ready, true)) {
        $line = fgets(STDIN);
        if ($line === false) {
            break;
        }
        $response = base64_decode(trim($line), true);
        echo "ready\n";
    }
    if (in_array($server, $ready, true)) {
        $connection = stream_socket_accept($server);
        // What comes is a header without a body.
        while (trim((string) fgets($connection)) !== '') {
        }
        fwrite($connection, $response);
        fclose($connection);
    }
}
