"""The walls of the house. A rule takes a tree, a dict from path to text, and yields its findings.

A finding is one line, `path[:line]: what is wrong`. Rules know nothing of disks or processes, so
that rules_test.py can show each of them a small tree that breaks it.
"""

import posixpath
import re

# What the top level may hold; everything else belongs into a room. Names with a trailing slash are
# folders.
TOP_LEVEL = {
    ".ci/", ".clang-format", ".clang-tidy", ".gitattributes", ".gitignore",
    "CMakeLists.txt", "CMakePresets.json", "LICENSE", "README.md",
    "common/", "corpus/", "indexer/", "query/", "tests/",
}

# A room may not include from these.
FORBIDDEN_ROOMS = {
    "common": ("indexer", "query", "tests"),
    "indexer": ("query", "tests"),
    "query": ("indexer", "tests"),
}

# The stages of each program in the order in which an article or a question passes them; passages
# come before match, which ranks by them. A stage may include the earlier ones, whose values reach
# it, never the later ones.
STAGES = (
    ("indexer/read", "indexer/extract", "indexer/sandbox", "indexer/annotate", "indexer/store"),
    ("query/language", "query/passages", "query/match", "query/views", "query/render",
     "query/browse", "query/serve", "query/verbs"),
)

# One door for each library and each fact about the outside: a pattern, and the files and folders in
# which it may stand. A folder ends in a slash.
DOORS = (
    ("SQLite", r"#\s*include\s*<sqlite3\.h>", ("common/sqlite.cc",
      "common/joined_tables.cc")),  # a module for SQLite is written in its own terms
    ("SQL that changes the schema",
     r"\b(?:CREATE|ALTER|DROP)\s+(?:UNIQUE\s+|TEMP\s+|VIRTUAL\s+)?(?:TABLE|INDEX|VIEW|TRIGGER)\b",
     ("common/catalog_schema.cc", "common/catalog_as_of.cc", "common/joined_tables.cc", "tests/")),
    ("libxml2", r"#\s*include\s*<libxml/", ("indexer/read/xml_document.cc",)),
    ("CLI11", r"#\s*include\s*<CLI/",
     ("common/command_line.h", "indexer/options.cc", "query/options.cc", "query/verbs/")),
    ("Xapian", r"#\s*include\s*<xapian(?:\.h|/)", ("indexer/store/", "query/match/", "tests/")),
    ("RE2", r"#\s*include\s*<re2/", ("query/language/expression.cc",)),
    ("ncurses", r"#\s*include\s*<n?curses(?:w/\w+)?\.h>", ("query/render/screen.cc",)),
    ("httplib", r"#\s*include\s*<httplib\.h>", ("query/serve/http_server.cc",)),
    ("loading modules", r"\bdlopen\b", ("query/serve/http_module.cc",)),
    ("inotify", r"#\s*include\s*<sys/inotify\.h>", ("indexer/tree_watch.cc",)),
    ("libseccomp", r"#\s*include\s*<seccomp\.h>", ("indexer/confine.cc", "tests/")),
    ("Nettle", r"#\s*include\s*<nettle/", ("query/views/sha256.cc",)),
    ("asking about terminals", r"\b(?:isatty|TIOCGWINSZ|ttyname)\b", ("common/terminal.cc",)),
    ("escape codes", r"\\(?:x1[bB](?![0-9a-fA-F])|033|e\[|u001[bB])",
     ("query/render/", "indexer/progress.cc",
      "indexer/read/charset.cc",  # the escapes of ISO 2022, in what is read
      "tests/")),
    ("the environment", r"\b(?:getenv|environ)\b",
     ("indexer/main.cc", "query/main.cc", "tests/")),
    ("the calendar", r"\bsystem_clock::now\b|\bgettimeofday\b|\btime\((?:nullptr|NULL|0)\)",
     ("indexer/main.cc", "query/main.cc", "tests/")),
)

# Spelt in two halves, so that this file does not find itself.
UNFINISHED = ("TO" + "DO", "FIX" + "ME", "DISABLED" + "_", "GTEST" + "_SKIP")

MAX_LINES = 600

INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"')


def is_cpp(path):
    return path.endswith((".cc", ".h"))


def room_of(path):
    return path.split("/", 1)[0]


def cpp_lines(tree):
    """(path, number, line) of all C++ files."""
    for path in sorted(filter(is_cpp, tree)):
        for number, line in enumerate(tree[path].splitlines(), 1):
            yield path, number, line


def own_includes(tree):
    """(path, number, included path) of everything included as ours."""
    for path, number, line in cpp_lines(tree):
        found = INCLUDE.match(line)
        if found:
            yield path, number, found.group(1)


def top_level(tree):
    """Nothing stands at the top level but the agreed names."""
    names = {path.split("/", 1)[0] + "/" if "/" in path else path for path in tree}
    for name in sorted(names - TOP_LEVEL):
        yield f"{name}: not one of the agreed names of the top level"


def rooms(tree):
    """common/ includes no other room, the two programs never include each other."""
    for path, number, included in own_includes(tree):
        room = room_of(path)
        if room_of(included) in FORBIDDEN_ROOMS.get(room, ()):
            yield f"{path}:{number}: {room}/ may not include {included}"


def includes(tree):
    """What is included as ours is there, and is named from the top."""
    for path, number, included in own_includes(tree):
        if included not in tree:
            yield f"{path}:{number}: {included} is no file of ours, counted from the top"


def stages(tree):
    """An earlier stage never includes a later one."""
    def place(order, path):
        for i, stage in enumerate(order):
            if path.startswith(stage + "/"):
                return i
        return None

    for path, number, included in own_includes(tree):
        for order in STAGES:
            here, there = place(order, path), place(order, included)
            if here is not None and there is not None and there > here:
                yield f"{path}:{number}: {order[here]} comes before {included}"


def doors(tree):
    """Each library, and each thing of the outside, has one door."""
    compiled = [(name, re.compile(pattern), allowed) for name, pattern, allowed in DOORS]
    for path, number, line in cpp_lines(tree):
        for name, pattern, allowed in compiled:
            if pattern.search(line) and not any(
                    path.startswith(a) if a.endswith("/") else path == a for a in allowed):
                yield f"{path}:{number}: {name}: only in {', '.join(allowed)}"


def reached_cmake_lists(tree):
    """The CMakeLists.txt that the top one adds, with what they add."""
    waiting, reached = ["CMakeLists.txt"], set()
    while waiting:
        path = waiting.pop()
        if path in reached or path not in tree:
            continue
        reached.add(path)
        for folder in re.findall(r"^\s*add_subdirectory\(\s*([^\s)]+)", tree[path], re.M):
            waiting.append(posixpath.join(posixpath.dirname(path), folder, "CMakeLists.txt"))
    return reached


def built(tree):
    """Every .cc, tests above all, is listed in a CMakeLists.txt that the build reads."""
    reached = reached_cmake_lists(tree)
    listed = set()
    for path in reached:
        text = re.sub(r"#.*", "", tree[path])
        for source in re.findall(r"[\w./-]+\.cc\b", text):
            listed.add(posixpath.normpath(posixpath.join(posixpath.dirname(path), source)))
    for path in sorted(tree):
        if path.endswith(".cc") and path not in listed:
            yield f"{path}: in no CMakeLists.txt, so never built"
        if posixpath.basename(path) == "CMakeLists.txt" and path not in reached:
            yield f"{path}: no add_subdirectory() leads here"


def guards(tree):
    """Every header begins with #pragma once."""
    for path in sorted(tree):
        if path.endswith(".h") and not tree[path].startswith("#pragma once\n"):
            yield f"{path}:1: a header begins with #pragma once"


def finished(tree):
    """Nothing is left for later: neither notes to ourselves nor tests that do not run."""
    for path in sorted(tree):
        if path.startswith("corpus/"):
            continue
        for number, line in enumerate(tree[path].splitlines(), 1):
            for word in UNFINISHED:
                if re.search(r"\b" + word, line):
                    yield f"{path}:{number}: {word}"


def short(tree):
    """No C++ file is so long that nobody reads it."""
    for path in sorted(filter(is_cpp, tree)):
        lines = tree[path].count("\n")
        if lines > MAX_LINES:
            yield f"{path}: {lines} lines; at most {MAX_LINES}"


NAMESPACE = re.compile(r"^namespace ?([\w:]*) ?\{")
END_OF_NAMESPACE = re.compile(r"^\}  // namespace")
TYPE = re.compile(r"^(?:struct|class|enum class|enum|union) (\w[\w:]*)(?: final)?(?: ?:[^:;][^;]*)? ?\{")


def one_definition(tree):
    """A name means one type in all rooms: a test program links several of them, and the linker
    takes one of two destructors without a word. What an anonymous namespace holds is nobody else's.
    """
    first = {}
    for path in sorted(filter(is_cpp, tree)):
        within = []
        for number, line in enumerate(tree[path].splitlines(), 1):
            opened = NAMESPACE.match(line)
            if opened and not line.rstrip().endswith("}"):
                within.append(opened.group(1))
            elif END_OF_NAMESPACE.match(line):
                del within[-1:]
            found = TYPE.match(line)
            if found and "" not in within:
                name = "::".join([*within, found.group(1)])
                if first.setdefault(name, path) != path:
                    yield f"{path}:{number}: {name} is defined in {first[name]}, too"


RULES = (top_level, rooms, includes, stages, doors, built, guards, finished, short, one_definition)


def findings(tree):
    for rule in RULES:
        yield from rule(tree)
