#!/usr/bin/env perl
# SPDX-License-Identifier: Apache-2.0
# Adapter for WWW::OAuth: the Authorization header field that it gives an HTTP::Request, and what it signs.
use strict;
use warnings;
use FindBin ();
use lib $FindBin::Bin;
use Adapter qw(skip octets_out once http_message run);
use Crypt::OpenSSL::RSA ();
use URI::Escape qw(uri_unescape);
use WWW::OAuth ();
use WWW::OAuth::Util qw(oauth_request);

# WWW::OAuth refuses by croak, with these texts.
my $REFUSAL = qr/^(?:Client\ ID\ and\ secret\ are\ required|Signer\ (?:is\ required\ )?for\ |OAuth\ parameters\ )/x;

# The unit in which WWW::OAuth makes its base string: its public methods cannot leave out oauth_version.
sub base_string {
    my ($in) = @_;
    skip('reading a request: there is no server side') unless @{ $in->{protocol_parameters} };
    my $given = once($in->{protocol_parameters});
    delete $given->{oauth_signature};
    my $request = oauth_request(http_message($in->{request}));
    skip('this URL: HTTP::Request sends another one') if $request->url ne $in->{request}{url};
    return { out => WWW::OAuth::_signature_base_string($request, $given) };
}

# The signers of WWW::OAuth, and the one that its documentation names for RSA-SHA1.
sub signer {
    my ($method, $private_key, $note) = @_;
    return load_key($private_key) if $method eq 'RSA-SHA1' && $private_key;
    my $signer = WWW::OAuth->new(signature_method => $method)->signer or return undef;
    return sub { $$note = $_[0]; return $signer->(@_) };
}

# Keys are objects that the caller makes.
sub load_key {
    my ($key) = @_;
    my $pem = $key->{pem} or skip('keys as JWK');
    my $loaded = eval { Crypt::OpenSSL::RSA->new_private_key($pem) }
        or skip('refusing keys: its caller loads them');
    $loaded->use_sha1_hash;
    return $loaded;
}

sub sign {
    my ($in) = @_;
    skip('oauth_body_hash') if $in->{body_hash};
    my ($client, $token) = @$in{qw(client token)};
    my $base_string;
    my $oauth = WWW::OAuth->new(
        client_id => $client->{key},
        # It wants a secret, even where an RSA key takes its place.
        client_secret => $client->{secret} // ($in->{method} eq 'RSA-SHA1' ? '' : undef),
        signature_method => $in->{method},
        signer => signer($in->{method}, $client->{private_key}, \$base_string),
        $token ? (token => $token->{key}, token_secret => $token->{secret}) : (),
    );
    my %chosen = map { $_ => "oauth_$_" } qw(nonce timestamp version);
    my %asked = map { $chosen{$_} => $in->{$_} } grep { defined $in->{$_} } keys %chosen;
    $asked{realm} = $in->{realm} if defined $in->{realm};
    my $request = oauth_request(http_message($in->{request}));
    my $header = $oauth->authorization_header($request, { %{ once($in->{extra}) }, %asked });
    my %sent = $header =~ /(\w+)="([^"]*)"/g;
    my %actual = map { $_ => $sent{ $chosen{$_} } } grep { !defined $in->{$_} } keys %chosen;
    $actual{url} = $request->url if $request->url ne $in->{request}{url};
    return {
        out => {
            signature => octets_out(uri_unescape($sent{oauth_signature})),
            header => $header,
            $base_string ? (base_string => $base_string) : (),
        },
        actual => \%actual,
    };
}

run(
    {
        name => 'WWW::OAuth',
        version => $WWW::OAuth::VERSION,
        language => 'perl',
        home => 'https://metacpan.org/pod/WWW::OAuth',
    },
    {
        'oauth1.base_string' => \&base_string,
        'oauth1.sign' => \&sign,
    },
    ['HMAC-SHA1', 'RSA-SHA1', 'PLAINTEXT'],
    sub { $_[0] =~ $REFUSAL },
);
