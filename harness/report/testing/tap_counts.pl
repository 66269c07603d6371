#!/usr/bin/perl
# SPDX-License-Identifier: Apache-2.0
# Reads TAP from stdin as Perl's own harness does, and prints what it found in it as one line of JSON. Complains of everything that is
# no TAP, and of diagnostics that are no YAML.
use strict;
use warnings;

use TAP::Parser;

binmode STDIN, ':raw';
my $text   = do { local $/; <STDIN> };
my $parser = TAP::Parser->new({ tap => $text });
my %counts = map { $_ => 0 } qw(ok not_ok todo skip yaml bailouts unknown);
while (my $result = $parser->next) {
    if ($result->is_test) {
        ++$counts{ $result->has_todo ? 'todo' : $result->has_skip ? 'skip' : $result->is_ok ? 'ok' : 'not_ok' };
    }
    elsif ($result->is_yaml) {
        my $data = $result->data;
        die "no YAML with a status: " . $result->raw unless ref $data eq 'HASH' && $data->{status};
        ++$counts{yaml};
    }
    ++$counts{bailouts} if $result->is_bailout;
    ++$counts{unknown}  if $result->is_unknown && $result->as_string ne q{};
}
$counts{planned} = $parser->tests_planned // 0;
die "no TAP: $_\n" for $parser->parse_errors;
print '{', join(', ', map { "\"$_\": $counts{$_}" } sort keys %counts), "}\n";
