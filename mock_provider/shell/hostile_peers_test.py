#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Peers that do harm to oauthspec-provider: each gets its error or is closed, and a client that behaves is served all the while.

usage: hostile_peers_test.py PROVIDER [--connections N] [TEST ...]

Without --connections there are as many at once as the limit on open files lets, up to 1,000; the test says how many. 10,000 need
`ulimit -n 20000` or so, and take a minute.
"""

import contextlib
import json
import re
import resource
import socket
import struct
import subprocess
import sys
import threading
import time
import unittest

PROVIDER = ""
CONNECTIONS = 0
SECONDS = 60
FORM = b"grant_type=client_credentials&client_id=client&client_secret=secret"
TOKEN = (b"POST /token HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n"
         % len(FORM)) + FORM
HOST = b"Host: a\r\n"

# What is no request, or too much of one, and how it is answered.
MALFORMED = {
    "no Host": (b"GET / HTTP/1.1\r\n\r\n", 400),
    "two Hosts": (b"GET / HTTP/1.1\r\n" + HOST + HOST + b"\r\n", 400),
    "a folded line": (b"GET / HTTP/1.1\r\n" + HOST + b"X: a\r\n b\r\n\r\n", 400),
    "bare LF": (b"GET / HTTP/1.1\nHost: a\n\n", 400),
    "bare CR": (b"GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n", 400),
    "NUL in a value": (b"GET / HTTP/1.1\r\n" + HOST + b"X: a\0b\r\n\r\n", 400),
    "NUL in the target": (b"GET /\0 HTTP/1.1\r\n" + HOST + b"\r\n", 400),
    "a space before the colon": (b"GET / HTTP/1.1\r\n" + HOST + b"X : a\r\n\r\n", 400),
    "no colon": (b"GET / HTTP/1.1\r\n" + HOST + b"X\r\n\r\n", 400),
    "a length and a coding": (b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
    "two lengths": (b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab", 400),
    "a negative length": (b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: -1\r\n\r\n", 400),
    "another coding": (b"POST / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501),
    "a chunk size that is none": (b"POST / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\nx\r\n", 400),
    "an expectation": (b"POST / HTTP/1.1\r\n" + HOST + b"Expect: the-unexpected\r\n\r\n", 417),
    "a fragment": (b"GET /#a HTTP/1.1\r\n" + HOST + b"\r\n", 400),
    "a relative target": (b"GET a HTTP/1.1\r\n" + HOST + b"\r\n", 400),
    "CONNECT": (b"CONNECT a:1 HTTP/1.1\r\n" + HOST + b"\r\n", 501),
    "HTTP/2": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
    "a ClientHello": (b"\x16\x03\x01\x00\x05hello\r\n\r\n", 400),
    "octets": (b"\x00\xff\xfe\x80\r\n\r\n", 400),
    "a long request line": (b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n", 414),
    "a long field": (b"GET / HTTP/1.1\r\n" + HOST + b"X: " + b"a" * 20_000 + b"\r\n\r\n", 431),
    "many fields": (b"GET / HTTP/1.1\r\n" + HOST + b"X: a\r\n" * 5_000 + b"\r\n", 431),
    "a long body": (b"POST /token HTTP/1.1\r\n" + HOST + b"Content-Length: 2000000\r\n\r\n", 413),
    "a long chunk": (b"POST /token HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\nffffff\r\n", 413),
}


def status_of(octets):
    return int(octets[9:12]) if octets.startswith(b"HTTP/1.1 ") else None


def read_to_end(peer):
    octets = b""
    with contextlib.suppress(ConnectionResetError):
        while piece := peer.recv(65_536):
            octets += piece
    return octets


def read_response(peer):
    """One response with a Content-Length, whole; what there is of it where the peer closes."""
    octets = b""
    while b"\r\n\r\n" not in octets or len(octets) < octets.index(b"\r\n\r\n") + 4 + length_in(octets):
        piece = peer.recv(65_536)
        if not piece:
            break
        octets += piece
    return octets


def length_in(octets):
    return int(re.search(rb"\r\nContent-Length: (\d+)\r\n", octets).group(1))


class Provider:
    def __init__(self):
        self.process = subprocess.Popen([PROVIDER, "--port", "0", "--exit-with-parent"], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        origin = json.loads(self.process.stdout.readline())["origin"]
        self.port = int(origin.rpartition(":")[2])

    def connect(self):
        return socket.create_connection(("127.0.0.1", self.port), SECONDS)

    def end(self):
        _, errors = self.process.communicate(timeout=SECONDS)
        return self.process.returncode, errors


class GoodClient(threading.Thread):
    """Asks for tokens on one connection until it is stopped, and keeps the longest time that it had to wait."""

    def __init__(self, provider):
        super().__init__()
        self.peer = provider.connect()
        self.stopping = threading.Event()
        self.served, self.longest, self.failure = 0, 0.0, None

    def run(self):
        with self.peer:
            while not self.stopping.is_set():
                begun = time.monotonic()
                self.peer.sendall(TOKEN)
                answer = read_response(self.peer)
                self.longest = max(self.longest, time.monotonic() - begun)
                if status_of(answer) != 200:
                    self.failure = answer
                    return
                self.served += 1
                time.sleep(0.002)


class HostilePeers(unittest.TestCase):
    def setUp(self):
        self.provider = Provider()
        self.good = GoodClient(self.provider)
        self.good.start()

    def tearDown(self):
        self.good.stopping.set()
        self.good.join(SECONDS)
        code, errors = self.provider.end()
        self.assertIsNone(self.good.failure, "the client that behaves was not served")
        self.assertGreater(self.good.served, 0)
        self.assertEqual((code, errors), (0, b""))

    def answer_to(self, octets):
        with self.provider.connect() as peer:
            with contextlib.suppress(ConnectionError):
                peer.sendall(octets)
            return read_to_end(peer)

    def wait_for_good(self, more=5):
        """Until the client that behaves has been served so many times from now on."""
        wanted, patience = self.good.served + more, time.monotonic() + SECONDS
        while self.good.served < wanted:
            self.assertTrue(self.good.is_alive() and time.monotonic() < patience, self.good.failure)
            time.sleep(0.01)

    def test_malformed_requests_get_their_errors(self):
        for name, (octets, status) in MALFORMED.items():
            with self.subTest(name):
                answer = self.answer_to(octets)
                self.assertEqual(status_of(answer), status, answer[:200])
                self.assertIn(b"\r\nConnection: close\r\n", answer)
        self.wait_for_good()

    def test_malformed_requests_behind_right_ones_get_theirs(self):
        for name, (octets, status) in MALFORMED.items():
            with self.subTest(name):
                answer = self.answer_to(TOKEN + octets)
                self.assertEqual(status_of(answer), 200)
                self.assertIn(b"HTTP/1.1 %d " % status, answer[20:])

    def test_slow_senders_are_waited_for_and_nobody_waits_for_them(self):
        slow = [self.provider.connect() for _ in range(20)]
        for octet in TOKEN:
            for peer in slow:
                peer.sendall(bytes([octet]))
            time.sleep(0.002)
        for peer in slow:
            with peer:
                self.assertEqual(status_of(read_response(peer)), 200)
        self.wait_for_good()

    def test_a_header_that_does_not_end_is_answered_408(self):
        with self.provider.connect() as peer:
            peer.sendall(b"GET / HTTP/1.1\r\n" + HOST)
            begun = time.monotonic()
            answered = threading.Event()

            def dribble():
                with contextlib.suppress(OSError):
                    while not answered.wait(0.5):
                        peer.sendall(b"X: y\r\n")

            dribbler = threading.Thread(target=dribble)
            dribbler.start()
            answer = read_response(peer)
            answered.set()
            dribbler.join()
            self.assertEqual(status_of(answer), 408)
            self.assertGreater(time.monotonic() - begun, 5)
        self.wait_for_good()

    def test_half_open_connections_hold_up_nobody(self):
        half_open = []
        for number in range(60):
            peer = self.provider.connect()
            half_open.append(peer)
            peer.sendall(TOKEN[:number])
            if number % 3 == 0:
                peer.shutdown(socket.SHUT_WR)
            elif number % 3 == 1:  # vanishes by a reset
                peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                peer.close()
        self.wait_for_good()
        for number, peer in enumerate(half_open):
            if number % 3 == 0:
                answer = read_to_end(peer)
                self.assertEqual(status_of(answer), None if number == 0 else 400, answer)
            peer.close()

    def test_peers_that_take_no_answer_hold_up_nobody(self):
        deaf = [self.provider.connect() for _ in range(10)]
        for peer in deaf:
            peer.settimeout(0.2)
            with contextlib.suppress(TimeoutError, ConnectionError):
                for _ in range(200):
                    peer.sendall(b"GET / HTTP/1.1\r\n" + HOST + b"\r\n")
        self.wait_for_good()
        for peer in deaf:
            peer.close()

    def test_many_connections_at_once_are_served(self):
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = CONNECTIONS or min(1_000, hard - 100)
        if soft < wanted + 100:
            resource.setrlimit(resource.RLIMIT_NOFILE, (min(wanted + 100, hard), hard))
        self.assertLess(wanted, hard, "too few open files for so many connections: ulimit -n")
        begun = time.monotonic()
        peers = [self.provider.connect() for _ in range(wanted)]
        self.wait_for_good()
        for peer in peers:
            peer.sendall(TOKEN)
        served = sum(status_of(read_response(peer)) == 200 for peer in peers)
        took = time.monotonic() - begun
        for peer in peers:
            peer.close()
        self.assertEqual(served, wanted)
        self.wait_for_good()
        print(f"{wanted} connections at once, each served, in {took:.1f} s; the client that behaves waited "
              f"{self.good.longest * 1000:.0f} ms at the most for one of {self.good.served} tokens", file=sys.stderr)


def main():
    global PROVIDER, CONNECTIONS
    arguments = sys.argv[1:]
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    PROVIDER = arguments.pop(0)
    if arguments[:1] == ["--connections"]:
        CONNECTIONS = int(arguments[1])
        del arguments[:2]
    program = unittest.main(module=sys.modules[__name__], argv=[sys.argv[0], *arguments], exit=False)
    return 0 if program.result.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main())
