#!/usr/bin/env perl
# SPDX-License-Identifier: Apache-2.0
#
# Recomputes the vectors of OAuth 1.0 from RFC 5849 with Perl's core modules, and RSA with the command openssl.
#
# usage: oauth1.pl [FILE ...]     (without FILE: every file of ../oauth1)
#
# Written from the RFC beside oauth1.py, not after it: where one of them misreads the text, they disagree.
# A refusal is a die with the reject code; a choice that the RFC leaves open, and that is not made yet, is a die
# as well, and the driver then tries every branch. Exit status: 1 when anything differs, an op is unknown or
# nothing was read.

use v5.36;
use Digest::SHA qw(sha1 sha256 hmac_sha1 hmac_sha256 hmac_sha512 sha512);
use Encode ();
use File::Basename qw(dirname);
use File::Temp ();
use JSON::PP ();
use Math::BigInt;
use MIME::Base64 qw(decode_base64 encode_base64);
use Socket qw(AF_INET6 inet_pton);

my $json = JSON::PP->new->canonical->allow_nonref->utf8;

our %branches = (
    malformed_escape           => [qw(refused kept)],
    lower_case_escape          => [qw(refused decoded)],
    non_utf8                   => [qw(refused kept)],
    empty_pair                 => [qw(skipped kept)],
    content_type_parameter     => [qw(form other)],
    userinfo                   => [qw(dropped refused)],
    uri_character              => [qw(refused kept escaped)],
    uri_scheme                 => [qw(refused built)],
    unquoted_value             => [qw(refused accepted)],
    space_around_equals        => [qw(refused accepted)],
    empty_list_element         => [qw(refused skipped)],
    duplicate_parameter        => [qw(refused all_kept)],
    empty_token                => [qw(accepted refused)],
    token_of_another_client    => [qw(refused accepted)],
    unknown_oauth_parameter    => [qw(refused accepted)],
    unknown_parameter_received => [qw(accepted refused)],
    empty_token_written        => [qw(written left_out)],
    plaintext_nonce            => [qw(accepted refused)],
    nonce_of_refused_request   => [qw(free used)],
    signature_base64           => [qw(text octets)],
    empty_path                 => [qw(kept slash)],
    empty_verifier             => [qw(refused accepted)],
    line_folding               => [qw(unfolded refused)],
    no_parameters              => [qw(refused empty)],
    realm_case                 => [qw(realm parameter)],
    realm_escape               => [qw(quoted percent)],
    response_content_type      => [qw(required ignored)],
    trailing_newline           => [qw(trimmed kept refused)],
    unencoded_character        => [qw(refused kept)],
);

our %policy;    # the branches chosen for the run at hand

sub refuse ($code) { die {code => $code} }
sub policy ($name, $branch) { ($policy{$name} // die {open => $name}) eq $branch }

# ---- values of the vectors as octets ----

sub raw ($value) {
    return decode_base64($value->{b64}) if ref $value eq 'HASH';
    return Encode::encode('UTF-8', "$value");
}

sub raw_or_undef ($value) { defined $value ? raw($value) : undef }
sub raw_list ($list) { map { [raw($_->[0]), raw($_->[1])] } @$list }

# ---- section 3.6 ----

# RFC5849-3.6-2, RFC5849-3.6-3, RFC5849-3.6-4
sub escape ($text) { $text =~ s/([^A-Za-z0-9._~-])/sprintf '%%%02X', ord $1/ger }

# The code for the first bad "%", if there is one.
sub bad_escape ($text) {
    while ($text =~ /%(..?|)/gs) {
        my $digits = $1;
        return 'percent_truncated' if length $digits < 2;
        return 'percent_bad_digit' if $digits !~ /^[[:xdigit:]]{2}\z/a;
    }
    return;
}

sub unescape ($text) { $text =~ s/%([0-9a-fA-F]{2})/chr hex $1/ger }

# Well-formed sequences as RFC 3629 section 4 lists them.
my $well_formed = qr/\A(?:
    [\x00-\x7F] | [\xC2-\xDF][\x80-\xBF]
  | \xE0[\xA0-\xBF][\x80-\xBF] | [\xE1-\xEC\xEE\xEF][\x80-\xBF]{2} | \xED[\x80-\x9F][\x80-\xBF]
  | \xF0[\x90-\xBF][\x80-\xBF]{2} | [\xF1-\xF3][\x80-\xBF]{3} | \xF4[\x80-\x8F][\x80-\xBF]{2}
)*\z/xs;

sub received ($text) {
    if (my $code = bad_escape($text)) {
        refuse($code) if policy('malformed_escape', 'refused');
    }
    my $plain = unescape($text);
    # RFC5849-3.6-1: text is UTF-8 before it is encoded
    refuse('utf8_invalid') if $plain !~ $well_formed && policy('non_utf8', 'refused');
    return $plain;
}

# ---- section 3.4.1.3.1: a form, as HTML 4.0 section 17.13.4 has it ----

sub form_pairs ($text) {
    my @found;
    return @found if $text eq '';
    for my $pair (split /&/, $text, -1) {
        next if $pair eq '' && policy('empty_pair', 'skipped');
        my $equals = index $pair, '=';
        # RFC5849-3.4.1.3.1-8
        my ($name, $value) = $equals < 0 ? ($pair, '') : (substr($pair, 0, $equals), substr($pair, $equals + 1));
        # RFC5849-3.4.1.3.1-7: the plus comes before the escapes, or %2B would turn into a space
        tr/+/ / for $name, $value;
        push @found, [received($name), received($value)];
    }
    return @found;
}

# ---- RFC 3986: the parts of a URI and what may stand in them ----

my $unreserved = q(A-Za-z0-9._~\-);
my $sub_delims = q(!$&'()*+,;=);

# The regular expression of RFC 3986 appendix B, with the scheme required.
sub uri_parts ($text) {
    $text =~ m{\A([^:/?#]+):(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?\z}s or refuse('uri_invalid');
    my %part = (scheme => $1, authority => $2, path => $3, query => $4, fragment => $5);
    $part{scheme} =~ /\A[A-Za-z][A-Za-z0-9+.-]*\z/ or refuse('uri_invalid');
    return \%part;
}

# Path, query or fragment; $more are the characters allowed beside those of a pchar.
sub uri_text ($text, $more) {
    return '' if !defined $text;
    my $foreign = qr/[^%$unreserved$sub_delims:\@$more]/s;
    if ($text =~ $foreign) {
        refuse('uri_character') if policy('uri_character', 'refused');
        $text =~ s/($foreign)/escape($1)/ge if policy('uri_character', 'escaped');
    }
    if (my $code = bad_escape($text)) {
        refuse($code) if policy('malformed_escape', 'refused');
    }
    return $text;
}

sub address_literal ($text) {
    return 1 if $text =~ /\Av[[:xdigit:]]+\.[$unreserved$sub_delims:]+\z/ai;
    return $text =~ /\A[0-9A-Fa-f:.]+\z/ && defined inet_pton(AF_INET6, $text);
}

# [host, port]; the port is undef where nothing or no digit is there.
sub host_port ($text, $field) {
    my $wrong = $field ? 'host_header_invalid' : 'uri_invalid';
    my ($host, $rest);
    if ($text =~ /\A\[(.*?)\](.*)\z/s) {
        address_literal($1) or refuse($wrong);
        ($host, $rest) = ("[$1]", $2);
    }
    else {
        ($host, $rest) = $text =~ /\A([^:]*)(.*)\z/s;
        refuse($wrong) if $host =~ /[][]/;
        refuse($field ? $wrong : 'uri_character')
            if $host !~ /\A(?:[$unreserved$sub_delims]|%[0-9A-Fa-f]{2})*\z/;
    }
    return [$host, undef] if $rest eq '' || $rest eq ':';
    $rest =~ s/\A:// or refuse($wrong);
    refuse('uri_port_invalid') if $rest !~ /\A[0-9]+\z/ || Math::BigInt->new($rest) > 65535;
    return [$host, 0 + $rest];
}

# Section 3.4.1.2.
sub base_uri ($url, $host_field) {
    my $part = uri_parts($url);
    my $scheme = lc $part->{scheme};
    my $default = {http => 80, https => 443}->{$scheme};
    refuse('uri_scheme_unsupported') if !$default && policy('uri_scheme', 'refused');
    refuse('uri_host_missing') if !defined $part->{authority};
    my $place = $part->{authority};
    if ($place =~ s/\A(.*)@//s) {
        $1 =~ /\A(?:[$unreserved$sub_delims:]|%[0-9A-Fa-f]{2})*\z/ or refuse('uri_character');
        refuse('uri_invalid') if policy('userinfo', 'refused');
    }
    my $target = host_port($place, 0);
    refuse('uri_host_missing') if $target->[0] eq '';
    # RFC5849-3.4.1.2-3
    if (defined $host_field) {
        $target = host_port($host_field =~ s/\A[ \t]+|[ \t]+\z//gr, 1);
        refuse('host_header_invalid') if $target->[0] eq '';
    }
    my $path = uri_text($part->{path}, '/');
    uri_text($part->{$_}, '/?') for qw(query fragment);
    my ($host, $port) = @$target;
    # RFC5849-3.4.1.2-4, RFC5849-3.4.1.2-5
    my $colon = defined $port && !($default && $port == $default) ? ":$port" : '';
    # RFC5849-3.4.1.2-1, RFC5849-3.4.1.2-2; HTTP sends "/" for an empty path
    return "$scheme://" . lc($host) . $colon . ($path eq '' ? '/' : $path);
}

sub query_pairs ($url) { form_pairs(uri_text(uri_parts($url)->{query}, '/?')) }

# ---- section 3.5.1: the Authorization header field ----

my $token = qr/[!#\$%&'*+\-.^_`|~0-9A-Za-z]+/;
my $space = qr/(?:(?:\r\n)?[ \t])*/;

sub header_scheme ($value) {
    return $value =~ /\A($token)(?=\z|[ \t,]|\r\n[ \t])/ ? lc $1 : '';
}

# Cuts a quoted-string from the front of the text: [what it means, what stands between the quotation marks];
# undef where there is none.
sub quoted_string {
    my ($out, $inside) = ('', '');
    return if $_[0] !~ s/\A"//;
    while ($_[0] ne '') {
        return [$out, $inside] if $_[0] =~ s/\A"//;
        $_[0] =~ s/\A(\r\n[ \t]|(\\?)([\x00-\xFF]))//s;
        my ($piece, $backslash, $octet) = ($1, $2, $3);
        $inside .= $piece;
        $out .= defined $octet ? $octet : $piece;
        next if !defined $octet;
        # a quoted-pair is of any US-ASCII octet, and TEXT has no control but the tab
        return if $backslash ? $octet =~ /[^\x00-\x7F]/ : $octet =~ /[\x00-\x08\x0A-\x1F\x7F]/;
    }
    return;
}

# One name=value off the front of the text: [name, value, value as it is written].
sub header_pair {
    $_[0] =~ s/\A($token)($space)=($space)// or refuse('header_malformed');
    my ($name, $gap) = ($1, $2 . $3);
    refuse('header_malformed') if $gap ne '' && policy('space_around_equals', 'refused');
    # RFC5849-3.5.1-2
    if ($_[0] =~ /\A"/) {
        my $value = quoted_string($_[0]) or refuse('header_malformed');
        return [$name, @$value];
    }
    $_[0] =~ s/\A($token)// or refuse('header_malformed');
    my $value = $1;
    refuse('header_malformed') if policy('unquoted_value', 'refused');
    return [$name, $value, $value];
}

sub header_pairs ($value) {
    # RFC5849-3.5.1-4
    refuse('header_scheme') if header_scheme($value) ne 'oauth';
    refuse('header_malformed') if $value =~ /\r\n/ && policy('line_folding', 'refused');
    my $rest = substr $value, 5;
    my (@found, $commas);
    $rest =~ s/\A$space//;
    while (1) {
        my $empty = $rest eq '' || $rest =~ /\A,/;
        if (!$empty) { push @found, header_pair($rest); $rest =~ s/\A$space// }
        elsif (($rest ne '' || $commas) && policy('empty_list_element', 'refused')) { refuse('header_malformed') }
        last if $rest eq '';
        # RFC5849-3.5.1-3
        $rest =~ s/\A,$space// or refuse('header_malformed');
        $commas++;
    }
    refuse('header_malformed') if !@found && policy('no_parameters', 'refused');
    return @found;
}

sub header_text ($text, $written) {
    # RFC5849-3.5.1-1 binds the writer; nothing is said of the reader
    refuse('header_malformed') if $written =~ /[^%$unreserved]/ && policy('unencoded_character', 'refused');
    # RFC5849-3.6-4 binds the writer; nothing is said of the reader
    refuse('percent_bad_digit')
        if $text =~ /%(?=[0-9A-Fa-f]{2})(?:[a-f]|.[a-f])/s && policy('lower_case_escape', 'refused');
    return received($text);
}

# (realm or undef, pairs)
sub read_header ($value) {
    my (@realm, @found);
    for my $pair (header_pairs($value)) {
        # RFC5849-3.5.1-5
        if ($pair->[0] eq 'realm' || lc $pair->[0] eq 'realm' && policy('realm_case', 'realm')) {
            push @realm, $pair->[1];
        }
        else { push @found, [header_text($pair->[0], $pair->[0]), header_text($pair->[1], $pair->[2])] }
    }
    refuse('parameter_duplicated') if @realm > 1;
    if (@realm && unescape($realm[0]) ne $realm[0]) {
        $realm[0] = unescape($realm[0]) if policy('realm_escape', 'percent');
    }
    return ($realm[0], @found);
}

sub write_header ($realm, @pairs) {
    my @text = map { escape($_->[0]) . '="' . escape($_->[1]) . '"' } @pairs;
    if (defined $realm) {
        my $percent = escape($realm) ne $realm && policy('realm_escape', 'percent');
        unshift @text, 'realm="' . ($percent ? escape($realm) : $realm =~ s/(["\\])/\\$1/gr) . '"';
    }
    return 'OAuth ' . join ',', @text;
}

# ---- section 3.4.1: the base string ----

sub fields ($message, $name) {
    return map { raw($_->[1]) } grep { lc $_->[0] eq $name } @{$message->{headers}};
}

sub media_type ($value) { lc($value =~ s/;.*//sr =~ s/\A[ \t]+|[ \t]+\z//gr) }

my $form_type = 'application/x-www-form-urlencoded';

sub body_is_form ($request) {
    # RFC5849-3.4.1.3.1-3, RFC5849-3.4.1.3.1-4
    my @type = fields($request, 'content-type');
    return 0 if @type != 1 || media_type($type[0]) ne $form_type;
    return $type[0] !~ /;/ || policy('content_type_parameter', 'form');
}

# {header => [...], query => [...], body => [...]}: the decoded parameters of a request by place.
sub collect ($request) {
    my %from = (header => [], body => []);
    my @oauth = grep { header_scheme($_) eq 'oauth' } fields($request, 'authorization');
    refuse('header_duplicate') if @oauth > 1;
    # RFC5849-3.4.1.3.1-2
    (undef, $from{header}->@*) = read_header($oauth[0]) if @oauth;
    # RFC5849-3.4.1.3.1-1
    $from{query} = [query_pairs(raw($request->{url}))];
    $from{body} = [form_pairs(raw($request->{body}))] if body_is_form($request);
    return \%from;
}

# Section 3.4.1.3.2.
sub normalise (@pairs) {
    # RFC5849-3.4.1.3.2-1
    my @encoded = map { [escape($_->[0]), escape($_->[1])] } @pairs;
    # RFC5849-3.4.1.3.2-2, RFC5849-3.4.1.3.2-3: cmp compares octets
    my @sorted = sort { $a->[0] cmp $b->[0] || $a->[1] cmp $b->[1] } @encoded;
    # RFC5849-3.4.1.3.2-4
    return join '&', map { "$_->[0]=$_->[1]" } @sorted;
}

sub base_text ($request, @pairs) {
    my $method = raw($request->{method});
    $method =~ /\A$token\z/ or refuse('method_invalid');
    my @host = fields($request, 'host');
    refuse('host_header_invalid') if @host > 1;
    my $uri = base_uri(raw($request->{url}), $host[0]);
    # RFC5849-3.4.1.3.1-5
    my $parameters = normalise(grep { $_->[0] ne 'oauth_signature' } @pairs);
    # RFC5849-3.4.1.1-1, RFC5849-3.4.1.1-2, RFC5849-3.4.1.1-3
    return escape(uc $method) . '&' . escape($uri) . '&' . escape($parameters);
}

# RFC5849-3.1-7 and RFC5849-3.5-1: each protocol parameter once, and all in one place.
sub check_transmission ($from) {
    my (%seen, %place);
    for my $place (keys %$from) {
        for my $pair ($from->{$place}->@*) {
            next if $pair->[0] !~ /\Aoauth_/;
            $seen{$pair->[0]}++;
            $place{$place} = 1;
        }
    }
    refuse('parameter_duplicated') if grep { $_ > 1 } values %seen;
    refuse('parameter_location') if keys %place > 1;
    return;
}

# ---- section 3.4.2 to 3.4.4: signatures ----

my %hmac = ('HMAC-SHA1' => \&hmac_sha1, 'HMAC-SHA256' => \&hmac_sha256, 'HMAC-SHA512' => \&hmac_sha512);
my %rsa = ('RSA-SHA1' => 'sha1', 'RSA-SHA256' => 'sha256');
my %digest = ('SHA256' => \&sha256, 'SHA512' => \&sha512);

# RFC5849-3.4.2-2, RFC5849-3.4.2-3, RFC5849-3.4.4-2, RFC5849-3.4.4-3
sub secrets ($client, $token) { escape($client) . '&' . escape($token) }

sub by_secret ($method, $client, $token, $text) {
    my $key = secrets($client, $token);
    return $method eq 'PLAINTEXT' ? $key : encode_base64($hmac{$method}->($text, $key), '');
}

my $scratch = File::Temp->newdir;
my $files = 0;

sub store ($octets) {
    my $name = "$scratch/" . $files++;
    open my $out, '>:raw', $name or die "$name: $!";
    print {$out} $octets;
    close $out or die "$name: $!";
    return $name;
}

sub slurp ($name) {
    open my $in, '<:raw', $name or die "$name: $!";
    local $/;
    return scalar <$in>;
}

# Runs openssl without its words; the arguments are ours and hold no shell's characters.
sub openssl (@arguments) { system("openssl @arguments >$scratch/said 2>&1 </dev/null") == 0 }

# The DER of an RSA private or public key of the given numbers.
sub numbers_to_der ($jwk, @names) {
    my $text = "asn1=SEQUENCE:key\n[key]\n" . (@names > 2 ? "v=INTEGER:0\n" : '');
    for my $name (@names) {
        my $number = $jwk->{$name} // refuse('key_invalid');
        refuse('key_invalid') if $number !~ /\A[A-Za-z0-9_-]+\z/;
        $text .= "$name=INTEGER:0x" . unpack('H*', decode_base64($number =~ tr{-_}{+/}r)) . "\n";
    }
    my ($recipe, $der) = (store($text), store(''));
    openssl("asn1parse -genconf $recipe -noout -out $der") or refuse('key_invalid');
    return $der;
}

# The file of a key, as openssl wants it; read once for each key.
sub key_file ($key, $private) {
    state %known;
    my $name = $json->encode([$key, $private ? 1 : 0]);
    return $known{$name} //= read_key($key, $private);
}

sub read_key ($key, $private) {
    my ($file, $form) = (undef, $private ? '' : '-pubin');
    if (my $jwk = $key->{jwk}) {
        refuse('key_invalid') if ($jwk->{kty} // '') ne 'RSA';
        $file = numbers_to_der($jwk, $private ? qw(n e d p q dp dq qi) : qw(n e));
        $form = $private ? '-inform DER' : '-RSAPublicKey_in -inform DER';
    }
    else {
        my ($label) = $key->{pem} =~ /-----BEGIN ((?:RSA )?(?:PRIVATE|PUBLIC) KEY)-----/ or refuse('key_invalid');
        refuse('key_invalid') if ($label =~ /PRIVATE/ ? 1 : 0) != ($private ? 1 : 0);
        $form = '-RSAPublicKey_in' if $label eq 'RSA PUBLIC KEY';
        $file = store($key->{pem});
    }
    my $pem = store('');
    openssl("rsa $form -in $file -passin pass: -out $pem" . ($private ? '' : ' -pubout')) or refuse('key_invalid');
    return $pem;
}

# RFC5849-3.4.3-2
sub rsa_sign ($method, $key, $text) {
    my ($pem, $data, $out) = (key_file($key, 1), store($text), store(''));
    openssl("dgst -$rsa{$method} -sign $pem -out $out $data") or refuse('key_invalid');
    return encode_base64(slurp($out), '');
}

sub rsa_verify ($method, $key, $text, $signature) {
    my $pem = key_file($key, 0);
    # Base64 without its padding, or with other unused bits, is the same octets to a lax reader only
    return 0 if $signature !~ m{\A([A-Za-z0-9+/]*)=*\z};
    my $octets = decode_base64($1 . '=' x (-length($1) % 4));
    # RFC 3447 section 8.2.2 step 1; the command reads no further than the modulus is long
    openssl("rsa -pubin -in $pem -noout -modulus") or refuse('key_invalid');
    return 0 if length $octets != int((1 + (slurp("$scratch/said") =~ s/\AModulus=|\s//gr =~ tr/0-9A-F//)) / 2);
    my ($data, $given) = (store($text), store($octets));
    return 0 if encode_base64($octets, '') ne $signature && !loose_base64($signature);
    return openssl("dgst -$rsa{$method} -verify $pem -signature $given $data");
}

# Whether a text that is not the Base64 of its own octets may still be read as theirs.
sub loose_base64 ($text) {
    return 0 if $text !~ m{\A([A-Za-z0-9+/]*)=*\z} || length($1) % 4 == 1;
    return policy('signature_base64', 'octets');
}

sub body_digest ($method, $body) {
    my ($name) = $method =~ /-(.*)/;
    return encode_base64(($digest{$name // ''} // \&sha1)->($body), '');
}

sub known_method ($name) { $name eq 'PLAINTEXT' || exists $hmac{$name} || exists $rsa{$name} }
sub over_tls ($request) { lc uri_parts(raw($request->{url}))->{scheme} eq 'https' }

# ---- signing: section 3.1 ----

sub protocol_parameters ($in) {
    my @named = (
        [oauth_consumer_key     => $in->{client}{key}],
        [oauth_signature_method => $in->{method}],
        [oauth_nonce            => $in->{nonce}],
        [oauth_timestamp        => $in->{timestamp}],
        [oauth_version          => $in->{version}],
        [oauth_token            => $in->{token} && $in->{token}{key}],
    );
    # RFC5849-3.4.1.3.1-6: what is left out is not signed
    my @found = map { [$_->[0], raw($_->[1])] } grep { defined $_->[1] } @named;
    push @found, raw_list($in->{extra});
    if ($in->{body_hash}) {
        refuse('body_hash_invalid') if body_is_form($in->{request});
        push @found, [oauth_body_hash => body_digest($in->{method}, raw($in->{request}{body}))];
    }
    return @found;
}

sub sign ($in) {
    my $method = $in->{method};
    refuse('signature_method_unsupported') if !known_method($method);
    # RFC5849-3.1-4, RFC5849-3.1-5
    refuse('parameter_missing') if $method ne 'PLAINTEXT' && !(defined $in->{nonce} && defined $in->{timestamp});
    # RFC5849-3.1-6
    refuse('version_unsupported') if ($in->{version} // '1.0') ne '1.0';
    refuse('timestamp_invalid') if !positive_integer($in->{timestamp} // '1');
    # RFC5849-3.4.4-1
    refuse('transport_insecure') if $method eq 'PLAINTEXT' && !over_tls($in->{request});
    refuse('key_invalid') if exists $in->{client}{$rsa{$method} ? 'secret' : 'private_key'};
    my $from = collect($in->{request});
    push $from->{header}->@*, protocol_parameters($in);
    check_transmission($from);
    my $text = base_text($in->{request}, map { @$_ } values %$from);
    my $signature =
        $rsa{$method}
        ? rsa_sign($method, $in->{client}{private_key}, $text)
        # RFC5849-2.1-4
        : by_secret($method, raw($in->{client}{secret}), raw($in->{token} ? $in->{token}{secret} : ''), $text);
    # RFC5849-3.1-8: the signature travels with the others
    my $header = write_header(raw_or_undef($in->{realm}), $from->{header}->@*, [oauth_signature => $signature]);
    return {signature => $signature, base_string => $text, header => $header};
}

# ---- verifying: section 3.2 ----

# RFC5849-3.3-1
sub positive_integer ($text) { $text =~ /\A[0-9]+\z/ && $text =~ /[1-9]/ }

sub required ($given) {
    my @names = qw(oauth_consumer_key oauth_signature_method oauth_signature);
    push @names, qw(oauth_timestamp oauth_nonce) if ($given->{oauth_signature_method} // '') ne 'PLAINTEXT';
    return @names;
}

# Refuses a request whose parameters alone show that it cannot be valid.
sub check_parameters ($given, $request) {
    # RFC5849-3.2-8
    exists $given->{$_} or refuse('parameter_missing') for required($given);
    # RFC5849-3.2-4
    refuse('version_unsupported') if exists $given->{oauth_version} && $given->{oauth_version} ne '1.0';
    # RFC5849-3.2-7
    refuse('signature_method_unsupported') if !known_method($given->{oauth_signature_method});
    refuse('timestamp_invalid')
        if exists $given->{oauth_timestamp} && !positive_integer($given->{oauth_timestamp});
    # RFC5849-3.4.4-1
    refuse('transport_insecure') if $given->{oauth_signature_method} eq 'PLAINTEXT' && !over_tls($request);
    return;
}

# The credentials that the request names: (client, token or undef).
sub find_credentials ($given, $in) {
    my ($client) = grep { raw($_->{key}) eq $given->{oauth_consumer_key} } $in->{clients}->@*;
    # RFC5849-3.2-10
    refuse('client_unknown') if !$client;
    # RFC5849-2.1-5
    return ($client, undef) if !exists $given->{oauth_token};
    if ($given->{oauth_token} eq '') {
        refuse('token_invalid') if policy('empty_token', 'refused');
        return ($client, undef);
    }
    my ($token) = grep { raw($_->{key}) eq $given->{oauth_token} } $in->{tokens}->@*;
    # RFC5849-3.2-3, RFC5849-3.2-11
    refuse('token_invalid') if !$token || defined $token->{expires} && $in->{now} >= $token->{expires};
    refuse('token_invalid') if $token->{client} ne $client->{key} && policy('token_of_another_client', 'refused');
    return ($client, $token);
}

sub stale ($timestamp, $in) {
    return abs(Math::BigInt->new($timestamp) - $in->{now}) > $in->{window};
}

sub signed_rightly ($given, $client, $token, $text) {
    my $method = $given->{oauth_signature_method};
    if ($rsa{$method}) {
        # RFC5849-3.4.3-1
        my $key = $client->{public_key} or return 0;
        return rsa_verify($method, $key, $text, $given->{oauth_signature});
    }
    return 0 if !defined $client->{secret};
    my $own = by_secret($method, raw($client->{secret}), raw($token ? $token->{secret} : ''), $text);
    my $sent = $given->{oauth_signature};
    return 1 if $own eq $sent;
    return 0 if $method eq 'PLAINTEXT' || decode_base64($own) ne decode_base64($sent =~ s/=*\z/===/r);
    return loose_base64($sent);
}

my $known = 'consumer_key|token|signature(?:_method)?|timestamp|nonce|version|callback|verifier|body_hash';

sub verify_one ($request, $in, $used) {
    my $from = collect($request);
    check_transmission($from);
    my @all = map { @$_ } values %$from;
    my %given = map { @$_ } grep { $_->[0] =~ /\Aoauth_/ } @all;
    my $unknown = grep { !/\Aoauth_(?:$known)\z/ } keys %given;
    # RFC5849-3.2-6
    refuse('parameter_unsupported') if $unknown && policy('unknown_oauth_parameter', 'refused');
    check_parameters(\%given, $request);
    my ($client, $token) = find_credentials(\%given, $in);
    my $stamped = $given{oauth_signature_method} ne 'PLAINTEXT';
    # RFC5849-3.3-4
    refuse('timestamp_stale') if $stamped && stale($given{oauth_timestamp}, $in);
    if (exists $given{oauth_body_hash}) {
        my $own = body_is_form($request) ? '' : body_digest($given{oauth_signature_method}, raw($request->{body}));
        refuse('body_hash_invalid') if $own ne $given{oauth_body_hash};
    }
    my @of_nonce = qw(oauth_timestamp oauth_consumer_key oauth_token oauth_nonce);
    my $seen = join '&', map { escape($given{$_} // '') } @of_nonce;
    # RFC5849-3.2-1
    if (!signed_rightly(\%given, $client, $token, base_text($request, @all))) {
        $used->{$seen}++ if $stamped && policy('nonce_of_refused_request', 'used');
        refuse('signature_invalid');
    }
    # RFC5849-3.2-2, RFC5849-3.3-3
    if ($stamped) { refuse('nonce_used') if $used->{$seen}++ }
    # RFC5849-3.4.4-2
    elsif (2 == grep { ($given{$_} // '') ne '' } qw(oauth_nonce oauth_timestamp)) {
        refuse('nonce_used') if $used->{"PLAINTEXT&$seen"}++ && policy('plaintext_nonce', 'refused');
    }
    return;
}

# RFC5849-3.2-10 to RFC5849-3.2-13; every other refusal is 400
my %unauthorized = map { $_ => 1 } qw(client_unknown token_invalid timestamp_stale signature_invalid nonce_used);

sub verify ($in) {
    my (%used, @verdicts);
    for my $request ($in->{sequence}->@*) {
        if (eval { verify_one($request, $in, \%used); 1 }) { push @verdicts, {verdict => 'accepted'}; next }
        my $code = ref $@ eq 'HASH' && $@->{code} or die $@;
        push @verdicts, {verdict => 'refused', status => $unauthorized{$code} ? 401 : 400, reason => $code};
    }
    return \@verdicts;
}

# ---- the flow: section 2 ----

sub protocol_once (@pairs) {
    my %seen;
    $seen{$_->[0]}++ and refuse('parameter_duplicated') for grep { $_->[0] =~ /\Aoauth_/ } @pairs;
    return;
}

# A client that meets a name of the oauth_ namespace which it does not know: the RFC is silent.
sub refuse_unknown (@pairs) {
    my $reserved = grep { index($_->[0], 'oauth_') == 0 } @pairs;
    refuse('parameter_unsupported') if $reserved && policy('unknown_parameter_received', 'refused');
    return;
}

sub credentials ($in) {
    my $response = $in->{response};
    # RFC5849-2.1-8, RFC5849-2.3-9
    refuse('status_unexpected') if $response->{status} != 200;
    my @type = fields($response, 'content-type');
    refuse('content_type_unexpected')
        if !(@type == 1 && media_type($type[0]) eq $form_type) && policy('response_content_type', 'required');
    my $body = raw($response->{body});
    if ($body =~ /\n\z/) {
        refuse('parameter_invalid') if policy('trailing_newline', 'refused');
        $body =~ s/\r?\n\z// if policy('trailing_newline', 'trimmed');
    }
    my @pairs = form_pairs($body);
    my $own = qr/\Aoauth_(?:token|token_secret|callback_confirmed)\z/;
    my @own = grep { $_->[0] =~ $own } @pairs;
    protocol_once(@own);
    my %given = map { @$_ } @own;
    # RFC5849-2.1-9, RFC5849-2.1-10, RFC5849-2.3-10, RFC5849-2.3-11
    exists $given{$_} or refuse('parameter_missing') for qw(oauth_token oauth_token_secret);
    # RFC5849-2.1-11, RFC5849-2.1-12
    refuse('callback_not_confirmed')
        if $in->{kind} eq 'temporary' && ($given{oauth_callback_confirmed} // '') ne 'true';
    my @extra = grep { $_->[0] !~ $own } @pairs;
    refuse_unknown(@extra);
    return {key => $given{oauth_token}, secret => $given{oauth_token_secret}, extra => \@extra};
}

sub callback ($in) {
    my @pairs = query_pairs(raw($in->{url}));
    protocol_once(@pairs);
    my %given = map { @$_ } @pairs;
    # RFC5849-2.2-10, RFC5849-2.2-11
    exists $given{$_} or refuse('parameter_missing') for qw(oauth_token oauth_verifier);
    refuse('callback_token_mismatch') if $given{oauth_token} ne raw($in->{token});
    refuse('parameter_missing') if $given{oauth_verifier} eq '' && policy('empty_verifier', 'refused');
    refuse_unknown(grep { $_->[0] !~ /\Aoauth_(?:token|verifier)\z/ } @pairs);
    return {token => $given{oauth_token}, verifier => $given{oauth_verifier}};
}

sub authorization ($in) {
    my $endpoint = raw($in->{endpoint});
    base_uri($endpoint, undef);
    # RFC5849-2-4
    refuse('parameter_duplicated') if grep { $_->[0] =~ /\Aoauth_/ } query_pairs($endpoint);
    my @extra = raw_list($in->{extra});
    refuse('parameter_duplicated') if grep { $_->[0] eq 'oauth_token' } @extra;
    my ($front, $fragment) = $endpoint =~ /\A([^#]*)(#.*)?\z/s;
    # RFC5849-2.2-2, RFC5849-2-5
    my $query = join '&', map { escape($_->[0]) . '=' . escape($_->[1]) } [oauth_token => raw($in->{token})], @extra;
    if (uri_parts($endpoint)->{path} eq '' && policy('empty_path', 'slash')) {
        $front =~ s{\A([^?]*)}{$1/};
    }
    my $joint = $front =~ /\?./s ? '&' : $front =~ /\?/ ? '' : '?';
    return $front . $joint . $query . ($fragment // '');
}

sub parse_header ($in) {
    my ($realm, @pairs) = read_header(raw($in->{header}));
    my %names = map { $_->[0] => 1 } @pairs;
    refuse('parameter_duplicated') if keys %names < @pairs && policy('duplicate_parameter', 'refused');
    return {realm => $realm, parameters => \@pairs};
}

sub build_header ($in) {
    my @pairs = raw_list($in->{parameters});
    my %names = map { $_->[0] => 1 } @pairs;
    # RFC5849-3.1-7
    refuse('parameter_duplicated') if keys %names < @pairs;
    # RFC5849-2.1-5
    my ($empty) = grep { $pairs[$_][0] eq 'oauth_token' && $pairs[$_][1] eq '' } keys @pairs;
    splice @pairs, $empty, 1 if defined $empty && policy('empty_token_written', 'left_out');
    return write_header(raw_or_undef($in->{realm}), @pairs);
}

sub whole_base_text ($in) {
    my $from = collect($in->{request});
    return base_text($in->{request}, raw_list($in->{protocol_parameters}), map { @$_ } values %$from);
}

# ---- equality: both sides become one text ----

sub canonical_pairs (@pairs) { join ' ', sort map { unpack('H*', $_->[0]) . '=' . unpack('H*', $_->[1]) } @pairs }

sub canonical_url ($text) {
    my ($base, $query, $fragment) = $text =~ /\A([^?#]*)(?:\?([^#]*))?(#.*)?\z/s;
    my @pairs = map { [map { unescape(tr/+/ /r) } (split(/=/, $_, 2), '', '')[0, 1]] }
        grep { $_ ne '' } split /&/, $query // '';
    return join "\n", $base, canonical_pairs(@pairs), $fragment // '';
}

sub canonical_header ($text) {
    my ($scheme, $rest) = $text =~ /\A(\S+) (.*)\z/s or return $text;
    my @pairs;
    do {
        $rest =~ s/\A([^\s,="]+="(?:[^"\\]|\\.)*")//s or return $text;
        push @pairs, $1;
    } while ($rest =~ s/\A, *//);
    return $rest eq '' ? join "\n", lc $scheme, sort @pairs : $text;
}

# For each op: the computation, and how the members of its result are written for comparing.
my $text = sub ($v) { $v };
our %ops = (
    percent_encode             => [sub ($in) { escape(raw($in->{text})) },               $text],
    percent_decode             => [sub ($in) { received(raw($in->{text})) },              $text],
    normalize_parameters       => [sub ($in) { normalise(raw_list($in->{parameters})) }, $text],
    base_string_uri            => [sub ($in) { base_uri(raw($in->{url}), raw_or_undef($in->{host})) }, $text],
    base_string                => [\&whole_base_text,                                    $text],
    sign                       => [\&sign, {signature => $text, base_string => $text, header => \&canonical_header}],
    verify                     => [\&verify,                                             'verdicts'],
    parse_authorization_header => [\&parse_header, {realm => 'nullable', parameters => 'pairs'}],
    build_authorization_header => [\&build_header,                                       \&canonical_header],
    parse_credentials_response => [\&credentials, {key => $text, secret => $text, extra => 'pairs'}],
    parse_callback             => [\&callback, {token => $text, verifier => $text}],
    authorization_url          => [\&authorization,                                      \&canonical_url],
);

# Whether one value of a vector equals the one computed. A kind that is a reference to a function compares the two by it.
sub equal ($kind, $wanted, $got) {
    return $$kind->($wanted, $got) if ref $kind eq 'REF';
    return $kind->(raw($wanted)) eq $kind->($got) if ref $kind eq 'CODE';
    return canonical_pairs(raw_list($wanted)) eq canonical_pairs(@$got) if $kind eq 'pairs';
    return defined $wanted ? defined $got && raw($wanted) eq $got : !defined $got if $kind eq 'nullable';
    if ($kind eq 'verdicts') {
        return 0 if @$wanted != @$got;
        for my $n (0 .. $#$got) {
            my ($one, $other) = ($wanted->[$n], $got->[$n]);
            for my $member (keys %$one) {
                return 0 if !defined $other->{$member} || "$one->{$member}" ne "$other->{$member}";
            }
        }
        return 1;
    }
    # a member that the vector leaves out is not compared
    for my $member (keys %$wanted) {
        return 0 if !$kind->{$member} || !equal($kind->{$member}, $wanted->{$member}, $got->{$member});
    }
    return 1;
}

# ---- running ----

# Every outcome that the choices left open allow: [choices, outcome], the outcome being {out} or {code}.
sub outcomes ($compute, $in, %fixed) {
    local %policy = %fixed;
    my $outcome = eval { {out => $compute->($in)} };
    return [{%fixed}, $outcome] if $outcome;
    my $why = $@;
    die $why if ref $why ne 'HASH';
    return [{%fixed}, $why] if $why->{code};
    my $name = $why->{open};
    return map { outcomes($compute, $in, %fixed, $name => $_) } $branches{$name}->@*;
}

sub matches ($wanted, $outcome, $kind) {
    if (my $codes = $wanted->{reject}) {
        return $outcome->{code} && (!@$codes || grep { $_ eq $outcome->{code} } @$codes);
    }
    return exists $outcome->{out} && equal($kind, $wanted->{out}, $outcome->{out});
}

sub printable ($outcome) {
    return "reject $outcome->{code}" if $outcome->{code};
    return $json->encode(readable($outcome->{out}));
}

# The value with its octets as characters where they are UTF-8.
sub readable ($value) {
    return [map { readable($_) } @$value] if ref $value eq 'ARRAY';
    return {map { $_ => readable($value->{$_}) } keys %$value} if ref $value;
    return $value if !defined $value || $value !~ /[\x80-\xFF]/;
    return Encode::decode('UTF-8', "$value") if $value =~ $well_formed;
    return $value =~ s/([\x80-\xFF])/sprintf '\\x%02x', ord $1/ger;
}

# The branches of an expectation: ([fixed choices, what is wanted] ...)
sub expectations ($expect) {
    my $name = $expect->{name};
    return [{}, $expect] if !defined $name;
    my $known = join ' ', sort @{$branches{$name} // []};
    my $given = join ' ', sort map { $_->{policy} } $expect->{one_of}->@*;
    die "the choice '$name' has other branches: $known\n" if $known ne $given;
    return map { [{$name => $_->{policy}}, $_] } $expect->{one_of}->@*;
}

# Whatever is chosen, the test must accept the outcome; and each branch must come of the choice it names, with at
# least one way to make the others.
sub complaints ($test, $compute, $kind) {
    my @expected = eval { expectations($test->{expect}) };
    return $@ =~ s/\n\z//r if $@;
    my @found;
    for my $expected (@expected) {
        my ($fixed, $wanted) = @$expected;
        my @results = outcomes($compute, $test->{in}, %$fixed);
        my $reached = grep { matches($wanted, $_->[1], $kind) } @results;
        for my $result (@results) {
            my ($made, $outcome) = @$result;
            next if $reached && grep { matches($_->[1], $outcome, $kind) } @expected;
            my $chosen = join ' ', map { "$_=$made->{$_}" } sort keys %$made;
            my %shown = map { $_ => $wanted->{$_} } grep { $_ ne 'policy' } keys %$wanted;
            push @found, "[$chosen] expected " . $json->encode(\%shown) . ', computed ' . printable($outcome);
        }
    }
    return @found;
}

sub recompute ($file) {
    my $suite = eval { $json->decode(slurp($file)) };
    if (!$suite) {
        print "$file: $@";
        return (0, 1);
    }
    my $op = $suite->{op} =~ s/\Aoauth1\.//r;
    if (!$ops{$op}) {
        say "$file: unknown op $suite->{op}";
        return (0, 1);
    }
    my $wrong = 0;
    for my $test ($suite->{tests}->@*) {
        my @found = eval { complaints($test, $ops{$op}->@*) };
        @found = "not of the op's shape: " . $@ =~ s/\n\z//r if $@;
        say "$suite->{suite}/$test->{id}: $_" for @found;
        $wrong += @found;
    }
    my $count = $suite->{tests}->@*;
    say "$suite->{suite}: $count recomputed" . ($wrong ? ", $wrong differ" : '');
    return ($count, $wrong);
}

# ---- what RFC 5849 prints ----

# A request as the RFC writes it down: the lines of the head, and the body.
sub as_printed ($scheme, $body, $first, @lines) {
    my ($method, $target) = split ' ', $first;
    my @headers = map { [split /: */, $_, 2] } @lines;
    my ($host) = map { $_->[1] } grep { $_->[0] eq 'Host' } @headers;
    return {method => $method, url => "$scheme://$host$target", headers => \@headers, body => $body};
}

my $form_header = 'Content-Type: application/x-www-form-urlencoded';
my $printed_3411 = as_printed(
    'http', 'c2&a3=2+q', 'POST /request?b5=%3D%253D&a3=a&c%40=&a2=r%20b', 'Host: example.com', $form_header,
    qq{Authorization: OAuth realm="Example",\r\n oauth_consumer_key="9djdj82h48djs9d2",\r\n}
        . qq{ oauth_token="kkk9d7dh3k39sjv7",\r\n oauth_signature_method="HMAC-SHA1",\r\n}
        . qq{ oauth_timestamp="137131201",\r\n oauth_nonce="7d8f3e4a",\r\n}
        . qq{ oauth_signature="r6%2FTJjbCOr97%2F%2BUU0NsvSne7s5g%3D"}
);
my $printed_base = join '', qw(
    POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q
    %26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_
    key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_m
    ethod%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk
    9d7dh3k39sjv7
);

# The server of section 1.2, 2.1 and 2.3 accepts what those sections print.
sub accepted ($now, $client, $secret, $token, $request) {
    my @tokens = $token ? {key => $token->[0], secret => $token->[1], client => $client} : ();
    my $in = {
        sequence => [$request], now => $now, window => 0, tokens => \@tokens,
        clients  => [{key => $client, secret => $secret}],
    };
    my $verdict = verify($in)->[0];
    return $verdict->{reason} // 'accepted';
}

sub photos ($now, $token, $first, $parameters, $scheme = 'https') {
    my $authorization = qq{Authorization: OAuth realm="Photos", oauth_consumer_key="dpf43f3p2l4k3l03", $parameters};
    my $request = as_printed($scheme, '', $first, 'Host: photos.example.net', $authorization);
    return accepted($now, 'dpf43f3p2l4k3l03', 'kd94hf93k423kf44', $token, $request);
}

sub plain ($token, $first, $parameters) {
    my $authorization = qq{Authorization: OAuth realm="Example", oauth_consumer_key="jd83jd92dhsh93js", $parameters};
    my $request = as_printed('https', '', $first, 'Host: server.example.com', $authorization);
    return accepted(1, 'jd83jd92dhsh93js', 'ja893SD9', $token, $request);
}

sub printed_requests () {
    my $stamp = 'oauth_signature_method="HMAC-SHA1", oauth_timestamp';
    return (
        ['1.2 temporary credentials', 'accepted', photos(137131200, undef, 'POST /initiate',
            qq{$stamp="137131200", oauth_nonce="wIjqoS", oauth_callback="http%3A%2F%2Fprinter.example.com%2Fready", }
                . 'oauth_signature="74KNZJeDHnMBp0EMJ9ZHt%2FXKycU%3D"')],
        ['1.2 token credentials', 'accepted', photos(137131201, ['hh5s93j4hdidpola', 'hdhd0244k9j7ao03'], 'POST /token',
            qq{oauth_token="hh5s93j4hdidpola", $stamp="137131201", oauth_nonce="walatlh", }
                . 'oauth_verifier="hfdp7dh39dks9884", oauth_signature="gKgrFCywp7rO0OXSjdot%2FIHF7IU%3D"')],
        # section 1.2 does not say over what this one goes; its signature is that of http
        ['1.2 photo', 'accepted', photos(137131202, ['nnch734d00sl2jdk', 'pfkkdhi9sl3r4s00'],
            'GET /photos?file=vacation.jpg&size=original',
            qq{oauth_token="nnch734d00sl2jdk", $stamp="137131202", oauth_nonce="chapoH", }
                . 'oauth_signature="MdpQcU8iPSUjWoN%2FUDMsK2sui9I%3D"', 'http')],
        ['2.1 PLAINTEXT', 'accepted', plain(undef, 'POST /request_temp_credentials',
            'oauth_signature_method="PLAINTEXT", oauth_callback="http%3A%2F%2Fclient.example.net%2Fcb%3Fx%3D1", '
                . 'oauth_signature="ja893SD9%26"')],
        ['2.3 PLAINTEXT', 'accepted', plain(['hdk48Djdsa', 'xyz4992k83j47x0b'], 'POST /request_token',
            'oauth_token="hdk48Djdsa", oauth_signature_method="PLAINTEXT", oauth_verifier="473f82d3", '
                . 'oauth_signature="ja893SD9%26xyz4992k83j47x0b"')],
        ['erratum 2550', 'accepted', accepted(137131201, '9djdj82h48djs9d2', 'j49sk3j29djd',
            ['kkk9d7dh3k39sjv7', 'dh893hdasih9'], $printed_3411)],
    );
}

sub printed_flow () {
    my $response = {
        status => 200, headers => [[split /: /, $form_header]],
        body => 'oauth_token=hdk48Djdsa&oauth_token_secret=xyz4992k83j47x0b&oauth_callback_confirmed=true',
    };
    my $temporary = credentials({kind => 'temporary', response => $response});
    my $back = callback({token => 'hdk48Djdsa',
        url => 'http://client.example.net/cb?x=1&oauth_token=hdk48Djdsa&oauth_verifier=473f82d3'});
    my $endpoint = 'https://server.example.com/authorize_access';
    return (
        ['2.1 identifier', 'hdk48Djdsa',       $temporary->{key}],
        ['2.1 secret',     'xyz4992k83j47x0b', $temporary->{secret}],
        ['2.2 verifier',   '473f82d3',         $back->{verifier}],
        ['2.2 redirection', 'https://server.example.com/authorize_access?oauth_token=hdk48Djdsa',
            authorization({endpoint => $endpoint, token => 'hdk48Djdsa', extra => []})],
    );
}

sub printed_texts () {
    my $line = 'a2=r%20b&a3=2%20q&a3=a&b5=%3D%253D&c%40=&c2=&oauth_consumer_key=9djdj82h48djs9d2&oauth_nonce=7d8f3e4a'
        . '&oauth_signature_method=HMAC-SHA1&oauth_timestamp=137131201&oauth_token=kkk9d7dh3k39sjv7';
    my ($realm, @header) = read_header(join ",\r\n   ", 'OAuth realm="Example"',
        'oauth_consumer_key="0685bd9184jfhq22"', 'oauth_token="ad180jjd733klru7"', 'oauth_signature_method="HMAC-SHA1"',
        'oauth_signature="wOJIO9A2W5mFwDgiDvZbTSMK%2FPY%3D"', 'oauth_timestamp="137131200"',
        'oauth_nonce="4572616e48616d6d65724c61686176"', 'oauth_version="1.0"');
    my @query = query_pairs('http://example.com/example/path?oauth_consumer_key=0685bd9184jfhq22&'
        . 'oauth_token=ad180jjd733klru7&oauth_signature_method=HMAC-SHA1&oauth_signature=wOJIO9A2W5mFwDgiDvZbTSMK%2FPY%'
        . '3D&oauth_timestamp=137131200&oauth_nonce=4572616e48616d6d65724c61686176&oauth_version=1.0');
    my @all = map { @$_ } values collect($printed_3411)->%*;
    return (
        ['3.4.1.1', $printed_base, base_text($printed_3411, @all)],
        ['3.4.1.2 first', 'http://example.com/r%20v/X', base_uri('http://EXAMPLE.COM:80/r%20v/X?id=123', undef)],
        ['3.4.1.2 second', 'https://www.example.net:8080/', base_uri('https://x/?q=1', 'www.example.net:8080')],
        ['3.4.1.3.2', $line, normalise(grep { $_->[0] ne 'oauth_signature' } @all)],
        ['3.5.1 realm', 'Example', $realm],
        ['3.5.1 signature', 'wOJIO9A2W5mFwDgiDvZbTSMK/PY=', {map { @$_ } @header}->{oauth_signature}],
        ['3.5.3 as 3.5.1', canonical_pairs(@header), canonical_pairs(@query)],
    );
}

# What RFC 5849 prints leaves one choice open: its header fields are folded.
sub prove () {
    local %policy = (line_folding => 'unfolded');
    my @printed = (printed_requests(), printed_flow(), printed_texts());
    my @wrong = grep { $_->[1] ne $_->[2] } @printed;
    say "RFC 5849 $_->[0]: printed $_->[1], computed $_->[2]" for @wrong;
    say 'RFC 5849: ' . @printed . ' printed values recomputed' . (@wrong ? ', ' . @wrong . ' differ' : '');
    return scalar @wrong;
}

sub main (@files) {
    @files = glob dirname(__FILE__) . '/../oauth1/*.json' if !@files;
    my ($wrong, $tests) = (prove(), 0);
    for my $file (@files) {
        my ($count, $differ) = recompute($file);
        $tests += $count;
        $wrong += $differ;
    }
    say 'no vector was read' if !$tests;
    return $wrong || !$tests ? 1 : 0;
}

# The programs for OAuth 2.0 take the driver from here.
exit main(@ARGV) if !caller;
1;
