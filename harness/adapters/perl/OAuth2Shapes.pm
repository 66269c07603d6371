# SPDX-License-Identifier: Apache-2.0
# What the adapters for OAuth 2.0 have in common: the shapes of the ops on one side, hashes and HTTP::Request on the
# other.
package OAuth2Shapes;
use strict;
use warnings;
use Adapter qw(skip octets_out once http_message);
use Exporter 'import';
use LWP::UserAgent ();

our @EXPORT_OK = qw(answering sent token_out beside defined_of joined);

my %A_TOKEN = (
    status => 200,
    headers => [['Content-Type', 'application/json']],
    body => '{"access_token":"2YotnFZFEjr1zCsicMWpAA","token_type":"Bearer","expires_in":3600}',
);

# A user agent that never opens a connection: it keeps the request in $$kept, and gives the one response.
sub answering {
    my ($kept, $response) = @_;
    my $agent = LWP::UserAgent->new;
    $agent->add_handler(
        request_send => sub {
            $$kept = $_[0]->clone;
            return http_message($response // \%A_TOKEN);
        }
    );
    return $agent;
}

# A request as token_request has it.
sub sent {
    my ($request) = @_;
    my %out = (
        method => $request->method,
        url => $request->uri->as_string,
        body => octets_out($request->content),
        dpop => undef,
        map { lc s/-/_/r => scalar $request->header($_) } qw(Authorization Content-Type Cache-Control),
    );
    return { out => \%out };
}

# A token response as parse_token_response has it, from a hash of what the library shows.
sub token_out {
    my (%given) = @_;
    my @members = qw(access_token token_type expires_in refresh_token scope issued_token_type);
    my %out = map { $_ => delete $given{$_} } @members;
    if (defined $out{scope} && !ref $out{scope}) {
        # The library leaves the list of scope tokens to its caller, who can tell a clean one only.
        my $scope = delete $out{scope};
        $out{scope} = [split / /, $scope] if $scope =~ /\A[^ ]+(?: [^ ]+)*\z/;
    }
    $out{extra} = \%given;
    return { out => \%out };
}

# The caller's parameters beside the library's own; a hash has each once.
sub beside {
    my ($own, $extra) = @_;
    my $further = once($extra);
    my @both = grep { exists $own->{$_} } keys %$further;
    skip("a parameter of the caller by the name of one of the library's") if @both;
    return (%$own, %$further);
}

# The members of a hash that are there.
sub defined_of {
    my ($hash, @names) = @_;
    return map { $_ => $hash->{$_} } grep { defined $hash->{$_} } @names;
}

# A list of scope tokens as the caller joins it, where there is one.
sub joined {
    my ($scope) = @_;
    return defined $scope ? (scope => join ' ', @$scope) : ();
}

1;
