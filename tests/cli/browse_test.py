#!/usr/bin/env python3
"""How `morgue browse` fills a screen: browse_test.py MORGUE MORGUE_INDEX

tmux stands in for a terminal: keys are sent to it, and what it shows is looked at. Without tmux (which
.ci/packages.sh installs) there is nothing to look at, and only what needs no screen is tested.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TIMEOUT_SECONDS = 60  # far more than anything takes: a screen that never comes is what is looked for

# Headline, outlet, day, text.
ARTICLES = [
    ("Ferry aground off Calder", "Calder Herald", "2024-06-14",
     "The ferry ran aground on Friday.\n\n\"The radar froze,\" said Rowan Pike, the harbour master."),
    ("Ferry master questioned over radar", "Skarra Post", "2024-06-17",
     "Rowan Pike was asked about the ferry and its radar on Monday. Nobody was hurt."),
    ("Divers look for the ferry's anchor", "Calder Herald", "2024-08-02",
     "Two divers from Skarra went down to the anchor that the ferry had lost."),
    ("北京渡輪 ferry 北京渡輪北京渡輪", "渡輪新聞", "2024-08-05", "渡輪 ferry 北京。"),
    ("\u05de\u05e2\u05d1\u05d5\u05e8\u05ea ferry \u05d1\u05e0\u05de\u05dc", "\u05d7\u05d3\u05e9\u05d5\u05ea",
     "2024-09-01", "\u05de\u05e2\u05d1\u05d5\u05e8\u05ea ferry \u05d1\u05e0\u05de\u05dc \u05d7\u05d9\u05e4\u05d4."),
    ("Cafe\u0301 on the ferry z\u0335\u0321\u0310\u0352 opens", "Skarra Post", "2024-09-03",
     "The cafe\u0301 on the ferry opens \U0001F600 again in spring."),
    ("Bell \u0007and \u001b[31mcolour\u001b[0m on the ferry", "Calder Herald", "2024-09-05",
     "A ferry with \u001b]0;title\u0007 control characters \u009b31m in its text."),
    ("Bridge reopens", "Calder Herald", "2025-01-10",
     "The bridge reopened in January after a winter of repairs, and cars queued for hours."),
]
FERRIES = 7
LONG = ("\n\n".join(f"Paragraph {n} tells how the lighthouse keeper counts the waves." for n in range(60))
        + "\n\nThe last word is periwinkle.")

FAILURES = []


def expect(what, held, seen=""):
    if not held:
        FAILURES.append(f"{what}:\n{seen}")


class Tmux:
    """A shell in a terminal of 80 columns and 24 rows."""

    def __init__(self, home, morgue, shell_environment):
        self.home = home
        self.environment = {"HOME": str(home), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8",
                            "TMUX_TMPDIR": str(home), "HISTFILE": "", "TERM": "xterm-256color", "PS1": "$ ",
                            "MORGUE_ARCHIVE": str(home / "archive"), "M": morgue,
                            **shell_environment}
        self.run("-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24", "-s", "t",
                 "bash --norc --noprofile -i")

    def run(self, *arguments):
        return subprocess.run(["tmux", "-L", "browse", *arguments], env=self.environment, check=True,
                              capture_output=True, text=True, timeout=TIMEOUT_SECONDS).stdout

    def end(self):
        subprocess.run(["tmux", "-L", "browse", "kill-server"], env=self.environment, check=False,
                       capture_output=True)

    def screen(self, *options):
        return self.run("capture-pane", "-p", "-t", "t", *options)

    def keys(self, *keys):
        for key in keys:
            self.run("send-keys", "-t", "t", key)

    def type(self, text):
        self.run("send-keys", "-t", "t", "-l", text)

    def line(self, text):
        self.type(text)
        self.keys("Enter")

    def click(self, column, row, wheel=False):
        """As terminals of the kind that tmux is tell it: a button, or the wheel downwards."""
        place = [f"{33 + column:02x}", f"{33 + row:02x}"]
        for button in ["61"] if wheel else ["20", "23"]:  # pressed, released
            self.run("send-keys", "-t", "t", "-H", "1b", "5b", "4d", button, *place)

    def resize(self, columns, rows):
        self.run("resize-window", "-t", "t", "-x", str(columns), "-y", str(rows))

    def child(self):
        """The process that the shell has started."""
        shell = self.run("display-message", "-p", "-t", "t", "#{pane_pid}").strip()
        return int(subprocess.run(["ps", "-o", "pid=", "--ppid", shell], check=True, text=True,
                                  capture_output=True).stdout)

    def comes(self, pattern):
        """The screen, once it has this; what it had at last, if that never comes."""
        end = time.monotonic() + TIMEOUT_SECONDS
        while True:
            seen = self.screen()
            if re.search(pattern, seen, re.M):
                return seen
            if time.monotonic() > end:
                expect(f"/{pattern}/ comes", False, seen)
                return seen
            time.sleep(0.03)

    def browse(self, arguments, first=r"\[Results\] 1 of"):
        """Starts it on a clear screen that says what was there before."""
        self.line("clear; echo WAS HERE BEFORE; stty -g > before; $M browse " + arguments +
                  '; echo "status $?"; stty -g | cmp - before && echo "terminal as before"')
        self.comes(first)
        return self.comes("q quit$")

    def is_restored(self, status):
        seen = self.comes("terminal as before$")
        expect("what was on the screen is there again", "WAS HERE BEFORE" in seen, seen)
        expect(f"it ends with {status}", f"status {status}" in seen, seen)
        expect("nothing of it is left", "[Results]" not in seen, seen)
        return seen


def panes(on):
    seen = on.browse("ferry")
    lines = seen.splitlines()
    expect("the question stands above", lines[0] == " ferry", seen)
    expect("results with day, outlet and headline", re.search(
        r"^[> ] 2024-06-14  Calder Herald +Ferry aground off Calder", seen, re.M), seen)
    seen = on.comes(r"\^ 2024-\d\d: \d articles? of \d in the archive")
    expect("facets are counted", re.search(r"Calder Herald +3$", seen, re.M), seen)
    expect("times are drawn", re.search(r"^ [▁▂▃▄▅▆▇█]{4}$", seen, re.M), seen)
    expect("passages are shown", "¶1" in seen, seen)
    expect("keys are shown", re.search("^ Enter read .* q quit", lines[-1]), seen)
    # Whatever the script, the line between the panes stays straight.
    for number in range(1, FERRIES + 1):
        seen = on.comes(rf"Results\] {number} of {FERRIES} articles")
        bars = [row.find("│") for row in columns_of(seen) if "│" in row]
        expect(f"columns with result {number}", bars and set(bars) == {54}, seen)
        on.keys("Down")
        expect("what a letter can't be shown for", "\ufffd" not in seen, seen)
    expect("no control character moves anything", "colour" in seen, seen)
    on.keys("q")
    on.is_restored(0)


def columns_of(screen):
    """Rows with a character for each column."""
    for row in screen.splitlines():
        yield "".join(c + ("\0" if is_wide(c) else "") for c in row if not is_mark(c))


def is_wide(c):
    return 0x3000 <= ord(c) <= 0x9FFF or ord(c) >= 0x1F300


def is_mark(c):
    return 0x300 <= ord(c) <= 0x36F or 0x2066 <= ord(c) <= 0x2069 or c == "\u200d"


def narrowing(on):
    on.browse("ferry")
    on.comes(r"Calder Herald +3$")
    on.keys("Tab")
    on.comes(r"\[Facets\]")
    on.keys("Enter")
    seen = on.comes(r"\+ source:\"Calder Herald\"")
    expect("a facet narrows", "1 of 3 articles" in seen, seen)
    on.comes(r"^ [▁-█]+$")
    on.keys("Tab")
    on.comes(r"\[Times\]")
    on.keys("Home", "Enter")
    seen = on.comes(r"\+ date:2024-06")
    expect("a stretch of time narrows", "1 of 1 article" in seen, seen)
    on.keys("u")
    on.comes("1 of 3 articles")
    on.keys("u")
    seen = on.comes(f"1 of {FERRIES} articles")
    expect("undone", seen.splitlines()[0] == " ferry", seen)
    on.keys("q")
    on.is_restored(0)


def refining(on):
    on.browse("ferry")
    on.keys("/")
    on.type(" persn:x")
    on.keys("Enter")
    seen = on.comes("did you mean person:")
    expect("a mistake has its caret",
           re.search("^     ferry persn:x\n           \\^{5,6} ", seen, re.M) and " / ferry persn:x" in seen, seen)
    on.keys("Escape")
    on.comes(f"Results\\] 1 of {FERRIES}")
    on.keys("/")
    on.keys("C-u")
    on.type("bridge")
    on.keys("Enter")
    seen = on.comes("> 2025-01-10 .*Bridge reopens")
    expect("another question", seen.startswith(" bridge\n"), seen)
    on.keys("/")
    on.type(' "closed for ever"')
    on.keys("Enter")
    on.comes("no article")
    on.keys("q")
    on.is_restored(1)


def reading(on):
    on.browse("periwinkle")
    on.keys("Enter")
    seen = on.comes("lines 1-20 of")
    expect("an article begins with its headline", "The lighthouse" in seen, seen)
    on.keys("n")
    on.comes("periwinkle")
    on.keys("q", "/", "C-u")
    on.type("aground")
    on.keys("Enter")
    on.comes("> 2024-06-14")
    on.keys("Enter")
    seen = on.comes(r"\[P:Rowan Pike\]")
    expect("a quotation", "{\"The radar froze,\" by Rowan Pike}" in seen, seen)
    expect("a day", "[Friday = 2024-06-14]" in seen, seen)
    expect("a legend", "signs: [P:person]" in seen, seen)
    on.keys("a")
    seen = on.comes("said Rowan Pike, the harbour")
    expect("no legend without signs", "signs:" not in seen, seen)
    on.keys("?")
    on.comes("─ Keys ─")
    on.keys("q")
    on.comes("lines 1-")
    on.keys("q")
    on.comes(r"\[Results\]")
    on.keys("t")
    on.comes(r"^>\*2024-06-14")
    on.keys("y")
    on.comes("copied, if the terminal can")
    on.keys("q")
    seen = on.is_restored(0)
    expect("the id is printed", re.search("^[0-9a-f]{6}$", seen, re.M), seen)
    starred = on.home / "archive" / "desk.txt"
    expect("the star is kept", "\ttag\tstarred\t" in starred.read_text(), starred)


def mouse(on):
    on.browse("--mouse ferry")
    on.comes(r"Calder Herald +3$")
    on.click(20, 4)
    on.comes(r"\[Results\] 3 of")
    on.click(20, 4, wheel=True)
    on.comes(r"\[Results\] 4 of")
    on.click(60, 11)
    on.comes(r"\[Facets\]")
    on.click(60, 11)
    on.comes(r"\+ source:\"Calder Herald\"")
    on.keys("q")
    on.is_restored(0)


def sizes(on):
    on.browse("ferry")
    on.resize(120, 40)
    seen = on.comes("^─ Times .*─{80}")
    expect("more rows", re.search("^ Enter read", seen.splitlines()[39]), seen)
    on.resize(50, 10)
    on.comes("too small: 60 columns, 16 rows")
    on.resize(80, 24)
    on.comes(r"\[Results\] 1 of")
    on.keys("q")
    on.is_restored(0)


def signals(on):
    on.browse("ferry")
    on.keys("C-c")
    on.is_restored(130)
    on.browse("ferry")
    os.kill(on.child(), signal.SIGTERM)
    on.is_restored(143)
    on.browse("ferry")
    on.keys("C-z")
    seen = on.comes(r"Stopped")
    expect("the screen is given back", "[Results]" not in seen and "WAS HERE BEFORE" in seen, seen)
    on.line("fg")
    on.comes(r"\[Results\] 1 of")
    on.keys("Down")
    on.comes(r"\[Results\] 2 of")
    on.keys("q")
    on.comes("^\\$$")


def another_writer(on, index):
    on.browse("ferry")
    late = {"title": "A late ferry", "text": "The ferry came late again on a foggy evening.",
            "date": "2025-02-02", "source": "Skarra Post"}
    subprocess.run([index, "add", "-q", "-A", on.home / "archive", "-"], check=True, text=True,
                   input=json.dumps(late) + "\n")
    on.keys("Down")
    on.comes(f"2 of {FERRIES} articles")
    on.keys("r")
    on.comes(f"1 of {FERRIES + 1} articles")
    on.keys("q")
    on.is_restored(0)


def opening(on):
    on.browse("periwinkle")
    on.keys("o")
    on.comes("opened: https://herald.example/light")
    on.keys("q")
    on.is_restored(0)
    opened = (on.home / "opened").read_text()
    expect("the address is opened", opened == "https://herald.example/light\n", opened)


def colours(on):
    on.browse("ferry")
    seen = on.screen("-e")
    expect("colours", re.search(r"\x1b\[[0-9;]*3[1-6]m", seen), seen)
    on.keys("q")
    on.is_restored(0)
    on.line("export NO_COLOR=1")
    on.browse("ferry")
    seen = on.screen("-e")
    expect("no colours, but bold", not re.search(r"\x1b\[[0-9;]*[34][0-7]m", seen)
           and re.search(r"\x1b\[[0-9;]*[17]m", seen), seen)
    on.keys("q")
    on.is_restored(0)


def terminals(on):
    """Where text can't be placed it talks line by line."""
    for term in ("dumb", "nosuchterminal"):
        on.line(f"clear; TERM={term} $M browse ferry")
        seen = on.comes("q ends\\]$")
        expect(f"{term}: line by line", "\n 7  北京" in seen, seen)
        on.line("q")
        on.comes("^\\$$")


def by_lines(morgue, home):
    """No screen is needed for this."""
    def run(*arguments, keys):
        done = subprocess.run(
            [morgue, "browse", *arguments], input=keys, capture_output=True, text=True, check=False,
            timeout=TIMEOUT_SECONDS, env={"HOME": str(home), "PATH": os.environ["PATH"],
                                          "MORGUE_ARCHIVE": str(home / "archive")})
        return done.returncode, done.stdout
    status, seen = run("ferry", keys="")
    expect("a pipe that says nothing", status == 0 and "ferry: 7 articles" in seen, seen)
    expect("no escape codes in a pipe", "\x1b" not in seen, seen)
    status, seen = run("--plain", "nothinghasthis", keys="q\n")
    expect("nothing found", status == 1 and "no article has" in seen, seen)


def main(morgue, index):
    with tempfile.TemporaryDirectory(prefix="morgue-browse-", ignore_cleanup_errors=True) as folder:
        home = Path(folder).resolve()
        records = [{"title": title, "source": source, "date": date, "text": text}
                   for title, source, date, text in ARTICLES]
        records.append({"title": "The lighthouse", "source": "Calder Herald", "date": "2023-01-01",
                        "text": LONG, "url": "https://herald.example/light"})
        (home / "articles.jsonl").write_text("".join(json.dumps(r) + "\n" for r in records))
        subprocess.run([index, "add", "-q", "-A", home / "archive", home / "articles.jsonl"],
                       check=True)
        opener = home / "opener"
        opener.write_text(f'#!/bin/sh\necho "$1" > {home}/opened\n')
        opener.chmod(0o755)
        by_lines(morgue, home)
        if shutil.which("tmux"):
            on = Tmux(home, morgue, {"BROWSER": str(opener)})
            on.line(f"PS1='$ '; cd {home}")
            try:
                for check in (panes, narrowing, refining, reading, mouse, sizes, signals, opening, terminals):
                    check(on)
                another_writer(on, index)
                colours(on)
            finally:
                on.end()
        else:
            print("there is no tmux: the screen was not looked at")
    print("\n".join(FAILURES) or "browsing is fine")
    return 1 if FAILURES else 0


if __name__ == "__main__":
    sys.exit(main(str(Path(sys.argv[1]).resolve()), str(Path(sys.argv[2]).resolve())))
