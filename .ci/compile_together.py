#!/usr/bin/env python3
"""Writes sources that compile many as one: .ci/compile_together.py ROOT FOLDER MOST SOURCE...

Two sources cannot share a translation unit if a name of the one's unnamed namespace means something
else in the other. Rather than have every such name differ in the whole program, sources that would
clash are put into different groups. What a source declares is read off the layout that clang-format
gives it: declarations of a namespace begin in the first column. A clash that this reading does not
see is an error of the compiler, never another program: then give one of the two names a better one.

FOLDER gets a source for each group of two to MOST sources; it names them as from ROOT, so that a
compiler cache knows it in another checkout. Prints the written sources, one a line, each followed by
those that it includes, in lines that begin with "- ". A source that nothing goes with is not mentioned.
"""

import functools
import pathlib
import re
import sys

# Comments, and what stands in quotes. Raw strings first: they may hold the others.
NO_CODE = re.compile(
    r'R"(\w*)\(.*?\)\1"|//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'', re.S)
INCLUDE = re.compile(r'^#include "([^"]+)"', re.M)
MACRO = re.compile(r"^#define (\w+)", re.M)
TYPE = re.compile(r"^(?:struct|class|enum(?: class)?|union) (\w+)")
ALIAS = re.compile(r"^using (\w+) = .*;$")
FUNCTION = re.compile(r"([A-Za-z_]\w*)\(")
VARIABLE = re.compile(r"([A-Za-z_]\w*)(?:\[[^\]]*\])?\s*(?:=|\{|;|$)")
UNQUALIFIED = re.compile(r"(?<![\w.:>~])([A-Za-z_]\w*)\b(\s*\()?")
NOT_NEW = re.compile(r"[\s}#]|namespace\b|template\b|using [\w:]+;|static_assert\b|TEST|INSTANTIATE|$")


def without_comments(text):
    return NO_CODE.sub(lambda found: '""' if found[0][0] in "R\"'" else " ", text)


@functools.cache
def code_of(path):
    return without_comments(path.read_text("utf-8"))


def declared(lines):
    """The names that are declared in the first column, as (name, is a function, what it stands for)."""
    for line in lines:
        if NOT_NEW.match(line):
            continue
        if found := ALIAS.match(line):
            yield found[1], False, line
        elif found := TYPE.match(line):
            yield found[1], False, ""
        elif found := FUNCTION.search(line):
            yield found[1], True, ""
        elif found := VARIABLE.search(line):
            yield found[1], False, ""


@functools.cache
def private_names(path):
    lines, inside = [], False
    for line in code_of(path).splitlines():
        if line == "namespace {":
            inside = True
        elif inside and line.startswith("}") and not line.startswith(("};", "})")):
            # A function of the unnamed namespace ends in a bare brace, too: the namespace's own is
            # followed by what is left of its comment.
            inside = not line.startswith("}  ")
        elif inside or line.startswith("static "):
            lines.append(line)
    return frozenset(declared(lines)) | frozenset(
        (name, False, "") for name in MACRO.findall(code_of(path)))


@functools.cache
def headers_of(path, root):
    reached, waiting = set(), [path]
    while waiting:
        for name in INCLUDE.findall(waiting.pop().read_text("utf-8")):
            header = root / name
            if header not in reached and header.is_file():
                reached.add(header)
                waiting.append(header)
    return frozenset(reached)


@functools.cache
def public_names(header):
    return frozenset(name for name, _, _ in declared(code_of(header).splitlines()))


@functools.cache
def mentioned(path, root):
    """What a source mentions without saying whose it is: any name, and those that it calls."""
    names, called = set(), set()
    for name, call in UNQUALIFIED.findall(code_of(path)):
        names.add(name)
        if call:
            called.add(name)
    public = set().union(*(public_names(header) for header in headers_of(path, root)))
    return names | public, called | public


def clash(one, other, root):
    names, called = mentioned(other, root)
    alike = {name for name in private_names(other) if name[2]}
    return any(name in (called if is_function else names)
               for name, is_function, alias in private_names(one) - alike)


def main():
    root, folder, most = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), int(sys.argv[3])
    groups = []
    for source in sorted(map(pathlib.Path, sys.argv[4:])):
        if not source.is_relative_to(root) or source.suffix != ".cc":
            continue
        for group in groups:
            if len(group) < most and not any(
                    clash(source, other, root) or clash(other, source, root) for other in group):
                group.append(source)
                break
        else:
            groups.append([source])
    folder.mkdir(parents=True, exist_ok=True)
    for number, group in enumerate(group for group in groups if len(group) > 1):
        written = folder / f"group{number}.cc"
        text = "".join(f'#include "{source.relative_to(root)}"\n' for source in group)
        if not written.is_file() or written.read_text("utf-8") != text:
            written.write_text(text, "utf-8")
        print(written)
        for source in group:
            print("-", source)


if __name__ == "__main__":
    main()
