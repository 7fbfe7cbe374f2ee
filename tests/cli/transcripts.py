#!/usr/bin/env python3
"""Runs transcripts of the two programs: transcripts.py BIN_DIRS CORPUS [--update] FILE...

A transcript is a text file: a line "$ COMMAND" is run by sh, what follows is what it must print:
stdout as it stands, then stderr with "! " before each line, then "[N]" if the exit status N is not
0. The folder that commands run in is shown as /news. Lines that begin with "#" before the first command are a comment; empty lines between commands
are kept. --update writes what came out into the file, to be read before it is committed.

Commands run in a fresh copy of the corpus (without refused/) whose files all have one modification
time, over an archive made of it; nothing of the caller's environment reaches them but the path.
"""

import difflib
import os
import shutil
import subprocess
import sys
import tempfile

MTIME = 1_790_000_000  # 2026-09-21, a day on which no article of the corpus was printed


def prepare(root, bins, corpus):
    """The environment for the commands, after the archive is made."""
    for folder in ("pages", "text", "records"):
        shutil.copytree(os.path.join(corpus, folder), os.path.join(root, folder))
    for folder, _, names in os.walk(root):
        for name in names:
            os.utime(os.path.join(folder, name), (MTIME, MTIME))
    env = {
        "PATH": bins + ":/usr/bin:/bin",
        "HOME": root,
        "LC_ALL": "C.UTF-8",
        "MORGUE_ARCHIVE": "archive",
    }
    subprocess.run(
        ["morgue-index", "add", "pages", "text", "records"],
        cwd=root, env=env, check=True, capture_output=True,
    )
    return env


def run(command, root, env):
    """What a command prints, in the form of a transcript."""
    done = subprocess.run(
        ["sh", "-c", command], cwd=root, env=env, stdin=subprocess.DEVNULL, capture_output=True,
        timeout=60,
    )
    lines = done.stdout.decode().splitlines()
    lines += ["! " + line for line in done.stderr.decode().splitlines()]
    if done.returncode != 0:
        lines.append(f"[{done.returncode}]")
    return [line.replace(root, "/news") for line in lines]


def replay(path, root, env):
    """The transcript as it stands and as it comes out now."""
    with open(path, encoding="utf-8") as file:
        old = file.read().splitlines()
    new = []
    for line in old:
        if line.startswith("$ "):
            if new and new[-1]:
                new.append("")
            new.append(line)
            new += run(line[2:], root, env)
        elif line.startswith("#") and not any(l.startswith("$ ") for l in new):
            new.append(line)
    return old, new


def main(arguments):
    bins, corpus, *paths = arguments
    update = "--update" in paths
    failed = False
    for path in [p for p in paths if p != "--update"]:
        with tempfile.TemporaryDirectory() as root:
            old, new = replay(path, root, prepare(root, bins, corpus))
        if update:
            with open(path, "w", encoding="utf-8") as file:
                file.write("\n".join(new) + "\n")
        elif old != new:
            failed = True
            print("\n".join(difflib.unified_diff(old, new, path, "now", lineterm="")))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
