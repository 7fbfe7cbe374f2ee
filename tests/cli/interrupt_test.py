#!/usr/bin/env python3
"""Ctrl-C ends a search: interrupt_test.py MORGUE MORGUE_INDEX

Feeds one process query after query, without end, interrupts it when it has answered the first ones,
and again another one that waits for its input.
"""

import signal
import subprocess
import sys
import tempfile
import threading

TIMEOUT_SECONDS = 120  # far more than it takes: a program that does not end is what is looked for
ARTICLES = "".join(
    f'{{"title": "Notice {n}", "text": "The pier of light opens at {n} in Calder."}}\n'
    for n in range(200))


def start(morgue, archive):
    return subprocess.Popen(
        [morgue, "search", "-A", archive, "--format", "trec", "--queries", "-"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def feed(process):
    try:
        while True:
            process.stdin.write(b'1\t"pier of light" OR "light of pier"\n')
    except (BrokenPipeError, ValueError):
        pass  # it has ended


def status_of(process):
    """Its exit status, and what it wrote to stderr."""
    drained = threading.Thread(target=process.stdout.read)
    drained.start()
    error = process.stderr.read()
    status = process.wait(TIMEOUT_SECONDS)
    drained.join()
    return status, error


def while_it_searches(morgue, archive):
    process = start(morgue, archive)
    threading.Thread(target=feed, args=(process,), daemon=True).start()
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    return status_of(process)


def while_it_waits(morgue, archive):
    process = start(morgue, archive)
    process.stdin.write(b"1\tpier\n" * 200)  # more than its buffer holds back of the answer
    process.stdin.flush()
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    return status_of(process)


def main():
    # Whoever starts this may have it ignore Ctrl-C, as shells do with what runs in the background.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    morgue, index = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as directory:
        archive = directory + "/archive"
        subprocess.run([index, "add", "-q", "-A", archive, "-"], input=ARTICLES.encode(), check=True)
        for case in (while_it_searches, while_it_waits):
            status, error = case(morgue, archive)
            if status != 130 or error not in (b"", b"morgue: interrupted\n"):
                sys.exit(f"{case.__name__}: exit status {status}, {error!r}")


if __name__ == "__main__":
    main()
