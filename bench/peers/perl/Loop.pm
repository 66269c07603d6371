# SPDX-License-Identifier: Apache-2.0
# What the loops in Perl have in common: see README.md beside this folder.
package Loop;
use strict;
use warnings;
use Exporter qw(import);
use JSON::XS ();
use Time::HiRes qw(clock_gettime CLOCK_PROCESS_CPUTIME_ID);
use URI::Escape qw(uri_unescape);

our @EXPORT_OK = qw($KEY $SECRET $TOKEN $TOKEN_SECRET run);
our ($KEY, $SECRET) = ('dpf43f3p2l4k3l03', 'kd94hf93k423kf44');
our ($TOKEN, $TOKEN_SECRET) = ('nnch734d00sl2jdk', 'pfkkdhi9sl3r4s00');

# Of the whole process, in nanoseconds where times() counts hundredths of a second.
sub seconds {
    return clock_gettime(CLOCK_PROCESS_CPUTIME_ID);
}

# Takes what gives the Authorization header field for URL, nonce and timestamp.
sub run {
    my ($version, $sign) = @_;
    open my $lines, '<', $ARGV[0] or die "$ARGV[0]: $!";
    my @requests = map { chomp; [split /\t/] } <$lines>;
    $| = 1;
    my %sent = $sign->(@{ $requests[0] }) =~ /oauth_(\w+)="([^"]*)"/g;
    my %hello = map { $_ => uri_unescape($sent{$_}) } qw(signature nonce timestamp);
    print JSON::XS->new->canonical->encode({ version => $version, map { $_ => "$hello{$_}" } keys %hello }), "\n";
    my $number = 0;
    while (my $asked = <STDIN>) {
        my $start = seconds();
        for (1 .. $asked) {
            $sign->(@{ $requests[$number] });
            $number = ($number + 1) % @requests;
        }
        printf qq({"signatures":%d,"seconds":%.6f}\n), $asked, seconds() - $start;
    }
    return;
}

1;
