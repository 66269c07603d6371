#!/usr/bin/env perl
# SPDX-License-Identifier: Apache-2.0
# Adapter for LWP::Authen::OAuth: the user agent that signs what it sends, and the functions that read and write the
# Authorization header field.
use strict;
use warnings;
use FindBin ();
use lib $FindBin::Bin;
use Adapter qw(skip text octets octets_out once http_message run);
use HTTP::Request ();
use HTTP::Response ();
use LWP::Authen::OAuth ();

# A user agent that never opens a connection, and the request that it would have sent.
sub signed {
    my ($agent, $request) = @_;
    my $sent;
    $agent->add_handler(request_send => sub { $sent = $_[0]; return HTTP::Response->new(200) });
    my $response = $agent->request($request);
    return $sent // die $response->status_line, "\n";
}

sub sign {
    my ($in) = @_;
    skip('a choice of the signature method') if $in->{method} ne 'HMAC-SHA1';
    skip('oauth_body_hash') if $in->{body_hash};
    skip('a client without a secret') unless defined $in->{client}{secret};
    my $request = http_message($in->{request});
    # Parameters for the header field are set in the request's own, as the documentation has it for the nonce.
    my %chosen = map { $_ => "oauth_$_" } qw(nonce timestamp version);
    my @given = map { $chosen{$_} => $in->{$_} } grep { defined $in->{$_} } sort keys %chosen;
    unshift @given, realm => $in->{realm} if defined $in->{realm};
    LWP::Authen::OAuth::oauth_authorization_param($request, @given, %{ once($in->{extra}) });
    my $agent = LWP::Authen::OAuth->new(
        oauth_consumer_key => $in->{client}{key},
        oauth_consumer_secret => $in->{client}{secret},
        $in->{token} ? (oauth_token => $in->{token}{key}, oauth_token_secret => $in->{token}{secret}) : (),
    );
    my $sent = signed($agent, $request);
    my %sent = LWP::Authen::OAuth::oauth_authorization_param($sent);
    my %actual = map { $_ => $sent{ $chosen{$_} } } grep { !defined $in->{$_} } keys %chosen;
    $actual{url} = $sent->uri->as_string if $sent->uri->as_string ne $in->{request}{url};
    return {
        out => { signature => octets_out($sent{oauth_signature}), header => $sent->header('Authorization') },
        actual => \%actual,
    };
}

sub parse_authorization_header {
    my ($in) = @_;
    my $request = HTTP::Request->new(GET => 'http://unused/', [Authorization => octets($in->{header})]);
    my @found = LWP::Authen::OAuth::oauth_authorization_param($request) or die "no OAuth parameters\n";
    # What is no pair is read as one without name and value.
    my @parts = map { octets_out($_ // '') } @found;
    my (@parameters, $realm);
    while (my ($name, $value) = splice @parts, 0, 2) {
        $name eq 'realm' ? ($realm = $value) : push @parameters, [$name, $value];
    }
    return { out => { parameters => \@parameters, realm => $realm } };
}

sub build_authorization_header {
    my ($in) = @_;
    my $request = HTTP::Request->new(GET => 'http://unused/');
    my @given = map { text($_) } map { @$_ } @{ $in->{parameters} };
    unshift @given, realm => $in->{realm} if defined $in->{realm};
    LWP::Authen::OAuth::oauth_authorization_param($request, @given);
    return { out => $request->header('Authorization') };
}

sub parse_credentials_response {
    my ($in) = @_;
    skip('a check of the status') if $in->{response}{status} != 200;
    my $agent = LWP::Authen::OAuth->new;
    $agent->oauth_update_from_response(http_message($in->{response}));
    # Where the response has none, the agent has none.
    my ($key, $secret) = map { octets_out($_ // '') } $agent->oauth_token, $agent->oauth_token_secret;
    return { out => { key => $key, secret => $secret } };
}

run(
    {
        name => 'LWP::Authen::OAuth',
        version => $LWP::Authen::OAuth::VERSION,
        language => 'perl',
        home => 'https://metacpan.org/pod/LWP::Authen::OAuth',
    },
    {
        'oauth1.percent_encode' => sub { { out => LWP::Authen::OAuth::oauth_encode_parameter(text($_[0]{text})) } },
        'oauth1.sign' => \&sign,
        'oauth1.parse_authorization_header' => \&parse_authorization_header,
        'oauth1.build_authorization_header' => \&build_authorization_header,
        'oauth1.parse_credentials_response' => \&parse_credentials_response,
    },
    ['HMAC-SHA1'],
    # It refuses a header field by returning nothing; LWP refuses a URI by a response of its own.
    sub { $_[0] =~ /^(?:no OAuth parameters|400 URL must be absolute)/ },
);
