#!/usr/bin/env perl
# SPDX-License-Identifier: Apache-2.0
#
# Recomputes the vectors of bearer tokens, challenges, resource indicators and well-known URIs with Perl's core modules
# and the driver of oauth1.pl.
#
# usage: oauth2_resource.pl [FILE ...]     (without FILE: the four suites of ../oauth2)
#
# Written from the RFCs beside oauth2_resource.py, not after it: texts are cut from the front, URIs by RFC 3986
# appendix B.

use v5.36;
use Cwd qw(abs_path);
use File::Basename qw(dirname);

our (%branches, %ops);
require(dirname(abs_path(__FILE__)) . '/oauth1.pl');

%branches = (
    %branches,
    default_port         => [qw(kept dropped)],
    dot_segments         => [qw(kept removed refused)],
    empty_access_token   => [qw(refused ignored)],
    empty_field          => [qw(refused none)],
    escaped_non_ascii    => [qw(accepted refused)],
    host_case            => [qw(kept lowered)],
    identifier_userinfo  => [qw(kept refused)],
    obs_text             => [qw(octets latin1 refused)],
    openid_configuration => [qw(inserted appended)],
    other_credentials    => [qw(ignored refused)],
    path_slash           => [qw(kept removed)],
    plus_in_query        => [qw(refused space plus)],
    resource_comparison  => [qw(exact normalised)],
    resource_missing     => [qw(accepted refused)],
    tab_after_scheme     => [qw(refused accepted)],
    terminating_slashes  => [qw(one all)],
    token_character      => [qw(refused accepted)],
    unquoted_non_token   => [qw(refused accepted)],
);

# The branch that is taken.
sub choice ($name) {
    our %policy;
    policy($name, '');
    return $policy{$name};
}

# What a computation gives, and the code where it is refused instead; a choice still open goes on to the driver.
sub attempt ($compute) {
    my $value = eval { $compute->() };
    return ($value, undef) if defined $value || !$@;
    die $@ if ref $@ ne 'HASH' || !$@->{code};
    return (undef, $@->{code});
}

# ---- challenges: RFC 7235 sections 2.1 and 4.1 ----

my $word = qr/[!#\$%&'*+\-.^_`|~0-9A-Za-z]+/;
my $blank = qr/[ \t]*/;

# A quoted-string off the front of the text, without its quotation marks and escapes (RFC 7230 section 3.2.6).
sub cut_quoted {
    $_[0] =~ s/\A"//;
    my $value = '';
    while ($_[0] !~ s/\A"//) {
        $_[0] =~ s/\A(\\?)([\t \x21-\x7E\x80-\xFF])//s or refuse('challenge_malformed');
        refuse('challenge_malformed') if $1 eq '' && $2 eq '\\';
        $value .= $2;
    }
    return $value if $value !~ /[\x80-\xFF]/;
    my $taken = choice('obs_text');
    refuse('challenge_malformed') if $taken eq 'refused';
    return $taken eq 'octets' ? $value : raw($value);
}

sub cut_value {
    return cut_quoted($_[0]) if $_[0] =~ /\A"/;
    return $1 if $_[0] =~ s/\A($word)(?=$blank(?:,|\z))//;
    # what is no token, and has no blank or comma in it
    $_[0] =~ s/\A([\x21\x23-\x2B\x2D-\x7E]+)(?=$blank(?:,|\z))// or refuse('challenge_malformed');
    my $value = $1;
    refuse('challenge_malformed') if policy('unquoted_non_token', 'refused');
    return $value;
}

# "name = value" off the front of the text, for the challenge (RFC7235-2.1-5).
sub cut_parameter {
    my ($challenge) = $_[1];
    $_[0] =~ s/\A($word)$blank=$blank// or refuse('challenge_malformed');
    my $name = lc $1;
    refuse('challenge_malformed') if !$challenge || defined $challenge->{token68};
    push $challenge->{parameters}->@*, [$name, cut_value($_[0])];
    $_[0] =~ /\A$blank(?:,|\z)/ or refuse('challenge_malformed');
}

# Whether a parameter begins here, and no "scheme token68" whose token ends in "=".
sub parameter_begins ($text) {
    return $text =~ /\A$word$blank=$blank(?!=)[^ \t,]/;
}

sub challenges_of ($field) {
    my @found;
    refuse('challenge_malformed') if $field =~ /\r\n[ \t]/ && policy('line_folding', 'refused');
    my $rest = $field =~ s/\r\n(?=[ \t])//gr;
    # RFC7235-4.1-3
    while ($rest =~ s/\A[ \t,]*//, $rest ne '') {
        if (parameter_begins($rest)) {
            cut_parameter($rest, $found[-1]);
            next;
        }
        # RFC7235-2.1-4
        $rest =~ s/\A($word)(?= |$blank(?:,|\z))// or refuse('challenge_malformed');
        push @found, {scheme => lc $1, token68 => undef, parameters => []};
        next if $rest =~ /\A$blank(?:,|\z)/;
        $rest =~ s/\A +//;
        # RFC7235-2.1-6
        if ($rest =~ s{\A([A-Za-z0-9\-._~+/]+=*)(?=$blank(?:,|\z))}{}) { $found[-1]{token68} = $1 }
        else { cut_parameter($rest, $found[-1]) }
    }
    refuse('challenge_malformed') if !@found && policy('empty_field', 'refused');
    return @found;
}

sub www_authenticate ($in) {
    # RFC7235-4.1-1, RFC7235-4.1-2
    my @found = map { challenges_of(raw($_)) } $in->{fields}->@*;
    for my $challenge (@found) {
        my %count;
        $count{$_->[0]}++ for $challenge->{parameters}->@*;
        # RFC7235-2.1-3 binds the server
        refuse('challenge_malformed')
            if (grep { $_ > 1 } values %count) && policy('duplicate_parameter', 'refused');
    }
    return \@found;
}

sub challenge_line ($scheme, $token68, @pairs) {
    return join "\0", $scheme, $token68 // "\1", map { "$_->[0]=$_->[1]" } sort { "@$a" cmp "@$b" } @pairs;
}

my $challenge_list = \sub ($wanted, $got) {
    my @ones = map {
        challenge_line(raw($_->{scheme}), raw_or_undef($_->{token68}), raw_list($_->{parameters}))
    } @$wanted;
    my @others = map { challenge_line($_->@{qw(scheme token68)}, $_->{parameters}->@*) } @$got;
    return "@ones" eq "@others" && @ones == @others;
};

# ---- bearer tokens: RFC 6750 sections 2 and 3 ----

my $b64token = qr{\A[A-Za-z0-9\-._~+/]+=*\z};

sub no_token () { refuse('bearer_invalid') }

# (token or undef, whether there are credentials of another scheme)
sub token_of_field ($request) {
    my ($token, $others);
    for my $field (fields($request, 'authorization')) {
        my ($scheme, $gap, $rest) = $field =~ /\A([^ \t]*)([ \t]*)(.*)\z/s;
        # RFC6750-2.1-4
        if (lc $scheme ne 'bearer') { $others ||= $gap ne ''; next }
        if ($gap =~ /\t/) {
            policy('tab_after_scheme', 'accepted') or do { $others = 1; next };
        }
        # RFC6750-2.1-3, RFC6750-3.1-1
        no_token() if $rest !~ $b64token || defined $token;
        $token = $rest;
    }
    return ($token, $others);
}

sub split_form ($text, $plus) {
    return map { [map { unescape(s/\+/$plus/gr) } /\A([^=]*)=?(.*)\z/s] } split /&/, $text, -1;
}

# The one value of access_token in a query or form; undef where there is none.
sub token_of_form ($text, $query, $shown) {
    no_token() if bad_escape($text) && policy('malformed_escape', 'refused');
    my ($spaced, $plain) = map { [map { $_->[1] } grep { $_->[0] eq 'access_token' } split_form($text, $_)] } ' ', '+';
    # RFC6750-3.1-1
    no_token() if @$spaced > 1;
    return if !@$spaced;
    my $value = $spaced->[0];
    # RFC6750-2.3-5 names RFC 3986
    if ($query && $value ne $plain->[0]) {
        my $taken = choice('plus_in_query');
        no_token() if $taken eq 'refused';
        $value = $plain->[0] if $taken eq 'plus';
    }
    if ($value eq '') {
        return if $shown && policy('empty_access_token', 'ignored');
        no_token();
    }
    # RFC6749-A.12-1
    no_token() if $value =~ /[^ -~]/;
    no_token() if !$query && $value !~ $b64token && policy('token_character', 'refused');
    return $value;
}

sub token_of_body ($request, $shown) {
    # RFC6750-2.2-1, RFC6750-2.2-5
    return if $request->{method} =~ /\A(?:GET|HEAD)\z/ || !body_is_form($request);
    my $body = raw($request->{body});
    my $token = token_of_form($body, 0, $shown);
    # RFC6750-2.2-4
    no_token() if defined $token && $body =~ /[\x80-\xFF]/;
    # before it was encoded the client's text was not ASCII
    no_token() if defined $token && $body =~ /%[89A-F]/i && policy('escaped_non_ascii', 'refused');
    return $token;
}

sub find_token ($in) {
    my ($request, %looked) = ($in->{request}, map { $_ => 1 } $in->{placements}->@*);
    my (@found, $others);
    if ($looked{header}) {
        (my $token, $others) = token_of_field($request);
        push @found, [$token, 'header'] if defined $token;
    }
    if ($looked{body}) {
        my $token = token_of_body($request, scalar @found);
        push @found, [$token, 'body'] if defined $token;
    }
    if ($looked{query} && raw($request->{url}) =~ /\A[^#?]*\?([^#]*)/) {
        my $token = token_of_form($1, 1, scalar @found);
        push @found, [$token, 'query'] if defined $token;
    }
    # RFC6750-2-2
    no_token() if @found > 1 || @found && $others && policy('other_credentials', 'refused');
    return $found[0];
}

sub bearer ($in) {
    my ($found, $code) = attempt(sub { find_token($in) });
    # RFC6750-3.1-1, RFC6750-3.1-2
    return refused_request($in, 400, 'invalid_request') if $code;
    return {verdict => 'accepted', token => $found->[0], placement => $found->[1]} if $found;
    # RFC6750-3.1-9
    return refused_request($in, 401, undef);
}

sub refused_request ($in, $status, $error) {
    my %named = (realm => $in->{realm}, scope => $in->{scope} && join(' ', $in->{scope}->@*), error => $error);
    my @pairs = map { [$_ => raw($named{$_})] } grep { defined $named{$_} } keys %named;
    # RFC6750-3-1, RFC6750-3-2
    my $challenge = {scheme => 'bearer', token68 => undef, parameters => \@pairs};
    return {verdict => 'refused', status => $status, error => $error, reason => 'bearer_invalid',
        www_authenticate => [$challenge]};
}

my $written_challenge = \sub ($wanted, $got) {
    my @ones = challenges_of(raw($wanted));
    return @ones == 1 && challenge_line($ones[0]->@{qw(scheme token68)}, $ones[0]{parameters}->@*) eq
        challenge_line($got->[0]->@{qw(scheme token68)}, $got->[0]{parameters}->@*);
};

# ---- URIs: RFC 3986 ----

my $pchar = qr/[A-Za-z0-9\-._~!\$&'()*+,;=:\@]|%[0-9A-Fa-f]{2}/;

# The parts of an absolute URI by the expression of appendix B, each of them checked; undef where the text is none.
sub checked_uri ($text) {
    my %part;
    @part{qw(scheme authority path query fragment)} =
        $text =~ m{\A([^:/?#]+):(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?\z}s or return;
    return if $part{scheme} !~ /\A[A-Za-z][A-Za-z0-9+.-]*\z/ || $part{path} !~ m{\A(?:$pchar|/)*\z};
    return if grep { defined && !m{\A(?:$pchar|[/?])*\z} } @part{qw(query fragment)};
    return \%part if !defined $part{authority};
    @part{qw(userinfo host port)} = $part{authority} =~ /\A(?:([^@]*)@)?(\[[0-9A-Fa-f:.]+\]|[^:@\[\]]*)(?::([0-9]*))?\z/
        or return;
    return if grep { defined && !/\A$pchar*\z/ } $part{userinfo}, $part{host} =~ /\A\[/ ? undef : $part{host};
    return \%part;
}

# RFC 3986 sections 6.2.2 and 6.2.3, dot segments aside.
sub plainest ($text) {
    my $part = checked_uri($text);
    return $text if !$part || !defined $part->{host};
    my $scheme = lc $part->{scheme};
    my $port = $part->{port} // '';
    $port = '' if $port eq ({https => 443, http => 80}->{$scheme} // '');
    my %plain = map { sprintf('%%%02X', ord) => $_ } 'A' .. 'Z', 'a' .. 'z', 0 .. 9, qw(- . _ ~);
    my $path = $part->{path} =~ s/(%[0-9A-Fa-f]{2})/$plain{uc $1} \/\/ $1/ger;
    return join '', "$scheme://", (defined $part->{userinfo} ? "$part->{userinfo}\@" : ''), lc $part->{host},
        ($port eq '' ? '' : ":$port"), ($path eq '' ? '/' : $path), (defined $part->{query} ? "?$part->{query}" : '');
}

# ---- resource indicators: RFC 8707 section 2 ----

sub resources ($in) {
    my $refused = {verdict => 'refused', error => 'invalid_target', reason => 'resource_invalid'};
    my $known = $in->{known} && {map { raw($_) => 1 } $in->{known}->@*};
    # RFC6749-3.1-7, RFC6749-3.2-7
    my @asked = map { $_->[1] } grep { $_->[0] eq 'resource' && $_->[1] ne '' } raw_list($in->{parameters});
    return $refused if !@asked && $known && policy('resource_missing', 'refused');
    for my $resource (@asked) {
        my $part = checked_uri($resource);
        # RFC8707-2-1, RFC8707-2-2
        return $refused if !$part || defined $part->{fragment};
        next if !$known || $known->{$resource};
        # RFC8707-2-7
        my $alike = grep { plainest($_) eq plainest($resource) } keys %$known;
        return $refused if !$alike || policy('resource_comparison', 'exact');
    }
    return {verdict => 'accepted', resource => \@asked};
}

my $as_set = \sub ($wanted, $got) {
    my %one = map { raw($_) => 1 } @$wanted;
    my %other = map { $_ => 1 } @$got;
    return join("\0", sort keys %one) eq join("\0", sort keys %other);
};

# ---- well-known URIs: RFC 8414 section 3, RFC 9728 section 3 ----

# RFC 3986 section 5.2.4.
sub remove_dots ($path) {
    my $out = '';
    while ($path ne '') {
        if ($path =~ s{\A/\.\.(?=/|\z)}{}) { $out =~ s{/[^/]*\z}{}; $path = '/' if $path eq '' }
        elsif ($path =~ s{\A/\.(?=/|\z)}{}) { $path = '/' if $path eq '' }
        else { $path =~ s{\A(/[^/]*)}{}; $out .= $1 }
    }
    return $out;
}

sub behind_suffix ($path, $resource) {
    if ($path =~ m{/\.\.(?:/|\z)}) {
        my $taken = choice('dot_segments');
        refuse('identifier_invalid') if $taken eq 'refused';
        $path = remove_dots($path) if $taken eq 'removed';
    }
    if ($resource) {
        # RFC9728-3.1-2
        return '' if $path eq '/';
        return $path =~ m{/\z} && policy('path_slash', 'removed') ? substr($path, 0, -1) : $path;
    }
    # RFC8414-3.1-2
    return $path =~ s{/+\z}{}r if $path =~ m{//\z} && policy('terminating_slashes', 'all');
    return $path =~ s{/\z}{}r;
}

sub well_known ($in) {
    my ($part, $suffix) = (scalar checked_uri(raw($in->{identifier})), raw($in->{suffix}));
    my $resource = $suffix eq 'oauth-protected-resource';
    # RFC8414-2-2, RFC9728-1.2-1
    refuse('identifier_invalid') if !$part || lc $part->{scheme} ne 'https' || !length($part->{host} // '')
        || defined $part->{fragment} || defined $part->{query} && !$resource;
    my ($scheme, $host, $port) = ($part->@{qw(scheme host)}, defined $part->{port} ? ":$part->{port}" : '');
    if ("$scheme$host" =~ /[A-Z]/) {
        ($scheme, $host) = (lc $scheme, lc $host) if policy('host_case', 'lowered');
    }
    $port = '' if $port eq ':443' && policy('default_port', 'dropped');
    if (defined $part->{userinfo}) {
        refuse('identifier_invalid') if policy('identifier_userinfo', 'refused');
        $host = "$part->{userinfo}\@$host";
    }
    my $path = behind_suffix($part->{path}, $resource);
    my $query = defined $part->{query} ? "?$part->{query}" : '';
    # RFC 8414 section 5
    my $appended = $suffix eq 'openid-configuration' && $path ne '' && policy('openid_configuration', 'appended');
    # RFC8414-3-1, RFC9728-3-1
    return "$scheme://$host$port" . ($appended ? "$path/.well-known/$suffix" : "/.well-known/$suffix$path") . $query;
}

my $text = sub ($value) { $value };
my $verdict = \sub ($wanted, $got) { ($wanted // "\0") eq ($got // "\0") };
%ops = (
    %ops,
    'oauth2.bearer_token' => [\&bearer, {token => 'nullable', www_authenticate => $written_challenge,
        map { $_ => $verdict } qw(verdict placement error status reason)}],
    'oauth2.parse_www_authenticate' => [\&www_authenticate, $challenge_list],
    'oauth2.parse_resource' => [\&resources, {resource => $as_set, map { $_ => $verdict } qw(verdict error reason)}],
    'oauth2.metadata_url' => [\&well_known, $text],
);

# ---- what the RFCs print ----

sub printed_by_rfcs () {
    my @example = challenges_of('Newauth realm="apps", type=1,   title="Login to \"apps\"", Basic realm="simple"');
    my $place = 'https://example.com/.well-known/oauth-authorization-server';
    return (
        ['RFC 7235 section 4.1', join(' ', map { $_->{scheme} } @example), 'newauth basic'],
        ['RFC 7235 section 4.1, title', $example[0]{parameters}[2][1], 'Login to "apps"'],
        ['RFC 6750 section 2.3', token_of_form('access_token=mF_9.B5f-4.1JqM&p=q', 1, 0), 'mF_9.B5f-4.1JqM'],
        map { ["RFC 8414 section 3.1$_", well_known({identifier => "https://example.com$_",
            suffix => 'oauth-authorization-server'}), "$place$_"] } '', '/issuer1',
    );
}

# Computes what the RFCs print, and then the files; the exit status.
sub run_suites ($suites, $literals, @files) {
    my $folder = dirname(abs_path(__FILE__)) . '/../oauth2';
    @files = map { "$folder/$_.json" } @$suites if !@files;
    my ($wrong, $tests) = (0, 0);
    for my $literal (@$literals) {
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

exit run_suites([qw(bearer_token parse_www_authenticate parse_resource metadata_url)], [printed_by_rfcs()], @ARGV)
    if !caller;
1;
