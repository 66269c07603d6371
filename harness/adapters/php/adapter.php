<?php
// SPDX-License-Identifier: Apache-2.0
// The adapter protocol over stdin and stdout, for adapters in PHP. See README.md beside this folder.
declare(strict_types=1);

namespace Adapter;

/** The library cannot express this case; the message says what it lacks. */
final class Skip extends \Exception
{
}

/** The library refused by what it returned. */
final class Refused extends \Exception
{
}

function skip(string $need): never
{
    throw new Skip($need);
}

/** The octets of a value that may come as characters: PHP's strings are octets. */
function octets(string|array $value): string
{
    return is_array($value) ? base64_decode($value['b64'], true) : $value;
}

/** A string where the octets are UTF-8, {"b64": ...} where not. */
function octets_out(string $octets): string|array
{
    return preg_match('//u', $octets) ? $octets : ['b64' => base64_encode($octets)];
}

/** Parameters as an array of one value a name, or of the list of its values where it has more. */
function grouped(array $parameters): array
{
    $grouped = [];
    foreach ($parameters as [$name, $value]) {
        $grouped[octets($name)][] = octets($value);
    }
    return array_map(fn (array $values) => count($values) === 1 ? $values[0] : $values, $grouped);
}

/** Header fields by their names in lower case; skips a field that comes twice. */
function fields(array $message): array
{
    $fields = [];
    foreach ($message['headers'] as [$name, $value]) {
        isset($fields[strtolower($name)]) && skip('a header field that comes twice');
        $fields[strtolower($name)] = octets($value);
    }
    return $fields;
}

/** Whether a request declares its body as a form. */
function is_form(array $request): bool
{
    return (bool) preg_match('{^application/x-www-form-urlencoded\s*(?:;|$)}i', fields($request)['content-type'] ?? '');
}

/** The parameters of a form body, for libraries that leave its decoding to their caller. */
function form(array $request): array
{
    $pairs = array_filter(explode('&', octets($request['body'])), fn (string $pair) => $pair !== '');
    return array_map(fn (string $pair) => array_map('urldecode', [...explode('=', $pair, 2), '']), $pairs);
}

/** The PEM text of a key, null where there is no key; skips keys in another form. */
function pem(?array $key): ?string
{
    isset($key['jwk']) && skip('keys as JWK');
    return $key['pem'] ?? null;
}

function answer(array $ops, callable $refused, array $message): array
{
    $op = $ops[$message['op']] ?? null;
    if ($op === null) {
        return ['error' => ['type' => 'UnknownOp', 'message' => $message['op']]];
    }
    try {
        return $op($message['in']);
    } catch (Skip $reason) {
        return ['skip' => ['need' => $reason->getMessage()]];
    } catch (\Throwable $problem) {
        if ($problem instanceof Refused || $refused($problem)) {
            return ['reject' => ['message' => $problem->getMessage()]];
        }
        return ['error' => ['type' => get_class($problem), 'message' => $problem->getMessage()]];
    }
}

/**
 * Serves the ops, a function for each from `in` to ['out' => ...] or ['out' => ..., 'actual' => ...], until bye or the
 * end of input. `$refused(Throwable)` tells whether the library threw it to refuse the input; anything else that it
 * throws is an error.
 */
function run(array $impl, array $ops, array $features, callable $refused): void
{
    // What PHP has to say must not stand among the answers.
    ini_set('display_errors', 'stderr');
    while (($line = fgets(STDIN)) !== false) {
        $message = json_decode($line, true, 512, JSON_THROW_ON_ERROR);
        if (isset($message['bye'])) {
            break;
        }
        $reply = isset($message['hello'])
            ? ['hello' => ['protocol' => 1, 'impl' => $impl, 'ops' => array_keys($ops), 'features' => $features]]
            : ['id' => $message['id']] + answer($ops, $refused, $message);
        fwrite(STDOUT, json_encode($reply, JSON_THROW_ON_ERROR | JSON_INVALID_UTF8_SUBSTITUTE) . "\n");
        fflush(STDOUT);
    }
}
