#!/usr/bin/env perl
# SPDX-License-Identifier: Apache-2.0
# Adapter for OAuth::Lite2: its clients over LWP, its parsers, and its middleware for protected resources over Plack.
use strict;
use warnings;
use FindBin ();
use lib $FindBin::Bin;
use Adapter qw(skip octets octets_out once header_field http_message run);
use OAuth2Shapes qw(answering sent token_out defined_of joined);
use HTTP::Message::PSGI ();
use HTTP::Response ();
use OAuth::Lite2 ();
use OAuth::Lite2::Client::ClientCredentials ();
use OAuth::Lite2::Client::TokenResponseParser ();
use OAuth::Lite2::Client::UsernameAndPassword ();
use OAuth::Lite2::Client::WebServer ();
use OAuth::Lite2::Model::AccessToken ();
use OAuth::Lite2::Model::AuthInfo ();
use OAuth::Lite2::ParamMethod::AuthHeader ();
use OAuth::Lite2::ParamMethods ();
use Plack::Middleware::Auth::OAuth2::ProtectedResource ();
use Plack::Request ();

sub authorization_url {
    my ($in) = @_;
    skip('another response_type than code') if ($in->{response_type} // '') ne 'code';
    skip('an authorization request without redirect_uri') unless defined $in->{redirect_uri};
    my %pkce = defined_of($in->{pkce} // {}, qw(code_challenge code_challenge_method));
    my $client = OAuth::Lite2::Client::WebServer->new(
        id => $in->{client_id}, secret => 'secret', authorize_uri => $in->{endpoint});
    my %own = (defined_of($in, qw(redirect_uri state)), joined($in->{scope}));
    return { out => $client->uri_to_redirect(%own, extra => { %pkce, %{ once($in->{extra}) } }) };
}

my %CLIENTS = (
    authorization_code => 'WebServer', refresh_token => 'WebServer', client_credentials => 'ClientCredentials',
    password => 'UsernameAndPassword',
);

sub token_request {
    my ($in) = @_;
    return protected_resource_request($in) if ($in->{request}{type} // '') eq 'protected_resource';
    my $grant = $in->{grant} // skip('requests to other endpoints');
    my $class = $CLIENTS{ $grant->{type} } // skip('this grant: there is no client for it');
    my %basic = (client_secret_basic => 1, client_secret_post => 0);
    my $use_basic = $basic{ $in->{client}{method} } // skip('a client without a secret');
    skip('parameters of the caller') if @{ $in->{extra} };
    skip('a code_verifier') if defined $grant->{code_verifier};
    skip('a request without redirect_uri') if $grant->{type} eq 'authorization_code' && !defined $grant->{redirect_uri};
    skip('a scope in this request') if defined $in->{scope} && $class eq 'WebServer';
    # It encodes octets.
    my ($id, $secret) = map { octets($_) } @{ $in->{client} }{qw(client_id client_secret)};
    my $client = "OAuth::Lite2::Client::$class"->new(
        id => $id, secret => $secret, agent => answering(\my $request), access_token_uri => $in->{endpoint});
    my %given = (defined_of($grant, qw(code redirect_uri refresh_token username password)), joined($in->{scope}));
    $_ = octets($_) for values %given;
    my $method = $grant->{type} eq 'refresh_token' ? 'refresh_access_token' : 'get_access_token';
    $client->$method(%given, use_basic_schema => $use_basic) or die $client->errstr, "\n";
    return sent($request);
}

sub protected_resource_request {
    my ($in) = @_;
    my $request = $in->{request};
    skip('a request without a token') unless defined $request->{access_token};
    skip('a token of another type than Bearer') if lc $request->{token_type} ne 'bearer';
    skip('a body of the caller') if $request->{body} ne '';
    skip('a query of the caller in the URI') if $request->{placement} eq 'query' && $in->{endpoint} =~ /\?/;
    my %builders = (
        header => OAuth::Lite2::ParamMethods::AUTH_HEADER, query => OAuth::Lite2::ParamMethods::URI_QUERY,
        body => OAuth::Lite2::ParamMethods::FORM_BODY,
    );
    my $builder = OAuth::Lite2::ParamMethods->get_request_builder($builders{ $request->{placement} });
    my @headers = map { octets($_) } map { @$_ } @{ $request->{headers} };
    my $token = octets($request->{access_token});
    return sent($builder->build_request(
        url => $in->{endpoint}, method => $request->{method}, token => $token, oauth_params => {}, headers => \@headers));
}

sub parse_token_response {
    my ($in) = @_;
    my $token = OAuth::Lite2::Client::TokenResponseParser->new->parse(http_message($in->{response}));
    my @names = qw(access_token token_type expires_in refresh_token scope issued_token_type);
    my $shown = token_out(map { $_ => $token->get($_) } @names);
    # Members are shown by their names only.
    delete $shown->{out}{extra};
    return $shown;
}

# A request as a PSGI server hands it on.
sub environment {
    my ($request) = @_;
    return HTTP::Message::PSGI::req_to_psgi(http_message($request));
}

sub parse_basic_authorization {
    my ($in) = @_;
    my %request = (method => 'POST', url => 'https://server.example.com/token', body => '');
    my $environment = environment({ %request, headers => [['Authorization', $in->{header}]] });
    my $found = OAuth::Lite2::ParamMethod::AuthHeader->new->basic_credentials(Plack::Request->new($environment));
    # It refuses by leaving both empty.
    die "no client credentials\n" if $found->{client_id} eq '';
    return { out => { map { $_ => octets_out($found->{$_}) } qw(client_id client_secret) } };
}

# The provider takes every token, since a case asks about the request's shape alone.
package EveryToken {
    my $seen;
    sub new { return bless {}, shift }
    sub seen { return $seen }

    sub get_access_token {
        my ($self, $token) = @_;
        $seen = $token;
        return OAuth::Lite2::Model::AccessToken->new(
            { auth_id => 1, token => $token, created_on => time, expires_in => 3600 });
    }
    sub get_auth_info_by_id {
        return OAuth::Lite2::Model::AuthInfo->new({ id => 1, client_id => 'client', user_id => 'user' });
    }
    sub validate_client_by_id { return 1 }
    sub validate_user_by_id { return 1 }
}

sub bearer_token {
    my ($in) = @_;
    my $request = $in->{request};
    my %looked_for = (query => $request->{url}, body => octets($request->{body}));
    delete @looked_for{ @{ $in->{placements} } };
    skip('a choice of places: it looks into all three') if grep { /access_token/ } values %looked_for;
    skip('a header field that comes twice') if header_field($request, 'Authorization') > 1;
    my $resource = Plack::Middleware::Auth::OAuth2::ProtectedResource->wrap(
        sub { [200, [], []] }, realm => $in->{realm}, data_handler => 'EveryToken');
    my ($status, $headers) = @{ $resource->(environment($request)) };
    return { out => { verdict => 'accepted', token => octets_out(EveryToken->seen) } } if $status == 200;
    my $challenge = HTTP::Response->new($status, undef, $headers)->header('WWW-Authenticate');
    return { out => { verdict => 'refused', status => $status, www_authenticate => $challenge } };
}

run(
    {
        name => 'OAuth::Lite2',
        version => $OAuth::Lite2::VERSION,
        language => 'perl',
        home => 'https://metacpan.org/dist/OAuth-Lite2',
    },
    {
        'oauth2.authorization_url' => \&authorization_url,
        'oauth2.token_request' => \&token_request,
        'oauth2.parse_token_response' => \&parse_token_response,
        'oauth2.parse_basic_authorization' => \&parse_basic_authorization,
        'oauth2.bearer_token' => \&bearer_token,
    },
    [qw(password_grant client_secret_post bearer_body bearer_query rfc6750 rfc7636)],
    sub {
        my ($problem) = @_;
        # Beside its own class, it and HTTP::Headers refuse by messages.
        my $message = qr/^(?:no client credentials|When you |Basic authorization user name can't contain)/;
        return (ref $problem && $problem->isa('OAuth::Lite2::Client::Error')) || $problem =~ $message;
    },
);
