#!/usr/bin/env python3
"""clang-tidy over the sources of a build: .ci/tidy.py BUILD_DIR [JOBS [FOLDER...]]

BUILD_DIR is a build of the preset alone, or of another: there a group of sources that compile as one
is looked at as one, which takes a fifth of the time. FOLDER: only what stands below these, such as
`common`; every source if none is named.

A clean source is not looked at again while it, what it includes of ours, its compile command and
.clang-tidy stay the same: build/tidy/ holds an empty file for each such state. A fresh tree is thus
checked whole, a working one in seconds. Findings go to stdout; exit status 1 if there are any.
"""

import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
CLEAN = ROOT / "build" / "tidy"
TIDY = "clang-tidy-14"
INCLUDE = re.compile(rb'^\s*#\s*include\s*"([^"]+)"', re.M)


def with_includes(source):
    """The source and all headers of ours that it reaches."""
    reached, waiting = set(), [source]
    while waiting:
        path = waiting.pop()
        if path in reached or not path.is_file():
            continue
        reached.add(path)
        waiting += [ROOT / name.decode() for name in INCLUDE.findall(path.read_bytes())]
    return sorted(reached)


def state(entry, version):
    digest = hashlib.sha256(version + entry["command"].encode())
    digest.update((ROOT / ".clang-tidy").read_bytes())
    for path in with_includes(pathlib.Path(entry["file"])):
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return CLEAN / digest.hexdigest()


def is_group(source):
    """Whether .ci/compile_together.py wrote it."""
    return source.parent.parent.name == "together"


def folder_of(source):
    """Where a source stands; of a group, what it includes first."""
    return ROOT / INCLUDE.search(source.read_bytes())[1].decode() if is_group(source) else source


def check(build, entry, mark):
    # A group includes sources, and nothing else.
    group = ["--checks=-bugprone-suspicious-include"] if is_group(pathlib.Path(entry["file"])) else []
    ran = subprocess.run([TIDY, "--quiet", *group, "-p", build, entry["file"]], check=False,
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if ran.returncode == 0 and not ran.stdout.strip():
        mark.touch()
        return ""
    # stderr counts warnings in headers that are not ours; it matters only if nothing else was said.
    return ran.stdout.strip() or f"{entry['file']}: {TIDY} failed\n{ran.stderr}"


def main():
    build = sys.argv[1]
    jobs = int(sys.argv[2]) if len(sys.argv) > 2 else os.cpu_count()
    version = subprocess.run([TIDY, "--version"], check=True, capture_output=True).stdout
    commands = json.loads(pathlib.Path(build, "compile_commands.json").read_text("utf-8"))
    folders = [ROOT / name for name in sys.argv[3:]] or [ROOT]
    sources = [(entry, folder_of(pathlib.Path(entry["file"]))) for entry in commands]
    ours = [entry for entry, source in sources
            if any(source.is_relative_to(folder) for folder in folders)
            and not source.is_relative_to(ROOT / "build")]
    CLEAN.mkdir(parents=True, exist_ok=True)
    marks = [(entry, state(entry, version)) for entry in ours]
    waiting = [(entry, mark) for entry, mark in marks if not mark.exists()]
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        said = list(pool.map(lambda pair: check(build, *pair), waiting))
    findings = sorted({finding for finding in said if finding})
    print("\n".join(findings), end="\n" if findings else "")
    print(f"{len(ours)} sources, {len(waiting)} looked at, {len(findings)} with findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
