#!/usr/bin/env python3
"""morgue-index watch, from its start to its end: watch_test.py MORGUE MORGUE_INDEX

What was there before, what comes by every way, a flood, another writer, and searches all the while.
"""

import fcntl
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import threading
import time

PATIENCE = 120  # seconds, far more than it takes
FLOOD = 1500


def article(name):
    return f'{{"title": "The {name} notice", "text": "In Calder a {name} was seen by many."}}\n'


class Watched:
    def __init__(self, morgue, index, root):
        self.morgue, self.archive, self.inbox = morgue, root / "archive", root / "in"
        self.inbox.mkdir()
        (self.inbox / "before.jsonl").write_text(article("heron"))
        self.process = subprocess.Popen(
            [index, "watch", "-A", self.archive, "--settle", "0.1", self.inbox],
            stderr=subprocess.PIPE, text=True)
        self.said = []
        self.reader = threading.Thread(target=lambda: self.said.extend(self.process.stderr))
        self.reader.start()

    def count(self, query):
        ran = subprocess.run([self.morgue, "search", "-A", self.archive, "-c", query], check=False,
                             capture_output=True, text=True)
        if ran.returncode not in (0, 1) and self.archive.is_dir() and self.ready:
            sys.exit(f"a search failed: {ran.returncode} {ran.stderr}")
        return int(ran.stdout or 0) if ran.returncode == 0 else 0

    ready = False

    def expect(self, query, wanted):
        begun = time.monotonic()
        while (found := self.count(query)) != wanted:
            if time.monotonic() - begun > PATIENCE or self.process.poll() is not None:
                sys.exit(f"{query}: {found} instead of {wanted}\n{''.join(self.said)}")
            time.sleep(0.05)
        self.ready = True

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(PATIENCE)
        self.reader.join()
        return status


def check(watched):
    inbox = watched.inbox
    watched.expect("heron", 1)
    (inbox / "new.jsonl").write_text(article("zebra"))
    watched.expect("zebra", 1)

    # As downloaders write: under a name that is not looked at, then renamed.
    (inbox / ".part").write_text(article("walrus"))
    (inbox / ".part").rename(inbox / "whole.jsonl")
    watched.expect("walrus", 1)

    # A tree that is moved here, renamed, and written into.
    tree = inbox.parent / "tree"
    (tree / "deep").mkdir(parents=True)
    (tree / "deep" / "a.jsonl").write_text(article("badger"))
    tree.rename(inbox / "tree")
    watched.expect("badger", 1)
    (inbox / "tree").rename(inbox / "renamed")
    (inbox / "renamed" / "deep" / "b.jsonl").write_text(article("otter"))
    watched.expect("otter", 1)

    # A file that grows, with another writer in the way.
    with open(watched.archive / "lock", "rb+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with open(inbox / "new.jsonl", "a", encoding="utf-8") as file:
            file.write(article("lynx"))
        time.sleep(0.5)
        if watched.count("lynx") != 0:
            sys.exit("two writers at once")
    watched.expect("lynx", 1)

    # A flood, while articles are asked for.
    for number in range(FLOOD):
        (inbox / f"flood-{number}.jsonl").write_text(article(f"swift{number}"))
    watched.expect("many", 6 + FLOOD)

    if (status := watched.stop()) != 0:
        sys.exit(f"exit status {status}\n{''.join(watched.said)}")
    if "refused" in (said := "".join(watched.said)):
        sys.exit(said)


def main():
    with tempfile.TemporaryDirectory() as directory:
        watched = Watched(sys.argv[1], sys.argv[2], pathlib.Path(directory))
        try:
            check(watched)
        finally:
            watched.process.kill()


if __name__ == "__main__":
    main()
