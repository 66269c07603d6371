#!/usr/bin/env perl
# SPDX-License-Identifier: Apache-2.0
#
# Recomputes the vectors of what OAuth 2.0's servers decide before they answer: redirection URIs, code challenges, Basic
# credentials and scopes, with Perl's core modules and the driver of oauth1.pl.
#
# usage: oauth2_decisions.pl [FILE ...]     (without FILE: the seven suites of ../oauth2)
#
# Written from the RFCs beside oauth2_decisions.py, not after it: URIs are cut from the front, and Base64 is read bit by
# bit.

use v5.36;
use Cwd qw(abs_path);
use Digest::SHA qw(sha256);
use File::Basename qw(dirname);
use JSON::PP ();
use MIME::Base64 qw(encode_base64);
use Socket qw(AF_INET6 inet_pton);

our (%branches, %ops);
require(dirname(abs_path(__FILE__)) . '/oauth1.pl');

%branches = (
    %branches,
    base64_padding                => [qw(refused tolerated)],
    base64_unused_bits            => [qw(refused tolerated)],
    control_character             => [qw(refused encoded)],
    empty_challenge               => [qw(refused omitted)],
    empty_client_id               => [qw(refused accepted)],
    empty_method                  => [qw(refused omitted)],
    empty_redirect_uri            => [qw(refused omitted)],
    empty_scope                   => [qw(refused as_requested empty)],
    escaped_control_character     => [qw(refused kept)],
    insecure_redirect_uri         => [qw(accepted refused)],
    localhost_port                => [qw(refused accepted)],
    loopback_port                 => [qw(refused accepted)],
    method_without_challenge      => [qw(accepted refused)],
    non_ascii                     => [qw(refused encoded)],
    none_registered               => [qw(refused accepted)],
    other_loopback                => [qw(refused accepted)],
    response_parameter_registered => [qw(accepted refused)],
    scheme_without_period         => [qw(refused accepted)],
    script_scheme                 => [qw(refused accepted)],
    userinfo_in_redirect_uri      => [qw(accepted refused)],
);

my $control = qr/[\x00-\x1F\x7F]/;

sub refusal ($reason, %more) { {verdict => 'refused', reason => $reason, %more} }
sub acceptance (%more) { {verdict => 'accepted', %more} }

# ---- redirection URIs: RFC 6749 section 3.1.2 ----

my $plain = q(A-Za-z0-9\-._~!$&'()*+,;=);

# Cuts the characters of a class, and escapes, from the front of $$rest.
sub cut ($rest, $class) {
    $$rest =~ s/\A((?:[$class]|%[0-9A-Fa-f]{2})*)//;
    return $1;
}

# [host, is it an IP literal] from the front of $$rest; undef where it is none.
sub cut_host ($rest) {
    return [cut($rest, $plain), 0] if $$rest !~ /\A\[/;
    $$rest =~ s/\A\[([0-9A-Fa-f:.]+)\]// or return;
    return defined inet_pton(AF_INET6, $1) ? ["[$1]", 1] : undef;
}

# The parts of an absolute URI (RFC 3986 section 4.3), which has no fragment; undef where the text is none.
sub absolute_uri ($text) {
    my %uri = (text => $text);
    my $rest = $text;
    $rest =~ s/\A([A-Za-z][A-Za-z0-9+.-]*):// or return;
    $uri{scheme} = $1;
    if ($rest =~ s{\A//}{}) {
        if ($rest =~ /\A[^\/?#]*\@/) {
            $uri{userinfo} = cut(\$rest, "$plain:");
            $rest =~ s/\A\@// or return;
        }
        my $host = cut_host(\$rest) // return;
        $uri{host} = $host->[0];
        $uri{before} = substr $text, 0, length($text) - length $rest;
        $uri{port} = $1 if $rest =~ s/\A:([0-9]*)//;
        $uri{after} = $rest;
        return if $rest ne '' && $rest !~ m{\A[/?]};
    }
    cut(\$rest, "$plain:\@/");
    $uri{query} = cut(\$rest, "$plain:\@/?") if $rest =~ s/\A\?//;
    return $rest eq '' ? \%uri : undef;
}

# What a host is on the loopback interface: shown by RFC 8252 section 7.3, another such address, or a name.
sub loopback ($host) {
    return 'shown' if $host eq '127.0.0.1' || $host eq '[::1]';
    return 'name' if $host eq 'localhost';
    if ($host =~ /\A\[(.*)\]\z/) {
        my $octets = inet_pton(AF_INET6, $1);
        return 'other' if $octets eq "\0" x 15 . "\1" || $octets =~ /\A\0{10}\xFF\xFF\x7F/;
        return '';
    }
    my @numbers = $host =~ /\A(127)\.([0-9]+)\.([0-9]+)\.([0-9]+)\z/ or return '';
    return (grep { $_ > 255 || /\A0./ } @numbers) ? '' : 'other';
}

# Whether a URI that is registered as it is written may still be refused, by a choice of the server's.
sub still_refused ($uri, $native) {
    my $scheme = lc $uri->{scheme};
    return policy('script_scheme', 'refused') if $scheme =~ /\A(?:javascript|data|vbscript)\z/;
    # RFC8252-8.4-6; http, https and urn are no private-use schemes
    return policy('scheme_without_period', 'refused') if $native && $scheme !~ /\.|\A(?:https?|urn)\z/;
    return policy('userinfo_in_redirect_uri', 'refused') if defined $uri->{userinfo};
    return policy('response_parameter_registered', 'refused')
        if ($uri->{query} // '') =~ /(?:\A|&)(?:code|state)(?:=|&|\z)/;
    # RFC6749-3.1.2.1-1, RFC9700-2.6-6
    return policy('insecure_redirect_uri', 'refused') if $scheme eq 'http' && !$native;
    return 0;
}

# RFC8252-7.3-1, RFC8252-8.4-4: whether the port is all that differs, and may.
sub port_may_differ ($known, $uri) {
    for my $one ($known, $uri) {
        return 0 if !$one || !defined $one->{host} || defined $one->{userinfo} || $one->{scheme} ne 'http';
    }
    return 0 if $known->{before} ne $uri->{before} || $known->{after} ne $uri->{after};
    my $kind = loopback($uri->{host}) or return 0;
    return 0 if $kind eq 'name' && policy('localhost_port', 'refused');
    return 0 if $kind eq 'other' && policy('other_loopback', 'refused');
    my $port = $uri->{port} // return 1;
    my $usual = $port =~ /\A[1-9][0-9]*\z/ && length $port < 6 && $port < 65536;
    return $usual || policy('loopback_port', 'accepted');
}

sub match_redirect_uri ($in) {
    my @registered = map { raw($_) } $in->{registered}->@*;
    my $requested = raw_or_undef($in->{requested});
    my $native = $in->{application_type} eq 'native';
    # RFC6749-3.1-7
    undef $requested
        if defined $requested && $requested eq '' && @registered == 1 && policy('empty_redirect_uri', 'omitted');
    # RFC6749-3.1.2.3-2: without a choice the only one is meant
    return refusal('redirect_uri_missing') if !defined $requested && @registered != 1;
    $requested //= $registered[0];
    # RFC6749-3.1.2-4
    my $uri = absolute_uri($requested) or return refusal('redirect_uri_invalid');
    # RFC6749-3.1.2.3-4
    if (grep { $_ eq $requested } @registered) {
        return refusal('redirect_uri_invalid') if still_refused($uri, $native);
        return acceptance(redirect_uri => $requested);
    }
    if (!@registered) {
        # RFC6749-3.1.2.2-1, RFC8252-8.4-1
        return refusal('redirect_uri_mismatch') if $native || policy('none_registered', 'refused');
        return acceptance(redirect_uri => $requested);
    }
    for my $known (@registered) {
        return acceptance(redirect_uri => $requested) if $native && port_may_differ(absolute_uri($known), $uri);
    }
    return refusal('redirect_uri_mismatch');
}

# ---- code challenges: RFC 7636 section 4 ----

# RFC7636-4.1-1, RFC7636-4.2-6
sub is_proof ($text) {
    my $allowed = $text =~ tr/A-Za-z0-9._~-//;
    return $allowed == length $text && $allowed >= 43 && $allowed <= 128;
}

# RFC7636-A-1, as the appendix does it
sub base64url ($octets) { encode_base64($octets, '') =~ s/=.*//sr =~ tr{+/}{-_}r }

# RFC7636-4.2-1, RFC7636-4.2-2
my %transformation = (plain => sub ($verifier) { $verifier }, S256 => sub ($verifier) { base64url(sha256($verifier)) });

sub challenge ($in) {
    # RFC7636-4.3-3
    my $transform = $transformation{$in->{method}} or refuse('challenge_method_unsupported');
    my $verifier = raw($in->{code_verifier});
    is_proof($verifier) or refuse('code_verifier_invalid');
    return $transform->($verifier);
}

# RFC7636-4.4.1-1, RFC7636-4.4.1-3: the authorization endpoint's refusal
sub bad_request ($reason) { refusal($reason, error => 'invalid_request') }
# RFC7636-4.6-3: the token endpoint's
sub bad_grant ($reason) { refusal($reason, error => 'invalid_grant', status => 400) }

sub verify_without_challenge ($in) {
    return bad_request('verifier_mismatch') if $in->{required};
    # RFC9700-4.8.2-4
    return bad_grant('verifier_mismatch') if length($in->{code_verifier} // '');
    if (defined $in->{code_challenge}) {
        return bad_request('code_challenge_invalid') if policy('empty_challenge', 'refused');
    }
    elsif (defined $in->{code_challenge_method}) {
        return bad_request('verifier_mismatch') if policy('method_without_challenge', 'refused');
    }
    return acceptance();
}

sub verify_challenge ($in) {
    my $wanted = raw_or_undef($in->{code_challenge});
    # RFC6749-3.1-7
    return verify_without_challenge($in) if !length($wanted // '');
    my $method = raw_or_undef($in->{code_challenge_method});
    return bad_request('challenge_method_unsupported')
        if defined $method && $method eq '' && policy('empty_method', 'refused');
    # RFC7636-4.3-2
    $method = 'plain' if !length($method // '');
    my ($offered) = grep { $_ eq $method } $in->{methods}->@*;
    my $transform = defined $offered ? $transformation{$offered} : undef;
    return bad_request('challenge_method_unsupported') if !$transform;
    return bad_request('code_challenge_invalid') if !is_proof($wanted);
    # RFC7636-4.6-4, RFC6749-3.2-7
    my $verifier = raw_or_undef($in->{code_verifier});
    return bad_grant('verifier_mismatch') if !length($verifier // '');
    # RFC7636-4.1-2
    return bad_grant('code_verifier_invalid') if !is_proof($verifier);
    # RFC7636-4.6-1, RFC7636-4.6-2
    return $transform->($verifier) eq $wanted ? acceptance() : bad_grant('verifier_mismatch');
}

# ---- Basic credentials: RFC 6749 section 2.3.1, RFC 7617 section 2 ----

# RFC6749-B-1: HTML 4.01 section 17.13.4 replaces spaces and escapes what is no letter and no digit
sub form_text ($text) { escape($text) =~ s/%20/+/gr }

sub write_basic ($in) {
    my @parts = map { raw($in->{$_}) } qw(client_id client_secret);
    # RFC6749-A.1-1, RFC6749-A.2-1
    refuse('parameter_invalid') if "@parts" =~ $control && policy('control_character', 'refused');
    refuse('parameter_invalid') if "@parts" =~ /[\x80-\xFF]/ && policy('non_ascii', 'refused');
    # RFC6749-2.3.1-2
    return 'Basic ' . encode_base64(join(':', map { form_text($_) } @parts), '');
}

my %digit;
@digit{'A' .. 'Z', 'a' .. 'z', 0 .. 9, '+', '/'} = 0 .. 63;

# RFC 4648 section 4, bit by bit.
sub read_base64 ($text) {
    my ($bits, $padding) = ('', 0);
    for my $character (split //, $text) {
        if ($character eq '=') {
            $padding++;
            next;
        }
        refuse('base64_invalid') if $padding || !exists $digit{$character};
        $bits .= sprintf '%06b', $digit{$character};
    }
    my $unused = length($bits) % 8;
    # a group of one character has no octet; two bits go with one "=", four with two
    refuse('base64_invalid') if $unused == 6;
    my $short = $unused / 2 - $padding;
    refuse('base64_invalid') if $short && ($padding || policy('base64_padding', 'refused'));
    my $left = $unused ? substr($bits, -$unused, $unused, '') : '';
    refuse('base64_invalid') if $left =~ /1/ && policy('base64_unused_bits', 'refused');
    return pack 'B*', $bits;
}

sub read_basic ($in) {
    my ($scheme, $credentials) = split / +/, raw($in->{header}), 2;
    refuse('header_scheme') if lc($scheme // '') ne 'basic';
    my $pair = read_base64($credentials // '');
    refuse('credentials_invalid') if $pair =~ $control;
    # RFC 7617 section 2: the first colon separates
    my $colon = index $pair, ':';
    refuse('credentials_invalid') if $colon < 0;
    # RFC6749-2.3.1-3
    my ($id, $secret) = map { received(tr/+/ /r) } substr($pair, 0, $colon), substr $pair, $colon + 1;
    refuse('credentials_invalid') if "$id$secret" =~ $control && policy('escaped_control_character', 'refused');
    refuse('credentials_invalid') if $id eq '' && policy('empty_client_id', 'refused');
    return {client_id => $id, client_secret => $secret};
}

# A field value for comparing: what stays when Base64 and form-encoding are undone. An encoder may escape more than it
# has to, not less.
sub canonical_credentials ($text) {
    my ($encoded) = $text =~ m{\ABasic ([A-Za-z0-9+/]+={0,2})\z}i or return $text;
    local our %policy = (base64_padding => 'refused', base64_unused_bits => 'refused');
    my $pair = eval { read_base64($encoded) };
    return $text if !defined $pair || $pair !~ /\A[!-~]*\z/ || $pair !~ /:/;
    return join "\n", map { unpack 'H*', unescape(tr/+/ /r) } split /:/, $pair, 2;
}

# ---- scopes: RFC 6749 section 3.3 ----

# The tokens as the keys of a hash.
sub tokens ($text) {
    my %found;
    do {
        # RFC6749-A.4-1
        $text =~ s/\A([\x21\x23-\x5B\x5D-\x7E]+)// or refuse('scope_invalid');
        $found{$1} = 1;
    } while ($text =~ s/\A //);
    refuse('scope_invalid') if $text ne '';
    return \%found;
}

sub compare_scopes ($in) {
    my $asked = defined $in->{requested} ? tokens(raw($in->{requested})) : {};
    my $got = $asked;    # RFC6749-5.1-10
    if (defined $in->{granted} && $in->{granted} eq '') {
        our %policy;
        policy('empty_scope', 'refused') and refuse('scope_invalid');
        $got = {} if $policy{empty_scope} eq 'empty';
    }
    elsif (defined $in->{granted}) {
        $got = tokens(raw($in->{granted}));
    }
    # RFC6749-3.3-1
    my @missing = grep { !$got->{$_} } keys %$asked;
    my @additional = grep { !$asked->{$_} } keys %$got;
    return {changed => @missing + @additional > 0, sufficient => !@missing, missing => \@missing,
        additional => \@additional};
}

# ---- the ops ----

my $text = sub ($v) { $v };
my $boolean = \sub ($wanted, $got) { JSON::PP::is_bool($wanted) && !$wanted == !$got };
my $number = \sub ($wanted, $got) { defined $got && $wanted == $got };
my $set = \sub ($wanted, $got) {
    my %seen = map { raw($_) => 1 } @$wanted;
    return join("\n", sort keys %seen) eq join "\n", sort @$got;
};
my $maybe = \sub ($wanted, $got) { defined $got && raw($wanted) eq $got };

%ops = (
    %ops,
    'oauth2.match_redirect_uri'        => [\&match_redirect_uri,
        {verdict => $text, redirect_uri => $maybe, reason => $maybe}],
    'oauth2.pkce_challenge'            => [\&challenge, $text],
    'oauth2.pkce_verify'               => [\&verify_challenge,
        {verdict => $text, error => $maybe, status => $number, reason => $maybe}],
    'oauth2.basic_authorization'       => [\&write_basic, \&canonical_credentials],
    'oauth2.parse_basic_authorization' => [\&read_basic, {client_id => $text, client_secret => $text}],
    'oauth2.parse_scope'               => [sub ($in) { [keys tokens(raw($in->{text}))->%*] }, $set],
    'oauth2.compare_scope'             => [\&compare_scopes,
        {changed => $boolean, sufficient => $boolean, missing => $set, additional => $set}],
);

# ---- what the RFCs print ----

sub printed () {
    my $verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
    my $challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
    my $verdict = verify_challenge({code_challenge => $challenge, code_challenge_method => 'S256',
        code_verifier => $verifier, methods => ['S256'], required => 1});
    my $octets = pack 'C*', 116, 24, 223, 180, 151, 153, 224, 37, 79, 250, 96, 125, 216, 173, 187, 186, 22, 212, 37, 77,
        105, 214, 191, 240, 91, 88, 5, 88, 83, 132, 141, 121;
    my $user = read_basic({header => 'Basic dGVzdDoxMjPCow=='});
    return (
        ['RFC 7636 appendix A', base64url(pack 'C*', 3, 236, 255, 224, 193), 'A-z_4ME'],
        ['RFC 7636 appendix B, the verifier', base64url($octets), $verifier],
        ['RFC 7636 appendix B', challenge({code_verifier => $verifier, method => 'S256'}), $challenge],
        ['RFC 7636 appendix B, verified', $verdict->{verdict}, 'accepted'],
        ['RFC 6749 appendix B', form_text(" %&+\xC2\xA3\xE2\x82\xAC"), '+%25%26%2B%C2%A3%E2%82%AC'],
        ['RFC 6749 section 2.3.1', write_basic({client_id => 's6BhdRkqt3', client_secret => '7Fjfp0ZBr1KtDRbnfVdmIw'}),
            'Basic czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3'],
        ['RFC 7617 section 2', read_basic({header => 'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=='})->{client_secret},
            'open sesame'],
        ['RFC 7617 section 2.1', "$user->{client_id}:$user->{client_secret}", "test:123\xC2\xA3"],
    );
}

sub run (@files) {
    my $folder = dirname(__FILE__) . '/../oauth2';
    my @suites = qw(match_redirect_uri pkce_challenge pkce_verify basic_authorization parse_basic_authorization
        parse_scope compare_scope);
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

exit run(@ARGV);
