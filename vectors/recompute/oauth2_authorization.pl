#!/usr/bin/env perl
# SPDX-License-Identifier: Apache-2.0
#
# Recomputes the vectors of OAuth 2.0's authorization request and of the responses that a client reads, with Perl's core
# modules and the driver of oauth1.pl.
#
# usage: oauth2_authorization.pl [FILE ...]     (without FILE: the four suites of ../oauth2)
#
# Written from the RFCs beside oauth2_authorization.py, not after it. JSON is read by a reader of its own, which sees
# names that stand twice and numbers as they are written.

use v5.36;
use Cwd qw(abs_path);
use Encode ();
use File::Basename qw(dirname);
use JSON::PP ();
use Math::BigFloat;

our (%branches, %ops);
require(dirname(abs_path(__FILE__)) . '/oauth1.pl');

%branches = (
    %branches,
    byte_order_mark       => [qw(refused ignored)],
    code_and_error        => [qw(refused error)],
    empty_description     => [qw(refused absent kept)],
    empty_member          => [qw(refused absent)],
    empty_parameter       => [qw(refused left_out)],
    empty_scope           => [qw(refused as_requested empty)],
    endpoint_fragment     => [qw(refused kept dropped)],
    error_beside_token    => [qw(accepted refused)],
    error_character       => [qw(refused kept dropped)],
    error_in_body         => [qw(refused no_error read)],
    error_status          => [qw(refused accepted)],
    expires_in_huge       => [qw(refused ignored kept)],
    expires_in_malformed  => [qw(refused ignored)],
    expires_in_notation   => [qw(accepted refused)],
    expires_in_text       => [qw(refused converted ignored)],
    insecure_endpoint     => [qw(built refused)],
    issuer_denied         => [qw(refused accepted)],
    issuer_missing        => [qw(accepted refused)],
    issuer_unannounced    => [qw(refused accepted)],
    json_utf8             => [qw(refused kept)],
    no_challenge          => [qw(refused no_error)],
    non_ascii             => [qw(refused encoded)],
    null_member           => [qw(refused absent)],
    other_success_status  => [qw(refused accepted)],
    parameter_in_endpoint => [qw(refused once)],
    parameter_name        => [qw(encoded refused)],
    plain_method          => [qw(left_out written)],
    repeated_extension    => [qw(refused kept)],
    response_content_type => [qw(required ignored)],
    scope_array           => [qw(refused accepted)],
    scope_character       => [qw(refused kept)],
    scope_spaces          => [qw(refused tolerated)],
    unexpected_state      => [qw(refused ignored)],
    value_character       => [qw(refused kept)],
);

# A choice with a refusal among its branches: refuses there, and says otherwise which branch was taken.
sub unless_refused ($choice, $code) {
    our %policy;
    policy($choice, 'refused') and refuse($code);
    return $policy{$choice};
}

# ---- RFC 6749 appendix A ----

my $vschar = qr/\A[ -~]+\z/a;
my $nqchar = qr/\A[!#-\[\]-~]+\z/a;
my $nqschar = qr/\A[ !#-\[\]-~]+\z/a;
my $has_control = qr/[\x00-\x1F\x7F]/;
my $many_seconds = 2**53;    # RFC 8259 section 6: beyond, readers of JSON differ

# ---- RFC 3986: is this a URI, and does it have a fragment? ----

my $one = qr/[A-Za-z0-9\-._~!\$&'()*+,;=:\@]|%[0-9A-Fa-f]{2}/;

sub is_uri ($text, $fragment_allowed = 0) {
    my ($scheme, $authority, $path, $query, $fragment) =
        $text =~ m{\A([^:/?#]+):(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?\z}s or return 0;
    return 0 if $scheme !~ /\A[A-Za-z][A-Za-z0-9+.-]*\z/ || defined $fragment && !$fragment_allowed;
    return 0 if grep { defined && !m{\A(?:$one|[/?])*\z} } $query, $fragment;
    return 0 if $path !~ m{\A(?:$one|/)*\z};
    return 1 if !defined $authority;
    my $host = $authority =~ s/:[0-9]*\z//r;
    return $host =~ /\A(?:\[[0-9A-Fa-f:.]+\]|(?:(?![:\@])$one)*)\z/;
}

# ---- the authorization request ----

my @own = qw(response_type client_id redirect_uri scope state code_challenge code_challenge_method resource request
    request_uri);

# Whether a parameter is given: one that is empty is none (RFC6749-3.1-7), or is refused.
sub given ($value) {
    return 0 if !defined $value;
    my $empty = ref $value ? !@$value : $value eq '';
    return 1 if !$empty;
    unless_refused('empty_parameter', 'parameter_invalid');
    return 0;
}

sub opaque ($text) {
    refuse('parameter_invalid') if $text =~ $has_control;
    unless_refused('non_ascii', 'parameter_invalid') if $text !~ $vschar;
    return $text;
}

sub written_scope ($tokens) {
    my @words = map { raw($_) } @$tokens;
    # RFC6749-A.4-1
    refuse('scope_invalid') if grep { $_ !~ $nqchar } @words;
    return "@words";
}

sub challenge_pairs ($pkce) {
    my $method = $pkce->{code_challenge_method};
    # RFC7636-4.3-3: with case
    refuse('challenge_method_unsupported') if defined $method && $method ne 'S256' && $method ne 'plain';
    # RFC7636-4.2-6
    my $challenge = raw($pkce->{code_challenge});
    my $length = $challenge =~ tr/A-Za-z0-9._~-//;
    refuse('code_challenge_invalid') if $length != length $challenge || $length < 43 || $length > 128;
    # RFC7636-4.3-2
    $method //= policy('plain_method', 'written') ? 'plain' : undef;
    return ([code_challenge => $challenge], defined $method ? [code_challenge_method => $method] : ());
}

sub object_pairs ($in) {
    my @names = grep { defined $in->{$_} } qw(request request_uri);
    # RFC9101-5-2
    refuse('parameter_invalid') if @names > 1;
    # RFC9101-5.2-2
    refuse('parameter_invalid') if defined $in->{request_uri} && !is_uri(raw($in->{request_uri}), 1);
    return map { [$_ => raw($in->{$_})] } @names;
}

sub extra_pairs ($in) {
    my @extra = raw_list($in->{extra});
    my %count;
    $count{$_->[0]}++ for @extra;
    # RFC6749-3.1-9, and erratum 5708 for names of others
    refuse('parameter_duplicated') if grep { $count{$_} } @own;
    unless_refused('repeated_extension', 'parameter_duplicated') if grep { $_ > 1 } values %count;
    # RFC6749-8.2-1
    unless_refused('parameter_name', 'parameter_invalid') if grep { !/\A[\w.-]+\z/a } keys %count;
    return @extra;
}

sub request_pairs ($in) {
    my @object = object_pairs($in);
    my @pairs;
    if (defined $in->{response_type}) {
        # RFC6749-A.3-1
        $in->{response_type} =~ /\A\w+(?: \w+)*\z/a or refuse('parameter_invalid');
        push @pairs, [response_type => raw($in->{response_type})];
    }
    # RFC6749-3.1.1-1, RFC6749-4.1.1-2
    refuse('parameter_missing') if !@pairs && !@object || $in->{client_id} eq '';
    push @pairs, [client_id => opaque(raw($in->{client_id}))];
    if (given($in->{redirect_uri})) {
        my $uri = raw($in->{redirect_uri});
        # RFC6749-3.1.2-1, RFC6749-3.1.2-3
        is_uri($uri) or refuse('redirect_uri_invalid');
        push @pairs, [redirect_uri => $uri];
    }
    push @pairs, [scope => written_scope($in->{scope})] if given($in->{scope});
    push @pairs, [state => opaque(raw($in->{state}))] if given($in->{state});
    push @pairs, challenge_pairs($in->{pkce}) if $in->{pkce};
    for my $resource (map { raw($_) } ($in->{resource} // [])->@*) {
        # RFC8707-2-1, RFC8707-2-2, RFC8707-2-4
        is_uri($resource) or refuse('resource_invalid');
        push @pairs, [resource => $resource];
    }
    return (@pairs, @object, extra_pairs($in));
}

sub request_url ($in) {
    my $endpoint = raw($in->{endpoint});
    is_uri($endpoint, 1) or refuse('uri_invalid');
    refuse('uri_scheme_unsupported') if $endpoint =~ /\Ahttp:/i && policy('insecure_endpoint', 'refused');
    my ($front, $query, $fragment) = $endpoint =~ /\A([^?#]*)(?:\?([^#]*))?(#.*)?\z/s;
    # RFC6749-3.1-3 binds the server; what goes behind a fragment is never sent
    $fragment = unless_refused('endpoint_fragment', 'uri_invalid') eq 'kept' ? $fragment : undef if defined $fragment;
    my @pairs = request_pairs($in);
    for my $there (form_pairs($query // '')) {
        my ($same) = grep { $_->[0] eq $there->[0] } @pairs or next;
        # RFC6749-3.1-2 and RFC6749-3.1-9 at once
        refuse('parameter_duplicated') if $same->[1] ne $there->[1];
        unless_refused('parameter_in_endpoint', 'parameter_duplicated');
        @pairs = grep { $_ != $same } @pairs;
    }
    $front .= '/' if $front =~ m{\A[^:]+://[^/]*\z} && policy('empty_path', 'slash');
    # RFC6749-4.1.1-5, RFC6749-B-1
    my @written = map { join '=', map { escape($_) =~ s/%20/+/gr } @$_ } @pairs;
    return $front . '?' . join('&', grep { defined && $_ ne '' } $query, @written) . ($fragment // '');
}

# ---- values that servers write ----

sub token_text ($text, $code) {
    refuse($code) if $text eq '' || $text =~ $has_control;
    unless_refused('value_character', $code) if $text !~ $vschar;
    return $text;
}

sub read_scope ($text) {
    if ($text eq '') {
        return unless_refused('empty_scope', 'scope_invalid') eq 'empty' ? [] : undef;
    }
    unless_refused('scope_spaces', 'scope_invalid') if $text =~ /\A | \z|  /;
    my @words = grep { $_ ne '' } split / /, $text;
    refuse('scope_invalid') if grep { $_ =~ $has_control } @words;
    unless_refused('scope_character', 'scope_invalid') if grep { $_ !~ $nqchar } @words;
    return \@words;
}

# A whole number of seconds that is given by its digits.
sub read_seconds ($digits, $code) {
    my $number = Math::BigFloat->new($digits);
    return $number->numify if $number <= $many_seconds;
    return unless_refused('expires_in_huge', $code) eq 'kept' ? $number->numify : undef;
}

sub no_seconds ($code) {
    unless_refused('expires_in_malformed', $code);
    return;
}

sub for_people ($text, $class, $code) {
    return $text if !defined $text || $text =~ $class;
    return unless_refused('error_character', $code) eq 'kept' ? $text : undef;
}

# ---- the authorization response ----

my @response_names = qw(code access_token token_type expires_in scope state iss error error_description error_uri);

# RFC8252-8.10-2
sub arrived_at ($url, $redirect_uri) {
    my ($place) = $url =~ /\A([^#]*)/;
    my ($wanted, $own) = $redirect_uri =~ /\A([^?]*)(?:\?(.*))?\z/s;
    $wanted .= '/' if $wanted =~ m{\Ahttps?://[^/]+\z}i;
    return $place =~ /\A\Q$wanted\E(?:\?.*)?\z/s if !length($own // '');
    return $place =~ /\A\Q$wanted\E\?\Q$own\E(?:&.*)?\z/s;
}

sub response_form ($in) {
    my $request = $in->{request};
    my ($query, $fragment) = raw($request->{url}) =~ /\A[^?#]*(?:\?([^#]*))?(?:#(.*))?\z/s;
    return $query // '' if $in->{response_mode} eq 'query';
    return $fragment // '' if $in->{response_mode} eq 'fragment';
    # EXT-form-post-1
    refuse('method_invalid') if $request->{method} ne 'POST';
    my @types = map { media_type($_) } fields($request, 'content-type');
    refuse('content_type_unexpected') if "@types" ne 'application/x-www-form-urlencoded';
    return raw($request->{body});
}

sub judge_state ($state, $sent) {
    if (!defined $sent) {
        unless_refused('unexpected_state', 'state_mismatch') if length($state // '');
        return;
    }
    # RFC6749-4.1.2-9, RFC6749-10.12-1
    refuse('state_mismatch') if !defined $state || $state ne raw($sent);
}

sub judge_issuer ($iss, $in) {
    my ($expected, $supported) = $in->@{qw(issuer iss_supported)};
    if (!defined $iss) {
        # RFC9207-2.4-10
        refuse('issuer_mismatch') if $supported;
        # RFC9207-2.4-12
        refuse('issuer_mismatch') if defined $expected && policy('issuer_missing', 'refused');
    } elsif (defined $expected) {
        # RFC9207-2.4-3, RFC9207-2.4-4
        refuse('issuer_mismatch') if $iss ne raw($expected);
        # RFC9207-2.4-11
        unless_refused(defined $supported ? 'issuer_denied' : 'issuer_unannounced', 'issuer_mismatch') if !$supported;
    }
}

sub implicit ($found) {
    # RFC6749-4.2.2-2, RFC6749-4.2.2-3
    refuse('parameter_missing') if grep { !length($found->{$_} // '') } qw(access_token token_type);
    my $lifetime = $found->{expires_in};
    if (length($lifetime // '')) {
        # RFC6749-A.14-1
        my $read = $lifetime =~ /\A[0-9]+\z/ ? \&read_seconds : sub ($text, $code) { no_seconds($code) };
        $lifetime = $read->($lifetime, 'parameter_invalid');
    }
    my $scope = defined $found->{scope} ? read_scope($found->{scope}) : undef;
    return (
        access_token => token_text($found->{access_token}, 'parameter_invalid'),
        token_type   => $found->{token_type},
        expires_in   => $lifetime,
        scope        => $scope,
    );
}

sub refusal ($found) {
    my ($error, $description, $uri) = $found->@{qw(error error_description error_uri)};
    # RFC6749-4.1.2.1-12
    refuse('parameter_invalid') if $error !~ $nqschar;
    return (
        error             => $error,
        error_description => for_people($description, $nqschar, 'parameter_invalid'),
        error_uri         => for_people($uri, $nqchar, 'parameter_invalid'),
    );
}

sub authorization_response ($in) {
    refuse('redirect_uri_mismatch')
        if defined $in->{redirect_uri} && !arrived_at(raw($in->{request}{url}), raw($in->{redirect_uri}));
    # RFC6749-B-2
    my @pairs = form_pairs(response_form($in));
    my (%found, @extra);
    for my $pair (@pairs) {
        my ($name, $value) = @$pair;
        if (!grep { $_ eq $name } @response_names) { push @extra, $pair }
        # RFC6749-3.1-10
        elsif (exists $found{$name}) { refuse('parameter_duplicated') }
        else { $found{$name} = $value }
    }
    judge_state($found{state}, $in->{state});
    judge_issuer($found{iss}, $in);
    my $wanted = $in->{response_type} eq 'token' ? 'access_token' : 'code';
    my ($failed, $granted) = map { length($found{$_} // '') } 'error', $wanted;
    unless_refused('code_and_error', 'parameter_invalid') if $failed && $granted;
    my %read = (state => $found{state}, iss => $found{iss}, extra => \@extra);
    return {%read, refusal(\%found)} if $failed;
    return {%read, implicit(\%found)} if $wanted eq 'access_token';
    # RFC6749-4.1.2-1
    refuse('parameter_missing') if !$granted;
    return {%read, code => token_text($found{code}, 'parameter_invalid')};
}

# ---- JSON: [kind, value] with kind one of s(tring), n(umber), l(iteral), a(rray), o(bject) ----

my %json_escape = ('"' => '"', '\\' => '\\', '/' => '/', b => "\b", f => "\f", n => "\n", r => "\r", t => "\t");

# The reader's place is pos($_[0]).
sub json_text {
    my $text = '';
    while (1) {
        if ($_[0] =~ /\G([^"\\\x00-\x1F]+)/gc) { $text .= $1 }
        elsif ($_[0] =~ /\G"/gc) { return $text }
        elsif ($_[0] =~ m{\G\\(["\\/bfnrt])}gc) { $text .= $json_escape{$1} }
        elsif ($_[0] =~ /\G\\u([Dd][89ABab][[:xdigit:]]{2})\\u([Dd][C-Fc-f][[:xdigit:]]{2})/gc) {
            $text .= Encode::encode('UTF-8', chr(0x10000 + ((hex($1) & 0x3FF) << 10 | hex($2) & 0x3FF)));
        } elsif ($_[0] =~ /\G\\u([[:xdigit:]]{4})/gc) {
            $text .= Encode::encode('UTF-8', chr hex $1);
        } else { refuse('json_invalid') }
    }
}

sub json_name {
    $_[0] =~ /\G[ \t\r\n]*"/gc or refuse('json_invalid');
    my $name = json_text($_[0]);
    $_[0] =~ /\G[ \t\r\n]*:/gc or refuse('json_invalid');
    return $name;
}

sub json_value {
    no warnings 'recursion';
    $_[0] =~ /\G[ \t\r\n]*/gc;
    return [s => json_text($_[0])] if $_[0] =~ /\G"/gc;
    return [l => $1] if $_[0] =~ /\G(true|false|null)/gc;
    return [n => $1] if $_[0] =~ /\G(-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)/gc;
    my $object = $_[0] =~ /\G\{/gc;
    $object || $_[0] =~ /\G\[/gc or refuse('json_invalid');
    my $end = $object ? qr/\G[ \t\r\n]*\}/ : qr/\G[ \t\r\n]*\]/;
    my (%members, @items);
    return $object ? [o => {}] : [a => []] if $_[0] =~ /$end/gc;
    while (1) {
        if ($object) {
            my $name = json_name($_[0]);
            # RFC 8259 section 4
            refuse('json_duplicate_member') if exists $members{$name};
            $members{$name} = json_value($_[0]);
        } else {
            push @items, json_value($_[0]);
        }
        return $object ? [o => \%members] : [a => \@items] if $_[0] =~ /$end/gc;
        $_[0] =~ /\G[ \t\r\n]*,/gc or refuse('json_invalid');
    }
}

sub read_json ($text) {
    if (!eval { Encode::decode('UTF-8', $text, Encode::FB_CROAK | Encode::LEAVE_SRC); 1 }) {
        unless_refused('json_utf8', 'json_invalid');
        $text = Encode::encode('UTF-8', Encode::decode('UTF-8', $text));
    }
    unless_refused('byte_order_mark', 'json_invalid') if $text =~ s/\A\xEF\xBB\xBF//;
    pos($text) = 0;
    my $value = json_value($text);
    $text =~ /\G[ \t\r\n]*\z/gc or refuse('json_invalid');
    return $value;
}

# A value in one spelling, to compare it by.
sub canonical_json ($value) {
    my ($kind, $is) = @$value;
    if ($kind eq 'o') {
        return '{' . join(',', map { unpack('H*', $_) . ':' . canonical_json($is->{$_}) } sort keys %$is) . '}';
    }
    return '[' . join(',', map { canonical_json($_) } @$is) . ']' if $kind eq 'a';
    return $kind eq 'n' ? 0 + $is : $kind eq 's' ? 's' . unpack('H*', $is) : $is;
}

sub json_members ($message) {
    my @types = map { media_type($_) } fields($message, 'content-type');
    # RFC6749-5.1-2, RFC6749-5.2-15
    refuse('content_type_unexpected') if "@types" ne 'application/json' && policy('response_content_type', 'required');
    my ($kind, $members) = read_json(raw($message->{body}))->@*;
    refuse('member_invalid') if $kind ne 'o';
    return $members;
}

# The member, or nothing where there is none; null counts as none, or is refused.
sub member ($members, $name) {
    my $value = $members->{$name} // return;
    return $value if $value->[0] ne 'l' || $value->[1] ne 'null';
    unless_refused('null_member', 'member_invalid');
    return;
}

sub text_of ($value) {
    # RFC6749-5.1-3
    refuse('member_invalid') if $value->[0] ne 's';
    return $value->[1];
}

sub required_text ($members, $name) {
    my $text = text_of($members->{$name} // refuse('member_missing'));
    return $text ne '' ? $text : refuse('member_invalid');
}

sub rest_of ($members, @own) {
    my %rest = %$members;
    delete @rest{@own};
    return [o => \%rest];
}

sub field ($message, $name) {
    my ($first) = fields($message, $name);
    return $first;
}

# ---- the token response ----

sub lifetime ($members) {
    my ($kind, $value) = (member($members, 'expires_in') // return)->@*;
    if ($kind eq 's' && $value =~ /\A[0-9]+\z/) {
        return unless_refused('expires_in_text', 'member_invalid') eq 'converted' ? 0 + $value : undef;
    }
    # RFC6749-A.14-1
    return no_seconds('member_invalid') if $kind ne 'n';
    my $number = Math::BigFloat->new($value);
    return no_seconds('member_invalid') if $number->is_neg || !$number->is_int;
    refuse('member_invalid')
        if $value !~ /\A[0-9]+\z/ && $number <= $many_seconds && policy('expires_in_notation', 'refused');
    return read_seconds($value, 'member_invalid');
}

sub token_scope ($members) {
    my $value = member($members, 'scope') // return;
    if ($value->[0] eq 'a') {
        unless_refused('scope_array', 'member_invalid');
        return [map { text_of($_) } $value->[1]->@*];
    }
    return read_scope(text_of($value));
}

sub refresh ($members) {
    my $text = text_of(member($members, 'refresh_token') // return);
    return token_text($text, 'member_invalid') if $text ne '';
    unless_refused('empty_member', 'member_invalid');
    return;
}

sub understood ($type, $in) {
    # RFC6749-A.13-1
    refuse('member_invalid') if $type !~ $nqchar;
    # RFC8693-2.2.1-3
    my @known = (map({ raw($_) } $in->{token_types}->@*), $in->{grant} eq 'token_exchange' ? 'N_A' : ());
    # RFC6749-5.1-7, RFC6749-7.1-1
    refuse('token_type_unsupported') if !grep { lc eq lc $type } @known;
    return $type;
}

sub token_response ($in) {
    my $message = $in->{response};
    # RFC6749-5.1-1
    refuse('error_response') if $message->{status} !~ /\A2..\z/;
    unless_refused('other_success_status', 'error_response') if $message->{status} != 200;
    my $members = json_members($message);
    # RFC6749-5.1-5, RFC6749-5.1-6
    my %read = (access_token => token_text(required_text($members, 'access_token'), 'member_invalid'));
    unless_refused('error_beside_token', 'error_response') if $members->{error};
    if ($in->{grant} eq 'token_exchange') {
        # RFC8693-2.2.1-2
        $read{issued_token_type} = required_text($members, 'issued_token_type');
        is_uri($read{issued_token_type}, 1) or refuse('member_invalid');
    }
    return {
        %read,
        token_type    => understood(required_text($members, 'token_type'), $in),
        expires_in    => scalar lifetime($members),
        refresh_token => scalar refresh($members),
        scope         => scalar token_scope($members),
        dpop_nonce    => field($message, 'dpop-nonce'),
        # RFC6749-5.1-13
        extra => rest_of($members, qw(access_token token_type expires_in refresh_token scope issued_token_type)),
    };
}

# ---- error responses ----

sub described ($members, $name, $class) {
    my $text = text_of(member($members, $name) // return);
    return for_people($text, $class, 'member_invalid') if $text ne '';
    return unless_refused('empty_description', 'member_invalid') eq 'kept' ? '' : undef;
}

sub endpoint_error ($message) {
    # RFC6749-5.2-1
    unless_refused('error_status', 'status_unexpected') if $message->{status} < 400;
    my $members = json_members($message);
    # RFC6749-5.2-2, RFC6749-5.2-12
    my $error = required_text($members, 'error');
    refuse('member_invalid') if $error !~ $nqschar;
    return (
        error             => $error,
        error_description => scalar described($members, 'error_description', $nqschar),
        error_uri         => scalar described($members, 'error_uri', $nqchar),
        extra             => rest_of($members, qw(error error_description error_uri)),
    );
}

my $word = qr/[!#\$%&'*+\-.^_`|~0-9A-Za-z]+/;

# RFC 7235 section 2.1: the challenges of one field, cut from its front.
sub read_challenges ($field) {
    my @challenges;
    while (1) {
        $field =~ s/\A[ \t,]+//;
        return @challenges if $field eq '';
        if (!@challenges || $field !~ /\A$word[ \t]*=/) {
            $field =~ s/\A($word)(?=[ \t,]|\z)// or refuse('challenge_malformed');
            push @challenges, {'' => lc $1};
            # a token68, or the first parameter, or nothing
            next if $field =~ s{\A[ \t]+[A-Za-z0-9\-._~+/]+=*(?=[ \t]*(?:,|\z))}{};
            next if $field =~ /\A[ \t]*(?:,|\z)/;
            $field =~ s/\A[ \t]+//;
        }
        $field =~ s/\A($word)[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"|($word))(?=[ \t]*(?:,|\z))//s
            or refuse('challenge_malformed');
        my ($name, $quoted, $token) = (lc $1, $2, $3);
        # RFC6750-3-5, RFC6750-3-7, RFC6750-3-9
        refuse('challenge_malformed') if exists $challenges[-1]{$name};
        $challenges[-1]{$name} = $token // $quoted =~ s/\\(.)/$1/gsr;
    }
}

sub no_challenge ($message) {
    my $body = eval { read_json(raw($message->{body})) };
    my $error = $body && $body->[0] eq 'o' ? $body->[1]{error} : undef;
    undef $error if $error && $error->[0] ne 's';
    my $taken = unless_refused($error ? 'error_in_body' : 'no_challenge', 'header_scheme');
    return (error => $taken eq 'read' ? $error->[1] : undef);
}

sub resource_error ($message) {
    refuse('status_unexpected') if $message->{status} < 400;
    my @ours = grep { $_->{''} eq 'bearer' || $_->{''} eq 'dpop' }
        map { read_challenges($_) } fields($message, 'www-authenticate');
    return no_challenge($message) if !@ours;
    my ($told) = ((grep { defined $_->{error} } @ours), @ours);
    # RFC6750-3-11, RFC6750-3-13
    refuse('member_invalid') if grep { defined $told->{$_} && $told->{$_} !~ $nqschar } qw(error error_description);
    refuse('member_invalid') if defined $told->{error_uri} && $told->{error_uri} !~ $nqchar;
    my $scope;
    if (defined $told->{scope}) {
        # RFC6750-3-10
        $scope = [split / /, $told->{scope}, -1];
        refuse('scope_invalid') if !@$scope || grep { $_ !~ $nqchar } @$scope;
    }
    return (scope => $scope, map { $_ => $told->{$_} } qw(error error_description error_uri realm resource_metadata));
}

sub error_response ($in) {
    my $message = $in->{response};
    my %read = $in->{endpoint} eq 'resource' ? resource_error($message) : endpoint_error($message);
    return {%read, dpop_nonce => field($message, 'dpop-nonce')};
}

# ---- equality ----

sub both ($wanted, $got, $same) { defined $wanted ? defined $got && $same->() : !defined $got }

sub sorted_once (@texts) {
    my %seen = map { $_ => 1 } @texts;
    return join "\0", sort keys %seen;
}

my $set = \sub ($wanted, $got) {
    both($wanted, $got, sub { sorted_once(map { raw($_) } @$wanted) eq sorted_once(@$got) });
};
my $number = \sub ($wanted, $got) { both($wanted, $got, sub { $wanted == $got }) };
my $caseless = \sub ($wanted, $got) { both($wanted, $got, sub { lc raw($wanted) eq lc $got }) };
my $json_text = JSON::PP->new->allow_nonref->utf8;
my $value = \sub ($wanted, $got) { canonical_json(read_json($json_text->encode($wanted))) eq canonical_json($got) };
my %texts = map { $_ => 'nullable' } qw(code access_token error error_description error_uri state iss refresh_token
    issued_token_type dpop_nonce realm resource_metadata);

%ops = (
    %ops,
    'oauth2.authorization_url'            => [\&request_url, \&canonical_url],
    'oauth2.parse_authorization_response' => [\&authorization_response,
        {%texts, token_type => $caseless, expires_in => $number, scope => $set, extra => 'pairs'}],
    'oauth2.parse_token_response' => [\&token_response,
        {%texts, token_type => $caseless, expires_in => $number, scope => $set, extra => $value}],
    'oauth2.parse_error' => [\&error_response, {%texts, scope => $set, extra => $value}],
);

# ---- what the RFCs print ----

sub printed () {
    my %request = (client_id => 's6BhdRkqt3', extra => []);
    return (
        ['RFC 6749 appendix B', escape(" %&+\xC2\xA3\xE2\x82\xAC") =~ s/%20/+/gr, '+%25%26%2B%C2%A3%E2%82%AC'],
        ['RFC 6749 section 4.1.1', canonical_url(request_url({%request, response_type => 'code', state => 'xyz',
            endpoint => 'https://server.example.com/authorize', redirect_uri => 'https://client.example.com/cb'})),
            canonical_url('https://server.example.com/authorize?response_type=code&client_id=s6BhdRkqt3&state=xyz'
                . '&redirect_uri=https%3A%2F%2Fclient%2Eexample%2Ecom%2Fcb')],
        ['RFC 9126 section 4', request_url({%request, endpoint => 'https://as.example.com/authorize',
            request_uri => 'urn:ietf:params:oauth:request_uri:6esc_11ACC5bwc014ltc14eY22c'}),
            'https://as.example.com/authorize?client_id=s6BhdRkqt3&request_uri=urn%3Aietf%3Aparams'
                . '%3Aoauth%3Arequest_uri%3A6esc_11ACC5bwc014ltc14eY22c'],
        ['RFC 9449 section 7.2', join(' ', map { $_->{''} } read_challenges('Bearer, DPoP algs="ES256 PS256"')),
            'bearer dpop'],
    );
}

sub run (@files) {
    my $folder = dirname(__FILE__) . '/../oauth2';
    my @suites = qw(authorization_url parse_authorization_response parse_token_response parse_error);
    @files = map { "$folder/$_.json" } @suites if !@files;
    my ($wrong, $tests) = (0, 0);
    for my $literal (printed()) {
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

exit run(@ARGV) if !caller;
1;
