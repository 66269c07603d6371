# SPDX-License-Identifier: Apache-2.0
"""An adapter with every bad habit: options choose how it starts, and "do" in a question what it does then; with
--by-text, for questions that must be true to a schema, a "text" that is the name of a habit."""
import argparse
import json
import os
import signal
import subprocess
import sys
import time


def say(message):
    sys.stdout.write((message if isinstance(message, str) else json.dumps(message)) + "\n")
    sys.stdout.flush()


def complain(text):
    sys.stderr.write(text)
    sys.stderr.flush()


def do_echo(call):
    say({"id": call["id"], "out": call["in"].get("value", call["in"].get("text"))})


def do_exit(call):
    complain("about to exit\n")
    sys.exit(3)


def do_signal(call):
    os.kill(os.getpid(), signal.SIGSEGV)


def do_hang(call):
    complain("about to hang\n")
    time.sleep(600)


def do_slow(call):
    time.sleep(call["in"]["seconds"])
    do_echo(call)


def do_garbage(call):
    say("Traceback (most recent call last):")


def do_binary(call):
    sys.stdout.buffer.write(b'{"id":1,"out":"\xff\xfe"}\n')
    sys.stdout.flush()


def do_wrong_id(call):
    say({"id": call["id"] + 1000000, "out": "x"})


def do_twice(call):
    do_echo(call)
    do_echo(call)


def do_close(call):
    os.close(1)
    time.sleep(600)


def do_stderr(call):
    complain(call["in"]["text"])
    do_echo(call)


def do_flood(call):
    """Fills a pipe's buffer many times over before it answers."""
    for _ in range(64):
        complain("x" * 65536)
    complain("the end\n")
    do_echo(call)


def do_big(call):
    say({"id": call["id"], "out": "x" * call["in"]["octets"]})


def do_flood_for_ever(call):
    while True:
        complain("x" * 65536)


def do_stop(call):
    os.kill(os.getpid(), signal.SIGSTOP)


def do_close_input(call):
    """Answers, reads no more, and does not end."""
    os.close(0)
    do_echo(call)
    time.sleep(600)


def do_endless(call):
    """A line without an end."""
    while True:
        sys.stdout.write("x" * 65536)


def do_grandchild(call):
    """Starts a process that holds our output open, ignores SIGTERM and outlives us; then exits."""
    code = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"
    child = subprocess.Popen([sys.executable, "-c", code])
    with open(call["in"]["file"], "w", encoding="ascii") as file:
        file.write(str(child.pid))
    os._exit(5)


def do_daemon(call):
    """Leaves a process behind that holds our pipes open and is not of our group any more; then exits."""
    code = "import time; time.sleep(600)"
    child = subprocess.Popen([sys.executable, "-c", code], start_new_session=True)
    with open(call["in"]["file"], "w", encoding="ascii") as file:
        file.write(str(child.pid))
    os._exit(5)


def do_answer_and_exit(call):
    do_echo(call)
    sys.exit(7)


def do_answer_and_hang(call):
    do_echo(call)
    time.sleep(600)


def do_answer_and_leave_a_child(call):
    """The child holds our output open."""
    subprocess.Popen(["sleep", "600"])
    do_echo(call)


def do_answer_and_close(call):
    """Ends a while after its output."""
    do_echo(call)
    os.close(1)
    time.sleep(1.5)
    os._exit(0)


def do_unended_line(call):
    sys.stdout.write(json.dumps({"id": call["id"], "out": call["in"]["value"]}))
    sys.stdout.flush()


def do_nothing(call):
    pass


def do_sanitizer(call):
    """Answers after a report as UndefinedBehaviorSanitizer writes it, which goes on."""
    complain("lib.c:7:3: runtime error: signed integer overflow: 1 + 2147483647\n")
    do_echo(call)


def do_crash_once(call):
    """Dies the first time only: the file remembers."""
    if os.path.exists(call["in"]["file"]):
        do_echo(call)
        return
    with open(call["in"]["file"], "w", encoding="ascii") as file:
        file.write("done")
    os._exit(6)


def do_mask(call):
    """Which signals it was born with blocked or ignored."""
    with open("/proc/self/status", encoding="ascii") as file:
        fields = dict(line.rstrip("\n").split(":\t", 1) for line in file if line.startswith("Sig"))
    # Python itself ignores SIGPIPE; its own start is not ours to judge.
    say({"id": call["id"], "out": {"blocked": int(fields["SigBlk"], 16)}})


def do_reject(call):
    say({"id": call["id"], "reject": {"code": "no", "message": "refused"}})


def do_skip(call):
    say({"id": call["id"], "skip": {"need": "a feature"}})


def do_error(call):
    say({"id": call["id"], "error": {"type": "IndexError", "message": "list index out of range"}})


def habit(call, by_text):
    name = call["in"].get("text" if by_text else "do", "echo")
    return globals().get("do_" + name, do_echo) if by_text else globals()["do_" + name]


class DyingOutput:
    """Passes on so many octets and kills the process then; the file remembers, and another process lives."""

    def __init__(self, out, octets, file):
        self.out, self.left, self.file = out, octets, file

    def write(self, text):
        self.out.write(text[:self.left])
        self.left -= len(text)
        if self.left < 0:
            self.out.flush()
            with open(self.file, "w", encoding="ascii") as file:
                file.write("done")
            os.kill(os.getpid(), signal.SIGKILL)

    def flush(self):
        self.out.flush()


def greet(options):
    if options.hello == "exit":
        complain("no such module\n")
        sys.exit(4)
    if options.hello == "silent":
        time.sleep(600)
    if options.hello == "garbage":
        say("Welcome!")
        time.sleep(600)
    say({"hello": {
        "protocol": 2 if options.hello == "protocol" else 1,
        "impl": {"name": "fake", "version": "1", "language": "python"},
        "ops": options.op or ["test.echo"],
        "features": options.feature or [],
        "max_in_flight": options.in_flight}})


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--hello", choices=["good", "exit", "silent", "garbage", "protocol"], default="good")
    parser.add_argument("--in-flight", type=int, default=1)
    parser.add_argument("--op", action="append")
    parser.add_argument("--feature", action="append")
    parser.add_argument("--ignore-term", action="store_true")
    parser.add_argument("--ignore-bye", action="store_true")
    parser.add_argument("--reverse", type=int, default=0, help="answer this many questions at once, the last one first")
    parser.add_argument("--by-text", action="store_true")
    parser.add_argument("--once", action="store_true", help="one message a process: for --exec")
    parser.add_argument("--hello-exit", type=int, default=0, help="with --once: the exit status after the hello")
    parser.add_argument("--die-after", type=int, help="kill itself after so many octets of output")
    parser.add_argument("--died", help="with --die-after: the file that says that it has died already")
    parser.add_argument("--log", help="append the names of questions asked to this file")
    options = parser.parse_args()
    if options.ignore_term:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if options.die_after is not None and not os.path.exists(options.died):
        sys.stdout = DyingOutput(sys.stdout, options.die_after, options.died)
    first = json.loads(sys.stdin.readline())
    if options.once and "hello" not in first:
        habit(first, options.by_text)(first)
        return
    greet(options)
    if options.once:
        sys.exit(options.hello_exit)
    kept = []
    for line in sys.stdin:
        message = json.loads(line)
        if "bye" in message:
            break
        if options.log:
            with open(options.log, "a", encoding="ascii") as file:
                file.write(message["in"].get("name", "?") + "\n")
        kept.append(message)
        if len(kept) >= options.reverse:
            for call in reversed(kept):
                habit(call, options.by_text)(call)
            kept.clear()
    for call in reversed(kept):
        do_echo(call)
    while options.ignore_bye:
        time.sleep(1)


main()
