<?php
// SPDX-License-Identifier: Apache-2.0
// A page behind OAuthProvider, as pecl-oauth.php lets php-cgi serve it: says whether the request is accepted.
declare(strict_types=1);

/** What the provider knows of a case, and what it is asked that the case turns on. */
final class Knowledge
{
    /** What the handlers would have to decide on their own, or what the provider has no place for. */
    public ?string $skip = null;

    public function __construct(private array $case)
    {
    }

    public function provider(): OAuthProvider
    {
        $provider = new OAuthProvider();
        $provider->consumerHandler($this->consumer(...));
        $provider->tokenHandler($this->token(...));
        $provider->timestampNonceHandler($this->timestampAndNonce(...));
        $provider->is2LeggedEndpoint($this->case['two_legged']);
        return $provider;
    }

    private function known(string $kind, ?string $key): ?array
    {
        return array_column($this->case[$kind], null, 'key')[$key ?? ''] ?? null;
    }

    private function consumer(OAuthProvider $provider): int
    {
        $client = $this->known('clients', $provider->consumer_key);
        if ($client === null) {
            return OAUTH_CONSUMER_KEY_UNKNOWN;
        }
        if (str_starts_with(strtoupper($provider->signature_method), 'RSA')) {
            $this->skip = 'verifying with a public key: it signs again';
        } elseif (!isset($client['secret'])) {
            $this->skip = 'choosing a secret';
        }
        $provider->consumer_secret = $client['secret'] ?? '';
        return OAUTH_OK;
    }

    private function token(OAuthProvider $provider): int
    {
        $token = $this->known('tokens', $provider->token);
        if ($token === null || $token['client'] !== $provider->consumer_key) {
            return OAUTH_TOKEN_REJECTED;
        }
        if (($token['expires'] ?? $this->case['now'] + 1) <= $this->case['now']) {
            return OAUTH_TOKEN_EXPIRED;
        }
        $provider->token_secret = $token['secret'];
        return OAUTH_OK;
    }

    private function timestampAndNonce(OAuthProvider $provider): int
    {
        $fresh = preg_match('/^[1-9][0-9]*$/D', $provider->timestamp)
            && abs((int) $provider->timestamp - $this->case['now']) <= $this->case['window'];
        if (!$fresh || $provider->nonce === '') {
            $this->skip = 'a check of timestamp and nonce';
        }
        return OAUTH_OK;
    }
}

$knowledge = new Knowledge(json_decode(getenv('ADAPTER_CASE'), true, 512, JSON_THROW_ON_ERROR));
try {
    $knowledge->provider()->checkOAuthRequest();
    $answer = ['verdict' => 'accepted'];
} catch (OAuthException $problem) {
    $answer = ['verdict' => 'refused', 'why' => $problem->getMessage()];
} catch (Throwable $problem) {
    $answer = ['error' => ['type' => get_class($problem), 'message' => $problem->getMessage()]];
}
// In the header, for a HEAD request gets no body.
$answer = $knowledge->skip === null ? $answer : ['skip' => $knowledge->skip];
header('Answer: ' . json_encode($answer, JSON_THROW_ON_ERROR));
