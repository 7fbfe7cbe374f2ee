#!/usr/bin/env python3
"""How morgue behaves on a terminal: manners_test.py MORGUE MORGUE_INDEX

A pseudo-terminal of 80 columns and 24 rows stands in for one: colours, links, width, pager and
Ctrl-C, and what the environment and flags make of them.
"""

import fcntl
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

TIMEOUT_SECONDS = 60
ROWS, COLUMNS = 24, 80
COLOUR = re.compile(r"\x1b\[[0-9;]+m")
LINK = re.compile(r"\x1b\]8;;([^\x1b]*)\x1b\\")
# A pager that says that it ran, what it was told, and what it was given.
PAGER = "echo PAGED LESS=$LESS; cat"


# Nine articles that are no versions of one another, each with a headline of two lines.
STORIES = [
    ("radar", "froze", "winter"), ("ferry", "sank", "harbour"), ("bakery", "burnt", "market"),
    ("choir", "sang", "festival"), ("tunnel", "flooded", "railway"), ("museum", "reopened", "castle"),
    ("teacher", "resigned", "school"), ("lighthouse", "moved", "island"), ("bridge", "closed", "river")]


def article(number):
    thing, did, where = STORIES[number]
    text = (f"The {thing} at the pier {did} early in the morning, and nobody at the {where} knew why "
            f"the {thing} {did}. Whoever asks about the {where} is told to wait for the {thing} until "
            f"the {where} has been looked at from all sides, which may take until the evening.")
    title = (f"Notice {number}: the {thing} of Calder {did} beside the {where}, and the pier has its "
             f"{thing} no more, as neighbours of the {where} say")
    return (f'{{"title": "{title}", "url": "https://herald.example/{number}", "text": "{text}", '
            f'"source": "Calder Herald", "date": "202{number}-03-0{number + 1}"}}\n')


class Terminal:
    def __init__(self, morgue, home):
        self.morgue, self.home = morgue, home

    def start(self, *arguments, **variables):
        child, terminal = pty.fork()
        if child == 0:
            os.chdir(self.home)
            env = {"HOME": str(self.home), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8",
                   "TERM": "xterm-256color", "MORGUE_ARCHIVE": str(self.home / "archive"),
                   **variables}
            # The size is there before anybody asks for it.
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
            os.execve(self.morgue, [self.morgue, *arguments], env)
        return child, terminal

    def run(self, *arguments, **variables):
        """The exit status, and what stood on the terminal."""
        child, terminal = self.start(*arguments, **variables)
        seen = b""
        while True:
            try:
                got = os.read(terminal, 65536)
            except OSError:  # it is closed
                break
            if not got:
                break
            seen += got
        os.close(terminal)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        return status, seen.decode("utf-8", "replace").replace("\r\n", "\n")

    def piped(self, *arguments, **variables):
        env = {"HOME": str(self.home), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8",
               "MORGUE_ARCHIVE": str(self.home / "archive"), **variables}
        return subprocess.run([self.morgue, *arguments], env=env, capture_output=True, text=True,
                              timeout=TIMEOUT_SECONDS).stdout


FAILURES = []


def expect(what, held, seen):
    if not held:
        FAILURES.append(f"{what}: {seen!r}")


def bare(text):
    return LINK.sub("", COLOUR.sub("", text))


def colours(on):
    status, seen = on.run("search", "-n", "1", "pier", MORGUE_PAGER="")
    expect("a terminal has colours", status == 0 and COLOUR.search(seen), seen)
    for variables in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        seen = on.run("search", "-n", "1", "pier", MORGUE_PAGER="", **variables)[1]
        expect(f"no colours, no links with {variables}", "\x1b" not in seen, seen)
    seen = on.run("search", "-n", "1", "--no-color", "pier", MORGUE_PAGER="")[1]
    expect("no colours with --no-color", "\x1b" not in seen, seen)
    seen = on.run("search", "-n", "1", "pier", MORGUE_PAGER="", MORGUE_COLORS="match=04;35")[1]
    expect("MORGUE_COLORS changes them", "\x1b[04;35m" in seen, seen)
    seen = on.run("search", "-n", "1", "pier", MORGUE_PAGER="", MORGUE_COLORS="match=1m\x07:id=x")[1]
    expect("MORGUE_COLORS smuggles nothing", "\x07" not in seen, seen)
    expect("a pipe has none", "\x1b" not in on.piped("search", "--format", "text", "pier"), "")
    for name in ("FORCE_COLOR", "CLICOLOR_FORCE"):
        seen = on.piped("search", "--format", "text", "pier", **{name: "1"})
        expect(f"{name} gives a pipe colours", COLOUR.search(seen), seen)
        expect(f"{name} gives a pipe no links", not LINK.search(seen), seen)


def links(on):
    seen = on.run("search", "-n", "1", "--sort", "oldest", "pier", MORGUE_PAGER="")[1]
    targets = LINK.findall(seen)
    # A headline of two lines has a link on each, so that the blanks before it are none.
    expect("headlines are links", targets == ["https://herald.example/0", ""] * 2, seen)
    seen = on.run("search", "-n", "1", "--hyperlink", "never", "pier", MORGUE_PAGER="")[1]
    expect("--hyperlink never", not LINK.search(seen), seen)
    seen = on.piped("search", "--hyperlink", "always", "--format", "text", "-n", "1", "pier")
    expect("--hyperlink always", LINK.search(seen), seen)
    seen = on.run("search", "--plain", "pier")[1]
    expect("--plain has neither colours nor links", "\x1b" not in seen, seen)


def widths(on):
    for columns, variables in ((80, {}), (60, {"COLUMNS": "60"}), (100, {"COLUMNS": "300"})):
        seen = bare(on.run("search", "-n", "0", "pier", MORGUE_PAGER="", **variables)[1])
        widest = max(len(line) for line in seen.splitlines())
        expect(f"lines of {columns} columns", columns - 15 < widest <= columns, (widest, seen))


def pagers(on):
    seen = on.run("search", "-n", "0", "pier", MORGUE_PAGER=PAGER, PAGER="false")[1]
    expect("MORGUE_PAGER pages what is long", "PAGED LESS=FRX\n" in seen and "Notice 3" in seen, seen)
    expect("the head line is in the pager", 0 <= seen.find("PAGED") < seen.find("articles"), seen)
    expect("colours reach the pager", COLOUR.search(seen), seen)
    seen = on.run("search", "-n", "0", "pier", PAGER=PAGER, LESS="S")[1]
    expect("PAGER, with LESS as it is", "PAGED LESS=S\n" in seen, seen)
    seen = on.run("search", "-n", "1", "pier", PAGER=PAGER)[1]
    expect("what fits is not paged", "PAGED" not in seen and "Notice" in seen, seen)
    for name, arguments, variables in (
            ("--no-pager", ["--no-pager"], {"PAGER": PAGER}),
            ("an empty MORGUE_PAGER", [], {"PAGER": PAGER, "MORGUE_PAGER": ""}),
            ("cat", [], {"PAGER": "cat"}),
            ("a pager that is not there", [], {"PAGER": "no-such-pager-here"})):
        status, seen = on.run("search", "-n", "0", *arguments, "pier", **variables)
        expect(f"{name}: not paged", status == 0 and "PAGED" not in seen and "Notice 3" in seen,
               seen)
    status, seen = on.run("search", "-n", "0", "nothinghasthisword", PAGER=PAGER)
    expect("the exit status is that of the search", status == 1 and "PAGED" not in seen, seen)
    status, seen = on.run("--no-pager", "search", "-n", "0", "pier", PAGER=PAGER)
    expect("--no-pager before the verb", status == 0 and "PAGED" not in seen, seen)
    expect("a pipe is not paged", "PAGED" not in on.piped("search", "-n", "0", "pier", PAGER=PAGER),
           "")


def comes(terminal, mark):
    """Does the mark come before the program ends?"""
    seen = b""
    while mark not in seen:
        try:
            seen += os.read(terminal, 65536)
        except OSError:  # it is closed
            return False
    return True


def interrupts(on):
    # In the pager Ctrl-C is the pager's; morgue waits for it and ends as it would have.
    pager = "trap 'echo PAGER GOT IT; exit' INT; echo PAGER WAITS; while :; do sleep 0.05; done"
    child, terminal = on.start("search", "-n", "0", "pier", PAGER=pager)
    waits = comes(terminal, b"PAGER WAITS")
    if waits:
        os.write(terminal, b"\x03")
    expect("the pager gets Ctrl-C", waits and comes(terminal, b"PAGER GOT IT"), "")
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    os.close(terminal)
    expect("Ctrl-C in the pager", status == 0, status)
    # While it waits for input, Ctrl-C ends it with 130.
    child, terminal = on.start("search", "-f", "-")
    time.sleep(0.2)
    os.write(terminal, b"\x03")
    end = time.monotonic() + TIMEOUT_SECONDS
    done, status = 0, 0
    while done == 0 and time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        time.sleep(0.02)
    if done == 0:
        os.kill(child, signal.SIGKILL)
    expect("Ctrl-C ends it with 130", done and os.waitstatus_to_exitcode(status) == 130, status)
    os.close(terminal)


def main(morgue, morgue_index):
    with tempfile.TemporaryDirectory(prefix="morgue-manners-") as folder:
        home = Path(folder).resolve()
        (home / "articles.jsonl").write_text("".join(map(article, range(9))), encoding="utf-8")
        subprocess.run([morgue_index, "add", "-q", "-A", home / "archive", home / "articles.jsonl"],
                       check=True)
        on = Terminal(str(Path(morgue).resolve()), home)
        for check in (colours, links, widths, pagers, interrupts):
            check(on)
    print("\n".join(FAILURES) or "manners are good")
    return 1 if FAILURES else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
