# SPDX-License-Identifier: Apache-2.0
# WWW::OAuth: one client, and the header field for an HTTP::Request a request.
use strict;
use warnings;
use FindBin ();
use lib $FindBin::Bin;
use HTTP::Request ();
use Loop qw($KEY $SECRET $TOKEN $TOKEN_SECRET run);
use WWW::OAuth ();

my $oauth = WWW::OAuth->new(client_id => $KEY, client_secret => $SECRET, token => $TOKEN, token_secret => $TOKEN_SECRET);

run("WWW::OAuth $WWW::OAuth::VERSION", sub {
    my ($url, $nonce, $timestamp) = @_;
    return $oauth->authorization_header(HTTP::Request->new(GET => $url), { oauth_nonce => $nonce, oauth_timestamp => $timestamp });
});
