#!/usr/bin/env perl
# SPDX-License-Identifier: Apache-2.0
#
# Recomputes the vectors of the requests that an OAuth 2.0 client sends itself, with Perl's core modules, the driver of
# oauth1.pl and the grammars of oauth2_authorization.pl.
#
# usage: oauth2_requests.pl [FILE ...]     (without FILE: ../oauth2/token_request.json)
#
# Written from the RFCs beside oauth2_requests.py, not after it: a request is a table of what each parameter may hold,
# and the table is gone through once.

use v5.36;
use Cwd qw(abs_path);
use File::Basename qw(dirname);
use JSON::PP ();
use MIME::Base64 qw(decode_base64 encode_base64);

our (%branches, %ops);
require(dirname(abs_path(__FILE__)) . '/oauth2_authorization.pl');

%branches = (
    %branches,
    client_id_beside_authentication => [qw(left_out written)],
    client_id_of_public_client      => [qw(written left_out)],
    empty_client_secret             => [qw(written left_out)],
    credentials_beside_token        => [qw(refused client token)],
    extension_grant_name            => [qw(refused sent)],
    parameters_beside_request       => [qw(refused left_out)],
    token_in_two_places             => [qw(refused replaced)],
);

my $form = 'application/x-www-form-urlencoded';

sub to_form (@pairs) {
    # RFC6749-B-1
    return join '&', map { join '=', map { escape($_) =~ s/%20/+/gr } @$_ } @pairs;
}

# ---- what a parameter may hold: each gives the octets to send, or nothing where the parameter is left out ----

sub ascii_text ($text, $code) {
    refuse($code) if $text =~ /[\x00-\x1F\x7F]/;
    unless_refused('non_ascii', $code) if $text =~ /[^ -~]/;
    return $text;
}

# RFC6749-3.2-7: without a value it is missing
sub some ($text) { length($text) ? $text : refuse('parameter_missing') }

# RFC6749-A.11-1, RFC6749-A.17-1
sub opaque_code ($text) { ascii_text(some($text), 'parameter_invalid') }

# RFC6749-A.15-1, RFC6749-A.16-1
sub human ($text) { $text =~ /[\x00-\x08\x0A-\x1F\x7F]/ ? refuse('parameter_invalid') : $text }

sub redirection ($text) {
    return if !given($text);
    # RFC6749-3.1.2-1, RFC6749-3.1.2-3, RFC6749-4.1.3-5
    return is_uri($text) ? $text : refuse('redirect_uri_invalid');
}

sub verifier ($text) {
    # RFC7636-4.1-1
    my $good = $text =~ tr/A-Za-z0-9._~-//;
    return $good == length $text && $good >= 43 && $good <= 128 ? $text : refuse('code_verifier_invalid');
}

sub as_it_is ($text) { $text }

# ---- the grants: grant_type, and the parameters with what they may hold ----

my $urn = 'urn:ietf:params:oauth:grant-type:';
my %grants = (
    # RFC6749-4.1.3-2 to -5, RFC7636-4.5-1
    authorization_code => ['authorization_code',
        [code => \&opaque_code], [redirect_uri => \&redirection], [code_verifier => \&verifier]],
    # RFC6749-6-1, RFC6749-6-2
    refresh_token => ['refresh_token', [refresh_token => \&opaque_code]],
    # RFC6749-4.4.2-1
    client_credentials => ['client_credentials'],
    # RFC6749-4.3.2-1 to -3
    password => ['password', [username => \&human], [password => \&human]],
    # RFC8628-3.4-1, RFC8628-3.4-2
    device_code => ["${urn}device_code", [device_code => \&some]],
    # RFC7523-2.1-1
    jwt_bearer => ["${urn}jwt-bearer", [assertion => \&some]],
    # RFC 7522 section 2.1
    saml2_bearer => ["${urn}saml2-bearer", [assertion => \&some]],
    # RFC8693-2.1-1, RFC8693-2.1-4, RFC8693-2.1-5
    token_exchange => ["${urn}token-exchange", [subject_token => \&some], [subject_token_type => \&some],
        [actor_token => \&as_it_is], [actor_token_type => \&as_it_is], [requested_token_type => \&as_it_is]],
);

sub by_table ($from, @table) {
    my @pairs;
    for my $row (@table) {
        my ($name, $check) = @$row;
        next if !defined $from->{$name};
        my $value = $check->(raw($from->{$name}));
        push @pairs, [$name => $value] if defined $value;
    }
    return @pairs;
}

sub grant_pairs ($grant) {
    if ($grant->{type} eq 'extension') {
        # RFC6749-4.5-1, RFC6749-A.10-1
        my $name = raw($grant->{grant_type});
        unless_refused('extension_grant_name', 'parameter_invalid') if !is_uri($name, 1);
        return ([grant_type => $name], raw_list($grant->{parameters}));
    }
    # RFC6749-4.1.3, RFC8693-2.1-6, RFC8693-2.1-7
    refuse('parameter_invalid') if defined $grant->{actor_token} != defined $grant->{actor_token_type};
    my ($type, @table) = $grants{$grant->{type}}->@*;
    return ([grant_type => $type], by_table($grant, @table), map { [audience => raw($_)] } @{$grant->{audience} // []});
}

# ---- who asks: (the pairs, the Authorization header field) ----

my %names_itself = map { $_ => 1 } qw(authorization_code device_code device_authorization revocation introspection
    pushed_authorization);

sub client_pairs ($client, $kind) {
    my $method = $client->{method};
    my $name = ascii_text(raw($client->{client_id}), 'credentials_invalid');
    my @id = [client_id => $name];
    my $only_name = sub { $name eq '' ? refuse('parameter_missing') : \@id };
    my $secret = ascii_text(raw($client->{client_secret} // ''), 'credentials_invalid');
    # RFC8705-2-2
    return $only_name->() if $method eq 'tls_client_auth';
    if ($method eq 'none') {
        # RFC6749-4.4-1, RFC6749-4.4.2-2
        refuse('credentials_invalid') if $kind eq 'client_credentials';
        # RFC6749-3.2.1-2, RFC6749-4.1.3-6, RFC8628-3.1-2, RFC8628-3.4-3
        return $names_itself{$kind} || policy('client_id_of_public_client', 'written') ? $only_name->() : [];
    }
    if ($method eq 'client_secret_post') {
        # RFC6749-2.3.1-5, RFC6749-2.3.1-6; an empty client_id counts as omitted, by RFC6749-3.2-7
        refuse('parameter_missing') if $name eq '';
        my $drop = $secret eq '' && policy('empty_client_secret', 'left_out');
        return [@id, $drop ? () : [client_secret => $secret]];
    }
    # RFC9126-2.1-2
    @id = () if $kind ne 'pushed_authorization' && policy('client_id_beside_authentication', 'left_out');
    if ($method eq 'client_secret_basic') {
        # RFC6749-2.3.1-2
        my $pair = join ':', map { escape($_) =~ s/%20/+/gr } $name, $secret;
        return \@id, 'Basic ' . encode_base64($pair, '');
    }
    # RFC7523-2.2-1, RFC7523-2.2-2
    return [@id, [client_assertion_type => 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'],
        [client_assertion => raw($client->{client_assertion})]];
}

# RFC6750-2.1-3
sub b64token ($token) { $token =~ m{\A[A-Za-z0-9._~+/-]+=*\z} ? $token : refuse('bearer_invalid') }

# ---- requests with a form ----

sub target ($in, $kind) {
    my $url = raw($in->{endpoint});
    is_uri($url, 1) or refuse('uri_invalid');
    if ($url =~ /\Ahttp:/i) {
        # RFC7009-2-4, RFC8628-3.1-5; elsewhere TLS is the server's duty
        refuse('uri_scheme_unsupported') if $kind =~ /\A(?:revocation|device_.*)\z/ || policy('insecure_endpoint', 'refused');
    }
    # RFC6749-3.2-3
    $url =~ s/#.*//s if $url =~ /#/ && unless_refused('endpoint_fragment', 'uri_invalid') eq 'dropped';
    return $url;
}

sub resource_pairs (@resources) {
    # RFC8707-2-1, RFC8707-2-2
    return map { [resource => is_uri($_) ? $_ : refuse('resource_invalid')] } map { raw($_) } @resources;
}

sub asked_pairs ($in) {
    return grant_pairs($in->{grant}) if $in->{grant};
    my $request = $in->{request};
    return raw_list($request->{parameters}) if $request->{type} eq 'pushed_authorization';
    return if $request->{type} eq 'device_authorization';
    # RFC7009-2.1-2, RFC7009-2.1-4, RFC7662-2.1-2, RFC7662-2.1-4
    return by_table($request, [token => \&some], [token_type_hint => \&as_it_is]);
}

sub form_request ($in) {
    my $request = $in->{grant} // $in->{request};
    my $url = target($in, $request->{type});
    my @pairs = asked_pairs($in);
    push @pairs, [scope => written_scope($in->{scope})] if given($in->{scope});
    push @pairs, resource_pairs($in->{resource}->@*), raw_list($in->{extra});
    # RFC9126-2.1-1
    refuse('parameter_invalid')
        if $request->{type} eq 'pushed_authorization' && grep { $_->[0] eq 'request_uri' } @pairs;
    # RFC9126-3-2
    if ($request->{type} eq 'pushed_authorization' && @pairs > 1 && grep { $_->[0] eq 'request' } @pairs) {
        unless_refused('parameters_beside_request', 'parameter_invalid');
        @pairs = grep { $_->[0] eq 'request' } @pairs;
    }
    my ($client, $token) = ($in->{client}, $request->{access_token});
    if (defined $token && $client && $client->{method} !~ /\A(?:none|tls_client_auth)\z/) {
        # RFC6749-2.3-3
        my $kept = unless_refused('credentials_beside_token', 'credentials_invalid');
        undef $token if $kept eq 'client';
        undef $client if $kept eq 'token';
    }
    my ($shown, $field) = $client ? client_pairs($client, $request->{type}) : [];
    # RFC7662-2.1-11
    $field = 'Bearer ' . b64token(raw($token)) if defined $token;
    # RFC6749-3.2-9; RFC8707-2-4 and RFC 8693 section 2.1 have theirs more than once
    my %count = $client && !grep({ $_->[0] eq 'client_id' } @$shown) ? (client_id => 1) : ();
    $count{$_->[0]}++ for grep { $_->[0] !~ /\A(?:resource|audience)\z/ } @pairs, @$shown;
    refuse('parameter_duplicated') if grep { $_ > 1 } values %count;
    # RFC6749-3.2-2, RFC6749-3.2-5, RFC9449-5-1
    return {method => 'POST', url => $url, authorization => $field, content_type => $form,
        dpop => raw_or_undef($in->{dpop_proof}), body => to_form(@pairs, @$shown)};
}

# ---- registration ----

sub registration ($in) {
    my ($metadata, $token) = $in->{request}->@{qw(metadata access_token)};
    # RFC7591-2-10
    refuse('member_invalid') if exists $metadata->{jwks} && exists $metadata->{jwks_uri};
    # RFC7591-3.1-1
    return {method => 'POST', url => target($in, 'registration'), content_type => 'application/json', json => $metadata,
        authorization => defined $token ? 'Bearer ' . b64token(raw($token)) : undef};
}

# ---- protected resources ----

# A query or form without the access_token that it has.
sub cleared ($text) {
    my @kept = grep { unescape((split /=/, tr/+/ /r)[0] // '') ne 'access_token' } split /&/, $text;
    my $kept = join '&', @kept;
    # RFC6750-2-1
    unless_refused('token_in_two_places', 'bearer_invalid') if length $kept != length $text;
    return $kept;
}

sub joined (@texts) { join '&', grep { $_ ne '' } @texts }

sub resource_request ($in) {
    my $request = $in->{request};
    my $token = raw($request->{access_token});
    # RFC6750-5.3-3
    refuse('transport_insecure') if $in->{endpoint} =~ /\Ahttp:/i && policy('insecure_endpoint', 'refused');
    my ($url, $query) = raw($in->{endpoint}) =~ /\A([^?]*)(?:\?(.*))?\z/s;
    my ($type) = map { media_type($_) } fields($request, 'content-type');
    my $body = raw($request->{body});
    $query = cleared($query // '');
    $body = cleared($body) if defined $type && $type eq $form;
    # RFC6750-2-1
    unless_refused('token_in_two_places', 'bearer_invalid') if fields($request, 'authorization');
    my %sent = (method => $request->{method}, content_type => $type, body => $body);
    my $place = $request->{placement};
    if ($request->{token_type} eq 'DPoP') {
        # RFC9449-7-1
        refuse('bearer_invalid') if $place ne 'header';
        $sent{authorization} = 'DPoP ' . b64token($token);
        $sent{dpop} = raw($in->{dpop_proof} // refuse('proof_missing'));
    } elsif ($place eq 'header') {
        # RFC6750-2.1-1
        $sent{authorization} = 'Bearer ' . b64token($token);
    } else {
        # RFC6749-A.12-1
        refuse('bearer_invalid') if $token !~ /\A[ -~]+\z/;
        my $pair = to_form([access_token => $token]);
        if ($place eq 'query') {
            # RFC6750-2.3-1, RFC6750-2.3-2
            $query = joined($query, $pair);
            $sent{cache_control} = 'no-store';
        } else {
            # RFC6750-2.2-1 to -6
            refuse('bearer_invalid') if $sent{method} =~ /\A(?:GET|HEAD)\z/ || $body =~ /[^\x00-\x7F]/
                || ($type // ($body eq '' ? $form : '')) ne $form;
            @sent{qw(content_type body)} = ($form, joined($body, $pair));
        }
    }
    return {%sent, url => $query eq '' ? $url : "$url?$query"};
}

sub token_request ($in) {
    my $type = $in->{request} ? $in->{request}{type} : '';
    return registration($in) if $type eq 'registration';
    return resource_request($in) if $type eq 'protected_resource';
    return form_request($in);
}

# ---- equality ----

# Compares two values that may be null, each in one spelling.
sub spelt ($spelling) {
    return \sub ($wanted, $got) {
        return !defined $wanted && !defined $got if !defined $wanted || !defined $got;
        return $spelling->(raw($wanted)) eq $spelling->($got);
    };
}

sub one_form ($text) { $text =~ /[^\x00-\x7F]/ ? "not ASCII: $text" : canonical_url("?$text") }

sub one_credentials ($text) {
    my ($scheme, $rest) = $text =~ /\A(\S+) (.*)\z/s or return $text;
    return lc($scheme) . " $rest" if lc $scheme ne 'basic' || $rest !~ m{\A[A-Za-z0-9+/]+={0,2}\z};
    my $pair = decode_base64($rest);
    return "basic $rest" if $pair !~ /\A[!-~]*\z/;
    return join "\n", 'basic', map { unpack 'H*', unescape(tr/+/ /r) } split /:/, $pair, -1;
}

my $canonical = JSON::PP->new->canonical->allow_nonref->utf8;
my $same_json = \sub ($wanted, $got) { $canonical->encode($wanted) eq $canonical->encode($got) };
my $exact = sub ($text) { $text };
my $caseless = spelt(sub ($text) { lc $text });

%ops = (
    %ops,
    'oauth2.token_request' => [\&token_request, {method => $exact, url => \&canonical_url,
        authorization => spelt(\&one_credentials), content_type => $caseless, dpop => 'nullable',
        cache_control => $caseless, body => spelt(\&one_form), json => $same_json}],
);

# ---- what the RFCs print ----

sub printed_forms () {
    my %basic = (method => 'client_secret_basic', client_id => 's6BhdRkqt3', client_secret => 'gX1fBat3bV');
    my %bare = (endpoint => 'https://server.example.com/token', resource => [], extra => []);
    our %policy;
    local $policy{client_id_beside_authentication} = 'left_out';
    my $password = token_request({%bare, client => \%basic,
        grant => {type => 'password', username => 'johndoe', password => 'A3ddj3w'}});
    my $device = token_request({%bare, client => {method => 'none', client_id => '1406020730'},
        grant => {type => 'device_code', device_code => 'GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS'}});
    my (undef, $revoker) = client_pairs(\%basic, 'revocation');
    my $revocation = token_request({%bare, client => \%basic,
        request => {type => 'revocation', token => '45ghiukldjahdnhzdauz', token_type_hint => 'refresh_token'}});
    return (
        ['RFC 6749 section 4.3.2', one_form($password->{body}),
            one_form('grant_type=password&username=johndoe&password=A3ddj3w')],
        ['RFC 8628 section 3.4', one_form($device->{body}),
            one_form('grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code'
                . '&device_code=GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS&client_id=1406020730')],
        ['RFC 7009 section 2.1, the header', $revoker, 'Basic czZCaGRSa3F0MzpnWDFmQmF0M2JW'],
        ['RFC 7009 section 2.1, the body', one_form($revocation->{body}),
            one_form('token=45ghiukldjahdnhzdauz&token_type_hint=refresh_token')],
    );
}

sub run_requests (@files) {
    @files = dirname(__FILE__) . '/../oauth2/token_request.json' if !@files;
    my ($wrong, $tests) = (0, 0);
    for my $literal (printed_forms()) {
        my ($where, $computed, $wanted) = @$literal;
        next if $computed eq $wanted;
        say "$where: printed $wanted, computed $computed";
        $wrong++;
    }
    for my $file (@files) {
        my ($count, $differ) = recompute($file);
        $tests += $count;
        $wrong += $differ;
    }
    say 'no vector was read' if !$tests;
    return $wrong || !$tests ? 1 : 0;
}

exit run_requests(@ARGV);
