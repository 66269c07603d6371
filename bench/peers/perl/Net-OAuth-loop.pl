# SPDX-License-Identifier: Apache-2.0
# Net::OAuth: a message a request, signed, as the header field.
use strict;
use warnings;
use FindBin ();
use lib $FindBin::Bin;
use Loop qw($KEY $SECRET $TOKEN $TOKEN_SECRET run);
use Net::OAuth;

$Net::OAuth::PROTOCOL_VERSION = Net::OAuth::PROTOCOL_VERSION_1_0A;

run("Net::OAuth $Net::OAuth::VERSION", sub {
    my ($url, $nonce, $timestamp) = @_;
    my $message = Net::OAuth->request('protected resource')->new(
        consumer_key => $KEY, consumer_secret => $SECRET, token => $TOKEN, token_secret => $TOKEN_SECRET,
        request_url => $url, request_method => 'GET', signature_method => 'HMAC-SHA1', timestamp => $timestamp, nonce => $nonce,
    );
    $message->sign;
    return $message->to_authorization_header;
});
