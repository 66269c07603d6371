#!/usr/bin/env perl
# SPDX-License-Identifier: Apache-2.0
#
# Recomputes the vectors of the JSON that a client or resource server reads beside tokens: introspection, revocation,
# device authorization and its polling, pushed requests. With Perl's core modules and the driver of oauth1.pl.
#
# usage: oauth2_responses.pl [FILE ...]     (without FILE: the five suites of ../oauth2)
#
# Written from the RFCs beside oauth2_responses.py, not after it. JSON is read by a reader of its own: texts are
# {text}, numbers {number} as they are written, truth values and null {word}, so that no type is lost.

use v5.36;
use Cwd qw(abs_path);
use Encode ();
use File::Basename qw(dirname);
use JSON::PP ();
use Math::BigFloat;
use Time::Local qw(timegm_modern);

no warnings 'recursion';

our (%branches, %ops);
require(dirname(abs_path(__FILE__)) . '/oauth2_resource.pl');

%branches = (
    %branches,
    byte_order_mark         => [qw(refused ignored)],
    deep_json               => [qw(refused accepted)],
    duplicate_member        => [qw(refused last)],
    empty_scope_member      => [qw(refused empty absent)],
    error_with_status_200   => [qw(stop wait)],
    error_without_code      => [qw(refused without_code)],
    fraction_of_second      => [qw(refused kept rounded_up)],
    fractional_time         => [qw(refused kept truncated)],
    jsonp_error             => [qw(ignored read refused)],
    last_poll               => [qw(stop wait)],
    negative_time           => [qw(refused kept)],
    null_member             => [qw(refused absent)],
    number_as_text          => [qw(refused read)],
    number_notation         => [qw(accepted refused)],
    other_success_status    => [qw(refused accepted)],
    response_content_type   => [qw(required ignored)],
    scope_array             => [qw(refused accepted)],
    scope_character         => [qw(refused kept)],
    scope_spaces            => [qw(refused tolerated)],
    server_error            => [qw(stop wait)],
    token_state_unknown     => [qw(refused inactive)],
    verification_uri_scheme => [qw(refused accepted)],
    verification_url        => [qw(refused read)],
);

# ---- JSON: RFC 8259 ----

sub bad_json () { refuse('json_invalid') }

# A string off the front of the text, behind its quotation mark.
sub cut_json_string {
    my $value = '';
    while ($_[0] !~ s/\A"//) {
        if ($_[0] =~ s/\A([^"\\\x00-\x1F]+)//) { $value .= $1; next }
        if ($_[0] =~ s/\A\\u([Dd][89ABab][0-9A-Fa-f]{2})\\u([Dd][C-Fc-f][0-9A-Fa-f]{2})//) {
            $value .= chr(0x10000 + ((hex($1) & 0x3FF) << 10) + (hex($2) & 0x3FF));
            next;
        }
        if ($_[0] =~ s/\A\\u((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})//) { $value .= chr hex $1; next }
        $_[0] =~ s{\A\\(["\\/bfnrt])}{} or bad_json();
        $value .= {b => "\b", f => "\f", n => "\n", r => "\r", t => "\t"}->{$1} // $1;
    }
    return $value;
}

sub cut_json {
    my $depth = $_[1];
    $_[0] =~ s/\A[ \t\r\n]+//;
    return {text => cut_json_string($_[0])} if $_[0] =~ s/\A"//;
    return {word => $1} if $_[0] =~ s/\A(true|false|null)\b//;
    return {number => $1} if $_[0] =~ s/\A(-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)(?![0-9.\w])//a;
    $_[0] =~ s/\A([\[{])// or bad_json();
    refuse('json_too_deep') if $depth > 64 && policy('deep_json', 'refused');
    return $1 eq '[' ? {list => [cut_items($_[0], $depth, ']')]} : {members => cut_members($_[0], $depth)};
}

# What a function cuts, separated by commas, up to the closing bracket.
sub cut_each {
    my ($close, $cut) = @_[1, 2];
    $_[0] =~ s/\A[ \t\r\n]+//;
    return if $_[0] =~ s/\A\Q$close\E//;
    while (1) {
        $cut->();
        $_[0] =~ s/\A[ \t\r\n]+//;
        return if $_[0] =~ s/\A\Q$close\E//;
        $_[0] =~ s/\A,// or bad_json();
    }
}

sub cut_items {
    my $depth = $_[1];
    my @found;
    cut_each($_[0], $_[2], do { my $rest = \$_[0]; sub { push @found, cut_json($$rest, $depth + 1) } });
    return @found;
}

sub cut_members {
    my ($rest, $depth) = (\$_[0], $_[1]);
    my %found;
    cut_each($$rest, '}', sub {
        $$rest =~ s/\A[ \t\r\n]*"// or bad_json();
        my $name = cut_json_string($$rest);
        $$rest =~ s/\A[ \t\r\n]*:// or bad_json();
        my $value = cut_json($$rest, $depth + 1);
        refuse('json_duplicate_member') if exists $found{$name} && policy('duplicate_member', 'refused');
        $found{$name} = $value;
    });
    return \%found;
}

sub json_value ($octets) {
    if ($octets =~ s/\A\xEF\xBB\xBF//) { bad_json() if policy('byte_order_mark', 'refused') }
    my $rest = eval { Encode::decode('UTF-8', $octets, Encode::FB_CROAK) } // bad_json();
    my $value = cut_json($rest, 1);
    $rest =~ /\A[ \t\r\n]*\z/ or bad_json();
    return $value;
}

# A text of the vector's, and its tree, for comparing values of any type.
sub tree ($value) { json_value(JSON::PP->new->allow_nonref->utf8->encode($value)) }

# One line for a tree: equal values have equal lines, whatever the order of members and the notation of numbers.
sub line ($tree) {
    return 'null' if !defined $tree;
    return "\"$tree->{text}\"" if exists $tree->{text};
    return $tree->{word} if exists $tree->{word};
    return Math::BigFloat->new($tree->{number})->bnstr if exists $tree->{number};
    return '[' . join(',', map { line($_) } $tree->{list}->@*) . ']' if exists $tree->{list};
    my $members = $tree->{members};
    return '{' . join(',', map { "\"$_\":" . line($members->{$_}) } sort keys %$members) . '}';
}

# ---- responses ----

sub object_of ($response) {
    my @types = map { media_type($_) } fields($response, 'content-type');
    # RFC7662-2.2-1, RFC8628-3.2-1, RFC9126-2.2-3, RFC8414-3.2-1, RFC9728-3.2-1, RFC7591-3.2.1-1
    refuse('content_type_unexpected') if "@types" ne 'application/json' && policy('response_content_type', 'required');
    return json_value(raw($response->{body}))->{members} // refuse('member_invalid');
}

sub wants_status ($response, $status) {
    return if $response->{status} == $status;
    refuse('status_unexpected') if $response->{status} !~ /\A2/ || policy('other_success_status', 'refused');
}

# ---- members: each reader takes a tree and gives a tree, or undef for a member that is as good as none ----

sub wrong_member () { refuse('member_invalid') }

sub read_optional ($object, $name, $read) {
    my $value = $object->{$name} // return;
    return $read->($value) if ($value->{word} // '') ne 'null';
    wrong_member() if policy('null_member', 'refused');
    return;
}

sub read_required ($object, $name, $read) { $read->($object->{$name} // refuse('member_missing')) }

sub a_text ($value) { exists $value->{text} ? $value : wrong_member() }
sub a_truth ($value) { ($value->{word} // '') =~ /\A(?:true|false)\z/ ? $value : wrong_member() }
sub an_object ($value) { exists $value->{members} ? $value : wrong_member() }
sub some_text ($value) { length(a_text($value)->{text}) ? $value : wrong_member() }
sub texts ($value) { (grep { !exists $_->{text} } ($value->{list} // wrong_member())->@*) ? wrong_member() : $value }

sub a_uri ($value) {
    checked_uri(Encode::encode('UTF-8', a_text($value)->{text})) or wrong_member();
    return $value;
}

# Seconds: what is open beside digits is named by the choices in %open.
sub seconds ($value, %open) {
    if ($open{text} && ($value->{text} // '') =~ /\A[0-9]+\z/) {
        return {number => $value->{text}} if policy('number_as_text', 'read');
    }
    my $number = Math::BigFloat->new($value->{number} // wrong_member());
    wrong_member() if $number->bcmp('1e16') >= 0;
    if (!$number->is_int) {
        my $taken = $open{fraction} ? choice($open{fraction}) : 'refused';
        wrong_member() if $taken eq 'refused';
        return $value if $taken eq 'kept';
        return {number => ($taken eq 'rounded_up' ? $number->bceil : $number->bint)->bstr};
    }
    wrong_member() if $value->{number} !~ /\A-?[0-9]+\z/ && policy('number_notation', 'refused');
    wrong_member() if $number < ($open{least} // 0) && (!$open{negative} || policy($open{negative}, 'refused'));
    return $value;
}

# RFC 6749 section 3.3.
sub a_scope ($value) {
    if ($value->{list} && !grep { !exists $_->{text} } $value->{list}->@*) {
        return $value if policy('scope_array', 'accepted');
    }
    my $text = a_text($value)->{text};
    if ($text eq '') {
        my $taken = choice('empty_scope_member');
        refuse('scope_invalid') if $taken eq 'refused';
        return $taken eq 'empty' ? {list => []} : undef;
    }
    refuse('scope_invalid') if $text =~ /[\x00-\x1F\x7F]/;
    refuse('scope_invalid') if $text =~ /\A | \z|  / && policy('scope_spaces', 'refused');
    refuse('scope_invalid') if $text =~ /[^ !#-\[\]-~]/ && policy('scope_character', 'refused');
    return {list => [map { {text => $_} } grep { $_ ne '' } split / /, $text]};
}

# All members that are not named, as a tree.
sub others_of ($object, @named) {
    my %rest = %$object;
    delete @rest{@named};
    return {members => \%rest};
}

# ---- introspection: RFC 7662 section 2.2 ----

sub a_time ($value) { seconds($value, fraction => 'fractional_time', negative => 'negative_time') }

# RFC7662-2.2-7
sub audience ($value) { exists $value->{text} ? {list => [$value]} : texts($value) }

my %introspection = (
    scope => \&a_scope, exp => \&a_time, iat => \&a_time, nbf => \&a_time, aud => \&audience, cnf => \&an_object,
    map { $_ => \&a_text } qw(client_id username token_type sub iss jti),
);

# RFC6749-7-1, RFC7662-2.2-2: no word of the token is no good word.
sub nothing_known ($code) {
    refuse($code) if policy('token_state_unknown', 'refused');
    return {active => {word => 'false'}};
}

sub introspection ($in) {
    my $response = $in->{response};
    # RFC7662-2.3-1, RFC7662-2.3-2
    return nothing_known('status_unexpected') if $response->{status} != 200;
    my ($object, $code) = attempt(sub { object_of($response) });
    if (!$object) {
        my $unreadable = $code =~ /\A(?:json_invalid|member_invalid)\z/ && raw($response->{body}) !~ /\A\xEF\xBB\xBF/;
        return $unreadable ? nothing_known($code) : refuse($code);
    }
    my $active = $object->{active}{word} // '';
    return nothing_known(exists $object->{active} ? 'member_invalid' : 'member_missing') if $active !~ /\A[tf]/;
    return {active => $object->{active}} if $active eq 'false';
    my %read = map { $_ => scalar read_optional($object, $_, $introspection{$_}) } sort keys %introspection;
    return {%read, active => $object->{active}, extra => others_of($object, 'active', keys %introspection)};
}

# ---- errors and revocation: RFC 6749 section 5.2, RFC 7009 section 2.2 ----

my @error_texts = qw(error error_description error_uri);

sub error_members ($object) {
    my %read = (error => read_required($object, 'error', \&a_text),
        map { $_ => scalar read_optional($object, $_, \&a_text) } @error_texts[1, 2]);
    # RFC6749-5.2-12, RFC6749-5.2-13
    wrong_member() if grep { defined && $_->{text} !~ /\A[ !#-\[\]-~]+\z/ } values %read;
    return \%read;
}

my %month = do { my $n = 0; map { $_ => $n++ } qw(Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec) };

# RFC 7231 section 7.1.1.1: the date in each of its forms, in seconds since 1970; undef for other text.
sub date_of ($text) {
    my ($day, $name, $year, $time) = $text =~ /\A[A-Z][a-z]{2}, (\d\d) (\w{3}) (\d{4}) (\S+) GMT\z/a;
    ($day, $name, $year, $time) = $text =~ /\A[A-Z][a-z]+day, (\d\d)-(\w{3})-(\d\d) (\S+) GMT\z/a if !$day;
    ($name, $day, $time, $year) = $text =~ /\A[A-Z][a-z]{2} (\w{3}) ([ \d]\d) (\S+) (\d{4})\z/a if !$day;
    my ($h, $m, $s) = ($time // '') =~ /\A(\d\d):(\d\d):(\d\d)\z/a or return;
    $year += 2000 if length $year == 2;
    return if !exists $month{$name};
    return eval { timegm_modern($s, $m, $h, 0 + $day, $month{$name}, $year) };
}

# RFC 7231 section 7.1.3.
sub pause ($in) {
    my ($value) = fields($in->{response}, 'retry-after');
    return if !defined $value;
    return {number => $value =~ s/\A0+(?=.)//r} if $value =~ /\A[0-9]+\z/;
    my $date = date_of($value) // return;
    return {number => $date > $in->{now} ? $date - $in->{now} : 0};
}

sub revocation ($in) {
    my $response = $in->{response};
    my %nothing = map { $_ => undef } @error_texts;
    if ($response->{status} == 200) {
        # RFC7009-2.2-3 ignores the body, in which RFC7009-2.3-2 tells errors
        my $taken = raw($response->{body}) =~ /\A[\w.]+\(\{"error":"(\w+)"\}\);\z/a ? choice('jsonp_error') : 'ignored';
        my $error = $1;
        refuse('error_response') if $taken eq 'refused';
        return {%nothing, revoked => {word => 'false'}, error => {text => $error}} if $taken eq 'read';
        # RFC7009-2.2-1
        return {%nothing, revoked => {word => 'true'}, retry_after => undef};
    }
    if ($response->{status} =~ /\A2/) {
        wants_status($response, 200);
        return {revoked => {word => 'true'}};
    }
    my %read = (%nothing, revoked => {word => 'false'}, retry_after => scalar pause($in));
    my ($error, $code) = attempt(sub { error_members(object_of($response)) });
    if (!$error) {
        # RFC7009-2.2.1-3
        refuse($code) if $response->{status} != 503 && policy('error_without_code', 'refused');
    }
    return {%read, %{$error // {}}};
}

# ---- devices: RFC 8628 sections 3.2 and 3.5 ----

sub device_authorization ($in) {
    wants_status($in->{response}, 200);
    my $object = object_of($in->{response});
    my $name = 'verification_uri';
    if (!$object->{$name} && $object->{verification_url}) {
        $name = 'verification_url' if policy('verification_url', 'read');
    }
    # RFC8628-3.2-2, RFC8628-3.2-3, RFC8628-3.2-4, RFC8628-3.2-5, RFC8628-3.2-6
    my %read = map { $_ => read_required($object, $_, \&some_text) } qw(device_code user_code);
    $read{verification_uri} = read_required($object, $name, \&a_uri);
    $read{verification_uri_complete} = read_optional($object, 'verification_uri_complete', \&a_uri);
    $read{expires_in} = read_required($object, 'expires_in', sub ($value) { seconds($value, text => 1) });
    # RFC8628-3.2-9
    $read{interval} = read_optional($object, 'interval',
        sub ($value) { seconds($value, text => 1, fraction => 'fraction_of_second') }) // {number => 5};
    wrong_member() if $read{verification_uri}{text} !~ /\Ahttps:/i && policy('verification_uri_scheme', 'refused');
    return {%read, extra => others_of($object, keys %read)};
}

# What one answer means: (what to do, error code)
sub meaning ($response) {
    my ($object, $refused) = attempt(sub { object_of($response) });
    return choice('server_error') eq 'stop' ? 'stop' : 'again' if $refused;
    my ($code, $good) = ($object->{error}{text}, $response->{status} == 200);
    # RFC8628-3.5-1, RFC6749-5.1-5
    return 'done' if $good && length($object->{access_token}{text} // '');
    return choice('server_error') eq 'stop' ? 'stop' : 'again' if $good && !defined $code;
    # RFC8628-3.5-7
    if (($code // '') eq 'authorization_pending') {
        return 'again' if !$good || policy('error_with_status_200', 'wait');
        return 'stop';
    }
    # RFC8628-3.5-9, RFC8628-3.5-11
    return ($code // '') eq 'slow_down' ? 'slower' : ('stop', $code);
}

sub polling ($in) {
    # RFC8628-3.2-9
    my $least = $in->{interval} // 5;
    my ($waits, $end, @steps) = ($least, $in->{start} + $in->{expires_in});
    for my $item ($in->{sequence}->@*) {
        my ($what, $code) = $item->{timeout} ? 'timeout' : meaning($item->{response});
        if ($what eq 'done' || $what eq 'stop') {
            push @steps, {action => $what, error => $code};
            next;
        }
        $least += 5 if $what eq 'slower';
        # RFC8628-3.5-8; RFC8628-3.5-13, RFC8628-3.5-14
        my $next = $what eq 'timeout' ? ($waits ? 2 * $waits : 1) : $least;
        push @steps, {action => 'wait', seconds => $next, slower => $next > $waits};
        $waits = $next;
        # RFC8628-3.2-7
        my $late = $item->{at} >= $end || $item->{at} + $next >= $end && policy('last_poll', 'stop');
        $steps[-1] = {action => 'stop', error => 'expired_token'} if $late;
    }
    return \@steps;
}

my $poll_steps = \sub ($wanted, $got) {
    return 0 if @$wanted != @$got;
    for my $n (0 .. $#$got) {
        my ($one, $other) = ($wanted->[$n], $got->[$n]);
        for my $name (keys %$one) {
            return 0 if !exists $other->{$name};
            my ($a, $b) = map { ref ? $_ ? 1 : 0 : $_ // "\0" } $one->{$name}, $other->{$name};
            return 0 if ($name eq 'slower' ? !$a != !$b : $a ne $b);
        }
    }
    return 1;
};

# ---- pushed authorization requests: RFC 9126 section 2.2 ----

sub pushed ($in) {
    # RFC9126-2.2-1
    wants_status($in->{response}, 201);
    my $object = object_of($in->{response});
    return {
        request_uri => read_required($object, 'request_uri', \&a_uri),
        # RFC9126-2.2-2
        expires_in => read_required($object, 'expires_in', sub ($value) { seconds($value, least => 1) }),
        extra => others_of($object, qw(request_uri expires_in)),
    };
}

# ---- equality ----

my $same_tree = \sub ($wanted, $got) { line(tree($wanted)) eq line($got) };
my $same_list = \sub ($wanted, $got) {
    return !defined $wanted && !defined $got if !defined $wanted || !defined $got;
    my %one = map { line(tree($_)) => 1 } @$wanted;
    my %other = map { line($_) => 1 } $got->{list}->@*;
    return join("\0", sort keys %one) eq join("\0", sort keys %other);
};

# The kinds of members for a table of readers, and of some more.
sub kinds_of ($readers, @more) {
    my %lists = map { $_ => 1 } \&a_scope, \&texts, \&audience;
    my %kinds = map { $_ => $lists{$readers->{$_}} ? $same_list : $same_tree } keys %$readers;
    return {%kinds, map { $_ => $same_tree } @more};
}

%ops = (
    %ops,
    'oauth2.parse_introspection' => [\&introspection, kinds_of(\%introspection, qw(active extra))],
    'oauth2.parse_revocation_response' => [\&revocation, kinds_of({}, @error_texts, qw(revoked retry_after))],
    'oauth2.parse_device_authorization' => [\&device_authorization, kinds_of({}, qw(device_code user_code
        verification_uri verification_uri_complete expires_in interval extra))],
    'oauth2.device_poll' => [\&polling, $poll_steps],
    'oauth2.parse_par_response' => [\&pushed, kinds_of({}, qw(request_uri expires_in extra))],
);

# ---- what the RFCs print ----

sub printed_dates () {
    my @dates = ('Sun, 06 Nov 1994 08:49:37 GMT', 'Sun Nov  6 08:49:37 1994');
    return (
        (map { ['RFC 7231 section 7.1.1.1', date_of($_), 784111777] } @dates),
        ['RFC 8259 section 7', line(json_value('"\uD834\uDD1E"')), "\"\x{1D11E}\""],
    );
}

exit run_suites([qw(parse_introspection parse_revocation_response parse_device_authorization device_poll
    parse_par_response)], [printed_dates()], @ARGV) if !caller;
1;
