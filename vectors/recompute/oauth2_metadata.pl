#!/usr/bin/env perl
# SPDX-License-Identifier: Apache-2.0
#
# Recomputes the vectors of metadata: of authorization servers, protected resources and registered clients, signed or
# not. With Perl's core modules, the driver of oauth1.pl, and signatures by the command openssl.
#
# usage: oauth2_metadata.pl [FILE ...]     (without FILE: the suite parse_metadata of ../oauth2)
#
# Written from the RFCs beside oauth2_metadata.py, not after it.

use v5.36;
use Cwd qw(abs_path);
use Encode ();
use File::Basename qw(dirname);
use MIME::Base64 qw(decode_base64 decode_base64url);

our (%branches, %ops);
require(dirname(abs_path(__FILE__)) . '/oauth2_responses.pl');

%branches = (
    %branches,
    algorithm_none_offered     => [qw(refused dropped)],
    empty_array                => [qw(refused kept absent)],
    endpoint_missing           => [qw(refused accepted)],
    insecure_endpoint_read     => [qw(refused accepted)],
    issuer_overridden          => [qw(accepted refused)],
    nested_signed_metadata     => [qw(ignored refused)],
    response_types_missing     => [qw(refused accepted)],
    signed_metadata_unverified => [qw(refused ignored)],
);

# ---- signatures: RFC 7515, RFC 7518 ----

# RFC 7515 section 2: no padding, and no other characters.
sub from_base64url ($text) {
    refuse('jws_malformed') if $text !~ /\A[A-Za-z0-9_-]*\z/ || length($text) % 4 == 1;
    return decode_base64url($text);
}

# The file of a public key of P-256 in PEM.
sub curve_file ($key) {
    state %known;
    my $pem = $key->{pem};
    return $known{$pem} //= store($pem) if defined $pem;
    my ($x, $y) = map { decode_base64url($_) } $key->{jwk}->@{qw(x y)};
    # SubjectPublicKeyInfo of id-ecPublicKey and prime256v1, RFC 5480 section 2
    my $der = pack('H*', '3059301306072a8648ce3d020106082a8648ce3d03010703420004') . $x . $y;
    return $known{"$x$y"} //= do {
        my ($in, $out) = (store($der), store(''));
        openssl("pkey -pubin -inform DER -in $in -out $out") or refuse('key_invalid');
        $out;
    };
}

# A DER INTEGER of octets that are big-endian.
sub der_integer ($octets) {
    my $short = $octets =~ s/\A\0+//r;
    $short = "\0$short" if $short eq '' || ord($short) > 127;
    return pack('CC', 2, length $short) . $short;
}

sub verify_curve ($key, $text, $signature) {
    # RFC 7518 section 3.4: two numbers of 32 octets
    return 0 if length $signature != 64;
    my $body = join '', map { der_integer($_) } unpack 'a32a32', $signature;
    my ($file, $data, $der) = (curve_file($key), store($text), store(pack('CC', 0x30, length $body) . $body));
    return openssl("dgst -sha256 -verify $file -signature $der $data");
}

sub verify_rsa ($key, $text, $signature, @options) {
    my ($file, $data, $given) = (key_file($key, 0), store($text), store($signature));
    return openssl("dgst -sha256 -verify $file -signature $given @options $data");
}

my %verify = (
    ES256 => \&verify_curve,
    RS256 => \&verify_rsa,
    # RFC 7518 section 3.5: a salt as long as the hash
    PS256 => sub { verify_rsa(@_, qw(-sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:32)) },
);

sub is_number ($value) { exists $value->{number} }

sub part_of_jws ($octets) {
    my ($value) = attempt(sub { json_value($octets) });
    return $value // refuse('jws_malformed');
}

# The claims of a JWT that one of the signers has signed (RFC 7519 section 7.2).
sub claims_of ($token, $in) {
    my @part = split /\./, $token, -1;
    refuse('jws_malformed') if @part != 3;
    my ($header, $payload, $signature) = map { from_base64url($_) } @part;
    my ($head, $claims) = map { part_of_jws($_) } $header, $payload;
    # RFC 7515 sections 4 and 4.1.1
    my $alg = ($head->{members} // refuse('jose_header_invalid'))->{alg}{text} // refuse('jose_header_invalid');
    # RFC 7515 section 4.1.11
    refuse('critical_unsupported') if $head->{members}{crit};
    $claims = $claims->{members} // refuse('jws_malformed');
    refuse('claim_invalid') if grep { $claims->{$_} && !is_number($claims->{$_}) } qw(exp nbf);
    # RFC8414-2.1-2, RFC9728-2.2-1
    my $iss = ($claims->{iss} // refuse('claim_missing'))->{text} // refuse('claim_invalid');
    # RFC9728-3.3-5
    my ($signer) = grep { $_->{issuer} eq $iss } $in->{signers}->@*;
    refuse('issuer_unknown') if !$signer;
    refuse('algorithm_unsupported') if $alg ne $signer->{alg};
    # RFC8414-2.1-1, RFC9728-3.3-4
    $verify{$alg}->($signer->{key}, "$part[0].$part[1]", $signature) or refuse('signature_invalid');
    # RFC8414-2.1-6, RFC9728-2.2-6
    refuse('jwt_expired') if $claims->{exp} && $in->{now} >= $claims->{exp}{number};
    refuse('jwt_not_yet_valid') if $claims->{nbf} && $in->{now} < $claims->{nbf}{number};
    return $claims;
}

# ---- members: RFC 8414 section 2, RFC 9728 section 2, RFC 7591 sections 2 and 3.2.1 ----

sub no_fragment ($value) { a_uri($value)->{text} =~ /#/ ? wrong_member() : $value }
sub of_https ($value) { a_uri($value)->{text} =~ /\Ahttps:/i ? $value : wrong_member() }
# RFC8414-2-2
sub an_issuer ($value) { of_https($value)->{text} =~ /[?#]/ ? wrong_member() : $value }
# RFC9728-1.2-1
sub a_resource ($value) { of_https($value)->{text} =~ /#/ ? wrong_member() : $value }
sub a_number ($value) { seconds($value) }

# RFC6749-3.1-3, RFC6749-3.2-3, RFC7009-2-3, RFC6749-3.2-4
sub an_endpoint ($value) {
    wrong_member() if no_fragment($value)->{text} !~ /\Ahttps:/i && policy('insecure_endpoint_read', 'refused');
    return $value;
}

# RFC8414-3.2-3 and RFC9728-3.2-3 bind the server.
sub a_list ($value) {
    return $value if texts($value)->{list}->@*;
    my $taken = choice('empty_array');
    wrong_member() if $taken eq 'refused';
    return $taken eq 'kept' ? $value : undef;
}

# RFC8414-2-15, RFC8414-2-20, RFC8414-2-23, RFC9728-2-6
sub an_algorithm_list ($value) {
    my $list = a_list($value) // return;
    my @good = grep { $_->{text} ne 'none' } $list->{list}->@*;
    wrong_member() if @good < $list->{list}->@* && policy('algorithm_none_offered', 'refused');
    return {list => \@good};
}

sub each_of ($read, @names) { map { $_ => $read } @names }

my %for_both = (
    each_of(\&of_https, 'jwks_uri'), each_of(\&a_text, 'signed_metadata'),
    each_of(\&a_list, qw(scopes_supported authorization_details_types_supported)),
    each_of(\&an_algorithm_list, 'dpop_signing_alg_values_supported'),
    each_of(\&a_truth, 'tls_client_certificate_bound_access_tokens'),
);
my %server = (
    %for_both,
    each_of(\&an_issuer, 'issuer'),
    each_of(\&an_endpoint, qw(authorization_endpoint token_endpoint revocation_endpoint)),
    each_of(\&a_uri, qw(registration_endpoint service_documentation op_policy_uri op_tos_uri introspection_endpoint
        device_authorization_endpoint pushed_authorization_request_endpoint)),
    each_of(\&a_list, qw(response_types_supported response_modes_supported grant_types_supported ui_locales_supported
        code_challenge_methods_supported protected_resources),
        map { "${_}_endpoint_auth_methods_supported" } qw(token revocation introspection)),
    each_of(\&an_algorithm_list, map { "${_}_endpoint_auth_signing_alg_values_supported" }
        qw(token revocation introspection)),
    each_of(\&a_truth, qw(authorization_response_iss_parameter_supported require_pushed_authorization_requests
        require_signed_request_object)),
);
my %protected = (
    %for_both,
    each_of(\&a_resource, 'resource'), each_of(\&a_list, 'authorization_servers'),
    # RFC9728-2-8
    each_of(\&texts, 'bearer_methods_supported'),
    each_of(\&an_algorithm_list, 'resource_signing_alg_values_supported'), each_of(\&a_text, 'resource_name'),
    each_of(\&a_uri, qw(resource_documentation resource_policy_uri resource_tos_uri)),
    each_of(\&a_truth, 'dpop_bound_access_tokens_required'),
);
# RFC7517-5-1
sub a_key_set ($value) {
    my $keys = an_object($value)->{members}{keys} // wrong_member();
    an_object($_) for ($keys->{list} // wrong_member())->@*;
    return $value;
}

my %client = (
    each_of(\&a_text, qw(client_id client_secret registration_access_token token_endpoint_auth_method client_name
        software_id software_version software_statement)),
    each_of(\&a_number, qw(client_id_issued_at client_secret_expires_at)),
    each_of(\&a_uri, qw(registration_client_uri client_uri logo_uri tos_uri policy_uri jwks_uri)),
    each_of(\&a_list, qw(redirect_uris grant_types response_types contacts)),
    each_of(\&a_scope, 'scope'), each_of(\&a_key_set, 'jwks'),
    each_of(\&a_truth, qw(tls_client_certificate_bound_access_tokens dpop_bound_access_tokens)),
);

sub list_of (@texts) { {list => [map { {text => $_} } @texts]} }

# RFC8414-2-10, RFC8414-2-11, RFC8414-2-12, RFC8414-2-18, RFC9207-3-1, RFC9126-5-1, RFC9101-10.5-1, RFC9728-2-9,
# RFC7591-2-3, RFC7591-2-4, RFC9449-5.2-2
my %default = (
    response_modes_supported => list_of(qw(query fragment)),
    grant_types_supported    => list_of(qw(authorization_code implicit)),
    each_of(list_of('client_secret_basic'), qw(token_endpoint_auth_methods_supported
        revocation_endpoint_auth_methods_supported)),
    token_endpoint_auth_method => {text => 'client_secret_basic'},
    grant_types => list_of('authorization_code'), response_types => list_of('code'),
    each_of({word => 'false'}, qw(authorization_response_iss_parameter_supported require_pushed_authorization_requests
        require_signed_request_object tls_client_certificate_bound_access_tokens dpop_bound_access_tokens_required
        dpop_bound_access_tokens)),
);

# ---- the document ----

# What signed metadata says, as far as it counts.
sub signed_part ($object, $in) {
    my $token = $object->{signed_metadata};
    return {} if !$in->{signers}->@* || !$token;
    my ($claims, $code) = attempt(sub { claims_of($token->{text} // wrong_member(), $in) });
    if (!$claims) {
        # RFC9728-3.3-5
        my $error = $in->{kind} eq 'protected_resource' && $code =~ /\A(?:signature_invalid|issuer_unknown)\z/;
        refuse($code) if $error || policy('signed_metadata_unverified', 'refused');
        delete $object->{signed_metadata};
        return {};
    }
    # RFC9728-2.2-4, RFC8414-2.1-4
    refuse('claim_invalid') if $claims->{signed_metadata}
        && ($in->{kind} eq 'protected_resource' || policy('nested_signed_metadata', 'refused'));
    delete $claims->{signed_metadata};
    return $claims;
}

sub compare_identifier ($in, $plain, $signed, $read) {
    my $wanted = $in->{identifier};
    # RFC8414-3.3-2, RFC9728-3.3-2: code point by code point (RFC8414-4-3, RFC9728-6-1)
    refuse('identifier_mismatch') if $read->{text} ne $wanted;
    return if !$signed || !$plain || ($plain->{text} // '') eq $wanted;
    refuse('identifier_mismatch') if policy('issuer_overridden', 'refused');
}

sub document ($in) {
    my ($readers, $key, $status) = {
        authorization_server => [\%server, 'issuer', 200], protected_resource => [\%protected, 'resource', 200],
        client => [\%client, 'client_id', 201],
    }->{$in->{kind}}->@*;
    wants_status($in->{response}, $status);
    my $object = object_of($in->{response});
    my $signed = signed_part($object, $in);
    # RFC8414-2.1-3, RFC9728-2.2-2
    # RFC 7519 section 4.1: these claims are of the token, all others of what it describes
    my %all = (%$object, map { $_ => $signed->{$_} } grep { !/\A(?:iss|sub|aud|exp|nbf|iat|jti)\z/ } keys %$signed);
    # RFC8414-2-1, RFC9728-2-1, RFC7591-3.2.1-2
    my %read = ($key => read_required(\%all, $key, $readers->{$key}));
    $read{$_} //= read_optional(\%all, $_, $readers->{$_}) for sort keys %$readers;
    if ($in->{kind} eq 'client') {
        # RFC7591-2-10, RFC7591-3.2.1-5
        wrong_member() if $read{jwks} && $read{jwks_uri};
        refuse('member_missing') if $read{client_secret} && !$read{client_secret_expires_at};
    }
    else { compare_identifier($in, $object->{$key}, $signed->{$key}, $read{$key}) }
    if ($in->{kind} eq 'authorization_server') {
        # RFC8414-2-9, RFC8414-2-4
        refuse('member_missing') if !$read{response_types_supported} && policy('response_types_missing', 'refused');
        refuse('member_missing') if !$read{token_endpoint} && policy('endpoint_missing', 'refused');
    }
    $read{$_} //= $default{$_} for keys %$readers;
    return {%read, extra => others_of(\%all, keys %$readers)};
}

my %everything = (%client, %protected, %server);
my $kinds = kinds_of(\%everything, 'extra');
my $list = kinds_of({scopes => \&texts})->{scopes};
my %is_list = map { $_ => 1 } \&a_list, \&an_algorithm_list;
$kinds->{$_} = $list for grep { $is_list{$everything{$_}} } keys %everything;
$ops{'oauth2.parse_metadata'} = [\&document, $kinds];

# ---- what the RFCs print: RFC 7515 appendices A.2 (RS256) and A.3 (ES256), which sign one payload ----

sub printed_signatures () {
    my $payload = 'eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ';
    my %ec = (kty => 'EC', crv => 'P-256', x => 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
        y => 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0');
    my %rsa = (kty => 'RSA', e => 'AQAB', n => join '', qw(
        ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddx
        HmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMs
        D1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSH
        SXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdV
        MTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8
        NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ
    ));
    my @example = (
        [A2 => 'RS256', \%rsa, 'eyJhbGciOiJSUzI1NiJ9', join '', qw(
            cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7
            AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4
            BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K
            0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqv
            hJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrB
            p0igcN_IoypGlUPQGe77Rw
        )],
        [A3 => 'ES256', \%ec, 'eyJhbGciOiJFUzI1NiJ9',
            'DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q'],
    );
    my @found;
    for my $one (@example) {
        my ($where, $alg, $jwk, $header, $signature) = @$one;
        my $holds = sub ($text) { $verify{$alg}->({jwk => $jwk}, $text, from_base64url($signature)) ? 1 : 0 };
        push @found, ["RFC 7515 appendix $where", $holds->("$header.$payload"), 1],
            ["RFC 7515 appendix $where, another text", $holds->("$header.${payload}A"), 0];
    }
    return @found;
}

exit run_suites(['parse_metadata'], [printed_signatures()], @ARGV) if !caller;
1;
