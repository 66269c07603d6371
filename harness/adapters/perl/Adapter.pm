# SPDX-License-Identifier: Apache-2.0
# The adapter protocol over stdin and stdout, for adapters in Perl. See README.md beside this folder.
package Adapter;
use strict;
use warnings;
use Encode ();
use Exporter 'import';
use JSON::XS ();
use MIME::Base64 ();

our @EXPORT_OK = qw(skip text octets octets_out once header_field http_message run);

# Ends the op: the library cannot express this case, for it lacks what the argument says.
sub skip { die { skip => { need => $_[0] } } }

# The characters of a value that may be octets; skips octets that are no UTF-8.
sub text {
    my ($value) = @_;
    skip('octets that are no UTF-8') if ref $value;
    return $value;
}

# The octets of a value that may come as characters.
sub octets {
    my ($value) = @_;
    return ref $value ? MIME::Base64::decode($value->{b64}) : Encode::encode('UTF-8', $value);
}

# A string where the octets are UTF-8, {"b64": ...} where not.
sub octets_out {
    my ($octets) = @_;
    my $copy = $octets;
    my $characters = eval { Encode::decode('UTF-8', $copy, Encode::FB_CROAK) };
    return defined $characters ? $characters : { b64 => MIME::Base64::encode($octets, '') };
}

# Parameters as a hash; skips a name that comes twice.
sub once {
    my ($parameters) = @_;
    my %hash = map { text($_->[0]) => text($_->[1]) } @$parameters;
    skip('a name that comes twice: parameters are a hash') if keys %hash < @$parameters;
    return \%hash;
}

# The values of the header fields called so, without regard to case.
sub header_field {
    my ($message, $name) = @_;
    return map { text($_->[1]) } grep { lc $_->[0] eq lc $name } @{ $message->{headers} };
}

# A request or response as the HTTP::Request or HTTP::Response that libraries over LWP take.
sub http_message {
    my ($message) = @_;
    my @headers = map { octets($_) } map { @$_ } @{ $message->{headers} };
    if (exists $message->{status}) {
        require HTTP::Response;
        return HTTP::Response->new($message->{status}, undef, \@headers, octets($message->{body}));
    }
    require HTTP::Request;
    return HTTP::Request->new($message->{method}, $message->{url}, \@headers, octets($message->{body}));
}

sub answer {
    my ($ops, $refused, $message) = @_;
    my $op = $ops->{ $message->{op} } or return { error => { type => 'UnknownOp', message => $message->{op} } };
    my $result = eval { $op->($message->{in}) };
    return $result if defined $result;
    my $problem = $@;
    return $problem if ref $problem eq 'HASH' && $problem->{skip};
    # Where in the adapter the library was called says nothing of the library.
    my $message_only = "$problem" =~ s/(?: at \S+ line \d+(?:, <STDIN> line \d+)?\.?)?\n\z//r;
    return { reject => { message => $message_only } } if $refused->($problem);
    return { error => { type => ref $problem || 'die', message => "$problem" } };
}

# Serves the ops, a function for each from `in` to {out => ...} or {out => ..., actual => ...}, until bye or the end of
# input. $refused->($problem) tells whether the library died of it to refuse the input; anything else is an error.
sub run {
    my ($impl, $ops, $features, $refused) = @_;
    my $json = JSON::XS->new->utf8->canonical->allow_nonref;
    $| = 1;
    while (my $line = <STDIN>) {
        my $message = $json->decode($line);
        last if $message->{bye};
        my $reply =
            $message->{hello}
            ? { hello => { protocol => 1, impl => $impl, ops => [sort keys %$ops], features => $features } }
            : { id => $message->{id}, %{ answer($ops, $refused, $message) } };
        print $json->encode($reply), "\n";
    }
    return;
}

1;
