#!/usr/bin/env python3
"""Holds the walls of the house: tests/lint/lint.py [ROOT]. The rules are in rules.py."""

import pathlib
import shutil
import subprocess
import sys

import rules

# Never ours, whatever .gitignore says.
SKIPPED = {".git", ".cache", "build", "__pycache__"}


def git_files(root):
    """What git knows or would take; nothing if there is no git, or if this is no clone."""
    if not (root / ".git").exists() or not shutil.which("git"):
        return None
    listing = subprocess.run(
        ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True, check=False)
    if listing.returncode != 0:
        return None
    return [name for name in listing.stdout.decode().split("\0") if (root / name).is_file()]


def all_files(root):
    files = (path.relative_to(root) for path in root.rglob("*") if path.is_file())
    return [path.as_posix() for path in files if not SKIPPED & set(path.parts)]


def main():
    root = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2]
    names = git_files(root)
    if names is None:
        names = all_files(root)
    tree = {name: (root / name).read_text(encoding="utf-8", errors="replace") for name in names}
    found = list(rules.findings(tree))
    print("\n".join(found) if found else f"{len(tree)} files, {len(rules.RULES)} rules, no findings")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
