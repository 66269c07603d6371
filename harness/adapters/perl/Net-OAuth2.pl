#!/usr/bin/env perl
# SPDX-License-Identifier: Apache-2.0
# Adapter for Net::OAuth2: its profile for web servers over LWP, and the access token that it gives. What it always
# sends without a value is omitted to every server (RFC 6749 sections 3.1 and 3.2) and no finding: authorization requests
# with hd, scope and state, the password grant with code. They are not asked for here.
use strict;
use warnings;
use FindBin ();
use lib $FindBin::Bin;
use Adapter qw(skip header_field http_message run);
use OAuth2Shapes qw(answering sent token_out beside defined_of joined);
use Net::OAuth2 ();
use Net::OAuth2::AccessToken ();
use Net::OAuth2::Profile::WebServer ();

my $TOKEN_ENDPOINT = 'https://server.example.com/token';

sub profile {
    my (%options) = @_;
    return Net::OAuth2::Profile::WebServer->new(client_id => 'client', client_secret => 'secret', %options);
}

# How a profile authenticates its client.
sub client_options {
    my ($client) = @_;
    my %secrets_in_params = (client_secret_post => 1, client_secret_basic => 0);
    my $in_params = $secrets_in_params{ $client->{method} } // skip('a client without a secret');
    my ($id, $secret) = @$client{qw(client_id client_secret)};
    return (client_id => $id, client_secret => $secret, secrets_in_params => $in_params);
}

sub token_request {
    my ($in) = @_;
    return protected_resource_request($in) if ($in->{request}{type} // '') eq 'protected_resource';
    my $grant = $in->{grant} // skip('requests to other endpoints');
    my %own = (joined($in->{scope}), defined_of($grant, qw(redirect_uri code_verifier)));
    my @parameters = beside(\%own, $in->{extra});
    my %options = client_options($in->{client});
    $options{"$_\_url"} = $in->{endpoint} for qw(access_token refresh_token);
    $options{user_agent} = answering(\my $request);
    if ($grant->{type} eq 'authorization_code') {
        profile(%options)->get_access_token($grant->{code}, @parameters);
    } elsif ($grant->{type} eq 'refresh_token') {
        my $profile = profile(%options);
        my $token = Net::OAuth2::AccessToken->new(profile => $profile, refresh_token => $grant->{refresh_token});
        $profile->update_access_token($token, @parameters);
    } else {
        skip('this grant: there is no profile for it');
    }
    return sent($request);
}

sub protected_resource_request {
    my ($in) = @_;
    my $request = $in->{request};
    skip('a request without a token') unless defined $request->{access_token};
    skip('a token of another type than Bearer') if lc $request->{token_type} ne 'bearer';
    # It demands that the request is declared as a form already.
    my @headers = @{ $request->{headers} };
    push @headers, ['Content-Type', 'application/x-www-form-urlencoded']
        if $request->{placement} eq 'body' && $request->{body} eq '' && !header_field($request, 'Content-Type');
    my %schemes = (header => 'auth-header:Bearer', query => 'uri-query:access_token', body => 'form-body:access_token');
    my $agent = answering(\my $sent);
    my $profile = profile(token_scheme => $schemes{ $request->{placement} }, user_agent => $agent);
    my $token = Net::OAuth2::AccessToken->new(profile => $profile, access_token => $request->{access_token});
    $token->request(http_message({ %$request, url => $in->{endpoint}, headers => \@headers }));
    return sent($sent);
}

sub parse_token_response {
    my ($in) = @_;
    my $agent = answering(\my $request, $in->{response});
    my $profile = profile(access_token_url => $TOKEN_ENDPOINT, user_agent => $agent);
    my $token = $profile->get_access_token('code');
    # What the server calls an error is to be looked at in the token.
    die 'the token holds an error: ', $token->error, "\n" if defined $token->error;
    my $shown = token_out(
        access_token => $token->attribute('access_token'), token_type => $token->token_type,
        expires_in => $token->attribute('expires_in'), refresh_token => $token->refresh_token, scope => $token->scope,
        issued_token_type => $token->attribute('issued_token_type'),
    );
    # Members are shown by their names only.
    delete $shown->{out}{extra};
    return $shown;
}

run(
    {
        name => 'Net::OAuth2',
        version => $Net::OAuth2::VERSION,
        language => 'perl',
        home => 'https://metacpan.org/dist/Net-OAuth2',
    },
    {
        'oauth2.token_request' => \&token_request,
        'oauth2.parse_token_response' => \&parse_token_response,
    },
    [qw(client_secret_post bearer_body bearer_query rfc6750 rfc7636)],
    sub {
        $_[0] =~ /^(?:failed oauth call|the token holds|unable to refresh|no \w+ \w+ found|embedding access token)/;
    },
);
