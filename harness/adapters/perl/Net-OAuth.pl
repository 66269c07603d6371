#!/usr/bin/env perl
# SPDX-License-Identifier: Apache-2.0
# Adapter for Net::OAuth: its messages, their base string and signature, and what a server verifies with them.
use strict;
use warnings;
use FindBin ();
use lib $FindBin::Bin;
use Adapter qw(skip text octets octets_out once header_field run);
use Crypt::OpenSSL::RSA ();
use Net::OAuth;
use URI::Escape qw(uri_unescape);

$Net::OAuth::PROTOCOL_VERSION = Net::OAuth::PROTOCOL_VERSION_1_0A;

# Net::OAuth refuses by croak, with these texts; the last one is of the key that it is given.
my $REFUSAL = qr/^(?:Missing\ required\ parameter|Parameter\ .*\ not\ (?:valid|allowed)|Header\ must\ start\ with
    |Unable\ to\ load\ .*\ plugin|Signature\ longer\ than\ key)/x;

# A message of Net::OAuth has fixed protocol parameters: the first of these that fits is taken.
my @REQUESTS = map { Net::OAuth::smart_require($_, 1); $_ } map { "Net::OAuth::$_" }
    qw(ConsumerRequest ProtectedResourceRequest V1_0A::RequestTokenRequest V1_0A::AccessTokenRequest UserAuthRequest);

my %NO_SECRETS = (request_method => 'GET', request_url => 'http://unused/', consumer_secret => '', token_secret => '');

sub request_for {
    my (@names) = @_;
    my %given = map { s/^oauth_//r => 1 } grep { /^oauth_/ && $_ ne 'oauth_signature' } @names;
    for my $class (@REQUESTS) {
        my %known = map { $_ => 1 } @{ $class->all_message_params };
        next if grep { !$given{$_} } @{ $class->required_message_params };
        return $class unless grep { !$known{$_} } keys %given;
    }
    return skip('this set of protocol parameters: each message has its own');
}

sub is_form {
    my ($message) = @_;
    my ($type) = header_field($message, 'Content-Type');
    return defined $type && $type =~ m{^application/x-www-form-urlencoded\s*(?:;|$)}i;
}

# The parameters of a form body, which are its caller's to decode.
sub form {
    my ($message) = @_;
    return {} unless is_form($message);
    my @pairs;
    for my $piece (grep { $_ ne '' } split /&/, octets($message->{body})) {
        my ($name, $value) = split /=/, $piece =~ tr/+/ /r, 2;
        push @pairs, [map { octets_out(uri_unescape($_ // '')) } $name, $value];
    }
    return once(\@pairs);
}

# What goes with a request that is to be sent.
sub api_parameters {
    my ($request) = @_;
    my ($host) = header_field($request, 'Host');
    skip("a Host header field other than the URL's authority")
        if defined $host && $request->{url} !~ m{^[^:]+://\Q$host\E(?:[/?\#]|$)};
    return (request_method => $request->{method}, request_url => $request->{url}, extra_params => form($request));
}

sub base_string {
    my ($in) = @_;
    my $given = once($in->{protocol_parameters});
    return { out => received($in->{request})->signature_base_string } unless %$given;
    my %all = (%NO_SECRETS, api_parameters($in->{request}));
    return { out => request_for(keys %$given)->from_hash($given, %all)->signature_base_string };
}

# The request that a server has got, read from the place that holds its protocol parameters.
sub received {
    my ($request, %secrets) = @_;
    my @authorization = grep { /^OAuth\s/i } header_field($request, 'Authorization');
    my ($host) = header_field($request, 'Host');
    my $url = defined $host ? $request->{url} =~ s{(://)[^/?\#]*}{$1$host}r : $request->{url};
    my $body = is_form($request) ? text($request->{body}) : '';
    my @places = grep { /\boauth_/ } @authorization, $body, $url =~ /\?([^\#]*)/;
    skip('protocol parameters in more than one place: its caller names the place') if @places > 1;
    my $class = request_for_server($places[0] // '');
    my %api = (%NO_SECRETS, request_method => $request->{method}, request_url => $url, %secrets);
    if (@authorization) {
        my $form = form($request);
        return $class->from_authorization_header($authorization[0], %api, %$form ? (extra_params => $form) : ());
    }
    return $class->from_post_body($body, %api) if $body =~ /\boauth_/;
    # from_url reads the query; with it in request_url the signature would be signed.
    return $class->from_url($url, %api, request_url => $url =~ s/\?.*//sr);
}

# A server knows which message it expects; here the parameters tell.
sub request_for_server {
    my ($place) = @_;
    my ($verifier, $callback, $token) = map { scalar $place =~ /\boauth_$_=/ } qw(verifier callback token);
    skip('this set of protocol parameters: each message has its own') if $callback && $token;
    return $REQUESTS[$verifier ? 3 : $callback ? 2 : $token ? 1 : 0];
}

# Net::OAuth verifies signatures. The other checks of RFC 5849 section 3.2 are its caller's: a case that turns on one of
# them says nothing of Net::OAuth.
sub verdict {
    my ($in) = @_;
    my $request = $in->{sequence}[0];
    my $message = eval { received($request) } or return refused_or_die($@);
    my ($client) = grep { $_->{key} eq octets_out($message->consumer_key) } @{ $in->{clients} };
    skip('knowing clients') unless $client;
    my $token = token_of($message, $in, $client);
    check_left_to_caller($message, $request, $in);
    skip('refusing a request without a signature') unless defined $message->signature;
    my @key;
    if ($message->signature_method =~ /^RSA/) {
        @key = load_key($client->{public_key}, 'public');
    }
    else {
        skip('choosing a secret') unless defined $client->{secret};
        $message->consumer_secret($client->{secret});
        $message->token_secret($token->{secret}) if $token;
    }
    my $verified = eval { $message->verify(@key) || 0 } // return refused_or_die($@);
    return $verified ? 'accepted' : 'refused';
}

sub refused_or_die {
    my ($problem) = @_;
    die $problem unless $problem =~ $REFUSAL;
    # A verdict has no place for the reason.
    warn $problem;
    return 'refused';
}

sub token_of {
    my ($message, $in, $client) = @_;
    return undef unless $message->can('token');
    my $key = octets_out($message->token);
    my ($token) = grep { $_->{key} eq $key && $_->{client} eq $client->{key} } @{ $in->{tokens} };
    skip('knowing tokens') unless $token && ($token->{expires} // $in->{now} + 1) > $in->{now};
    return $token;
}

sub check_left_to_caller {
    my ($message, $request, $in) = @_;
    skip('a check of the timestamp')
        unless $message->timestamp =~ /^[1-9][0-9]{0,14}\z/a && abs($message->timestamp - $in->{now}) <= $in->{window};
    skip('a check of the version') if defined $message->version && $message->version ne '1.0';
    skip('a check of the nonce') if $message->nonce eq '';
    skip('a check for TLS') if $message->signature_method eq 'PLAINTEXT' && $request->{url} =~ /^http:/i;
}

sub verify {
    my ($in) = @_;
    skip('a store of nonces') if @{ $in->{sequence} } > 1;
    return { out => [{ verdict => verdict($in) }] };
}

# Keys are objects that the caller makes.
sub load_key {
    my ($key, $kind) = @_;
    my $pem = $key && $key->{pem} or skip('keys as JWK, or none');
    my $loaded = eval {
        $kind eq 'private' ? Crypt::OpenSSL::RSA->new_private_key($pem) : Crypt::OpenSSL::RSA->new_public_key($pem);
    } or skip('refusing keys: its caller loads them');
    $loaded->use_sha1_hash;
    return $loaded;
}

sub sign {
    my ($in) = @_;
    skip('leaving out oauth_nonce and oauth_timestamp') unless defined $in->{nonce} && defined $in->{timestamp};
    skip('oauth_body_hash') if $in->{body_hash};
    my %message = (
        oauth_consumer_key => $in->{client}{key},
        oauth_signature_method => $in->{method},
        oauth_nonce => $in->{nonce},
        oauth_timestamp => $in->{timestamp},
        %{ once($in->{extra}) },
    );
    $message{oauth_version} = $in->{version} if defined $in->{version};
    $message{oauth_token} = $in->{token}{key} if $in->{token};
    my $with_key = $in->{client}{private_key};
    skip('telling a secret from a private key') if defined $with_key xor $in->{method} =~ /^RSA/;
    my $request = request_for(keys %message)->from_hash(
        \%message,
        api_parameters($in->{request}),
        consumer_secret => $in->{client}{secret} // '',
        token_secret => $in->{token} ? $in->{token}{secret} : '',
    );
    $request->sign($with_key ? load_key($with_key, 'private') : ());
    return {
        out => {
            signature => $request->signature,
            base_string => $request->signature_base_string,
            header => $request->to_authorization_header($in->{realm}),
        }
    };
}

sub build_authorization_header {
    my ($in) = @_;
    my $given = once($in->{parameters});
    return { out => request_for(keys %$given)->from_hash($given, %NO_SECRETS)->to_authorization_header($in->{realm}) };
}

sub normalize_parameters {
    my ($in) = @_;
    my $given = once($in->{parameters});
    my %all = (%NO_SECRETS, request_url => '');
    return { out => request_for(keys %$given)->from_hash($given, %all)->normalized_message_parameters };
}

sub base_string_uri {
    my ($in) = @_;
    skip('a Host header field') if defined $in->{host};
    my %needed = map { $_ => '' } qw(consumer_key signature_method timestamp nonce);
    my $request = $REQUESTS[0]->new(%needed, %NO_SECRETS, request_url => $in->{url});
    return { out => '' . $request->normalized_request_url };
}

sub parse_credentials_response {
    my ($in) = @_;
    skip('a check of the status') if $in->{response}{status} != 200;
    my $kind = $in->{kind} eq 'temporary' ? 'request token' : 'access token';
    my $response = Net::OAuth->response($kind)->from_post_body(text($in->{response}{body}));
    my $extra = $response->extra_params // {};
    return {
        out => {
            key => octets_out($response->token),
            secret => octets_out($response->token_secret),
            extra => [map { [octets_out($_), octets_out($extra->{$_})] } sort keys %$extra],
        }
    };
}

sub parse_callback {
    my ($in) = @_;
    my $response = Net::OAuth->response('user auth')->from_url($in->{url});
    skip('a parameter that comes twice: its value is an array') if ref $response->token || ref $response->verifier;
    my $token = octets_out($response->token);
    skip('comparing the token with the one awaited') if $token ne $in->{token};
    return { out => { token => $token, verifier => octets_out($response->verifier) } };
}

sub authorization_url {
    my ($in) = @_;
    my $extra = once($in->{extra});
    my $request = Net::OAuth->request('user auth')->from_hash({ %$extra, oauth_token => $in->{token} });
    return { out => '' . $request->to_url($in->{endpoint}) };
}

run(
    {
        name => 'Net::OAuth',
        version => $Net::OAuth::VERSION,
        language => 'perl',
        home => 'https://metacpan.org/pod/Net::OAuth',
    },
    {
        'oauth1.percent_encode' => sub { { out => Net::OAuth::Message::encode(text($_[0]{text})) } },
        'oauth1.percent_decode' => sub { { out => octets_out(Net::OAuth::Message::decode(octets($_[0]{text}))) } },
        'oauth1.normalize_parameters' => \&normalize_parameters,
        'oauth1.base_string_uri' => \&base_string_uri,
        'oauth1.base_string' => \&base_string,
        'oauth1.sign' => \&sign,
        'oauth1.verify' => \&verify,
        'oauth1.build_authorization_header' => \&build_authorization_header,
        'oauth1.parse_credentials_response' => \&parse_credentials_response,
        'oauth1.parse_callback' => \&parse_callback,
        'oauth1.authorization_url' => \&authorization_url,
    },
    ['HMAC-SHA1', 'HMAC-SHA256', 'RSA-SHA1', 'PLAINTEXT'],
    sub { $_[0] =~ $REFUSAL },
);
