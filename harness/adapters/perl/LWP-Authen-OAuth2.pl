#!/usr/bin/env perl
# SPDX-License-Identifier: Apache-2.0
# Adapter for LWP::Authen::OAuth2: the user agent, with a service provider of which nothing is known but its endpoints.
use strict;
use warnings;
use FindBin ();
use lib $FindBin::Bin;
use Adapter qw(skip http_message run);
use OAuth2Shapes qw(answering sent token_out beside defined_of joined);
use JSON::XS ();
use LWP::Authen::OAuth2 ();

my $TOKEN_ENDPOINT = 'https://server.example.com/token';

# It is strict about parameters that its service provider does not name, unless told otherwise.
sub oauth2 {
    my (%options) = @_;
    return LWP::Authen::OAuth2->new(
        client_id => 'client', client_secret => 'secret', token_endpoint => $TOKEN_ENDPOINT,
        authorization_endpoint => 'https://server.example.com/authorize', is_strict => 0, %options
    );
}

sub authorization_url {
    my ($in) = @_;
    my %own = (
        defined_of($in, qw(response_type redirect_uri state)),
        defined_of($in->{pkce} // {}, qw(code_challenge code_challenge_method)),
        joined($in->{scope}),
    );
    my $oauth2 = oauth2(client_id => $in->{client_id}, authorization_endpoint => $in->{endpoint});
    return { out => $oauth2->authorization_url(beside(\%own, $in->{extra})) };
}

# The token string of an access token that was there before.
sub token_string {
    my (%token) = @_;
    return JSON::XS::encode_json(
        { _class => 'LWP::Authen::OAuth2::AccessToken::Bearer', token_type => 'Bearer', create_time => time, %token });
}

sub token_request {
    my ($in) = @_;
    return protected_resource_request($in) if ($in->{request}{type} // '') eq 'protected_resource';
    my $grant = $in->{grant} // skip('requests to other endpoints');
    my $method = $in->{client}{method};
    skip('client authentication other than by client_secret in the body') if $method ne 'client_secret_post';
    my %own = (defined_of($grant, qw(redirect_uri code_verifier)), joined($in->{scope}));
    my @parameters = beside(\%own, $in->{extra});
    my $oauth2 = oauth2(defined_of($in->{client}, qw(client_id client_secret)), token_endpoint => $in->{endpoint},
        user_agent => answering(\my $request));
    if ($grant->{type} eq 'authorization_code') {
        $oauth2->request_tokens(code => $grant->{code}, @parameters);
    } elsif ($grant->{type} eq 'refresh_token') {
        $oauth2->load_token_string(token_string(refresh_token => $grant->{refresh_token}, access_token => 'old'));
        $oauth2->refresh_access_token(@parameters);
    } else {
        skip('this grant: it is for a service provider to know');
    }
    return sent($request);
}

sub protected_resource_request {
    my ($in) = @_;
    my $request = $in->{request};
    skip('a request without a token') unless defined $request->{access_token};
    skip('a token of another type than Bearer') if lc $request->{token_type} ne 'bearer';
    skip('a token outside the header field') if $request->{placement} ne 'header';
    my $oauth2 = oauth2(user_agent => answering(\my $sent));
    $oauth2->load_token_string(token_string(access_token => $request->{access_token}));
    $oauth2->request(http_message({ %$request, url => $in->{endpoint} }));
    return sent($sent);
}

sub parse_token_response {
    my ($in) = @_;
    my @others = grep { lc ne 'bearer' } @{ $in->{token_types} };
    skip('token types beyond Bearer: they are for a service provider to know') if @others;
    my $oauth2 = oauth2(user_agent => answering(\my $request, $in->{response}));
    $oauth2->request_tokens(code => 'code');
    my %token = %{ $oauth2->access_token->to_ref };
    delete $token{create_time};
    return token_out(%token);
}

run(
    {
        name => 'LWP::Authen::OAuth2',
        version => $LWP::Authen::OAuth2::VERSION,
        language => 'perl',
        home => 'https://metacpan.org/dist/LWP-Authen-OAuth2',
    },
    {
        'oauth2.authorization_url' => \&authorization_url,
        'oauth2.token_request' => \&token_request,
        'oauth2.parse_token_response' => \&parse_token_response,
    },
    [qw(implicit_grant client_secret_post rfc6750 rfc7636)],
    sub { $_[0] =~ /^(?:Token endpoint |OAuth2 error: |Token type .* not yet|'\w+' is required|Missing required)/ },
);
