#!/usr/bin/env python3
"""Runs transcripts of terminal sessions and compares what the programs print.

    run_transcripts.py FILE...          (MORGUE_UPDATE=1 writes what was printed into the files)

A transcript is a text file of commands and what they print:

    # A remark. Blank lines are for the eye; both are kept.
    $ printf 'one\\n' > a.txt; cat a.txt
      one
    $ cat > b.txt <<END
    > a line of the command above
    > END
    $ cat missing
    ! cat: missing: No such file or directory
    [1]

Lines of standard output follow the command behind two blanks (an empty line is two blanks), then
those of standard error behind "! ", then the exit status in brackets if it is not 0. Output that
does not end in a newline is followed by [no newline].

All commands of a file run in one empty directory, each in a shell of its own (sh), in the locale
C.UTF-8 and the zone UTC, without a terminal. MORGUE_BIN (directories, separated by colons) comes
first in PATH; $CORPUS is the project's corpus/. HOME is that directory too; MORGUE_* and XDG_* are
unset.

Substitutions, in this order, before the comparison:
    the directory             TMP
    the project's directory   SRC
    " in 0.3 s (1,234/s)"     " in N s (N/s)"
    " in 0.3 s"               " in N s"
    "seconds":0.25            "seconds":N
    process 1234              process PID
"""

import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
TIMEOUT_SECONDS = 120


def substitutions(directory):
    return [
        (re.compile(re.escape(str(directory))), "TMP"),
        (re.compile(re.escape(str(PROJECT))), "SRC"),
        (re.compile(r" in [\d.]+ s \([\d,]+/s\)"), " in N s (N/s)"),
        (re.compile(r" in [\d.]+ s\b"), " in N s"),
        (re.compile(r'"seconds":[\d.e+-]+'), '"seconds":N'),
        (re.compile(r"\bprocess \d+"), "process PID"),
    ]


def environment(directory):
    kept = {name: value for name, value in os.environ.items()
            if not name.startswith(("MORGUE_", "XDG_", "LC_"))}
    kept.update(
        PATH=os.environ.get("MORGUE_BIN", "") + ":" + os.environ["PATH"],
        CORPUS=str(PROJECT / "corpus"),
        HOME=str(directory),
        LANG="C.UTF-8",
        TZ="UTC",
        TERM="dumb",
    )
    return kept


def parse(text):
    """The lines that stay as they are, and for each command its lines: ("text", line) or
    ("command", [lines])."""
    parts = []
    for line in text.splitlines():
        if line.startswith("$ "):
            parts.append(("command", [line]))
        elif line.startswith("> ") or line == ">":
            if not parts or parts[-1][0] != "command":
                raise ValueError(f"continues no command: {line}")
            parts[-1][1].append(line)
        elif line == "" or line.startswith("#"):
            parts.append(("text", line))
        elif not line.startswith(("  ", "! ", "[")):
            raise ValueError(f"neither command nor output: {line}")
    return parts


def shown(output, mark):
    lines = output.split("\n")
    complete = lines[-1] == ""
    if complete:
        lines.pop()
    out = [mark + line for line in lines]
    if not complete:
        out.append("[no newline]")
    return out


def run(command, directory):
    script = "\n".join([command[0][2:]] + [line[2:] for line in command[1:]])
    done = subprocess.run(["sh", "-c", script], cwd=directory, env=environment(directory),
                          stdin=subprocess.DEVNULL, capture_output=True, timeout=TIMEOUT_SECONDS)
    streams = []
    for stream in (done.stdout, done.stderr):
        text = stream.decode("utf-8", "backslashreplace")
        for pattern, replacement in substitutions(directory):
            text = pattern.sub(replacement, text)
        streams.append(text)
    out = shown(streams[0], "  ") + shown(streams[1], "! ")
    if done.returncode != 0:
        out.append(f"[{done.returncode}]")
    return out


def replay(text):
    directory = Path(tempfile.mkdtemp(prefix="morgue-cli-")).resolve()
    try:
        out = []
        for kind, content in parse(text):
            if kind == "text":
                out.append(content)
            else:
                out += content + run(content, directory)
        return "\n".join(out) + "\n"
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def main(paths):
    failed = False
    for path in map(Path, paths):
        wanted = path.read_text(encoding="utf-8")
        got = replay(wanted)
        if got == wanted:
            continue
        if os.environ.get("MORGUE_UPDATE"):
            path.write_text(got, encoding="utf-8")
            print(f"{path}: rewritten")
            continue
        failed = True
        sys.stdout.writelines(difflib.unified_diff(
            wanted.splitlines(keepends=True), got.splitlines(keepends=True),
            f"{path} (expected)", f"{path} (printed)"))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
