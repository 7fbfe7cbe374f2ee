#!/usr/bin/env python3
"""Runs the views over the sample corpus and holds their JSON against its schemas.

    check_json.py            (MORGUE_BIN: directories of the programs, separated by colons)

Every schema of query/render/schema has to be used. Without jsonschema this fails: a check that is
passed over is none.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from jsonschema import Draft202012Validator

PROJECT = Path(__file__).resolve().parents[2]
SCHEMAS = PROJECT / "query" / "render" / "schema"

# A schema, and the arguments of a command whose lines it describes; more of both, as people type
# them, stand in schema_commands.txt.
TYPED = Path(__file__).with_name("schema_commands.txt")
CASES = [
    ("search", ["search", "ferry date:2024.."]),
    ("search", ["search", "x-desk:*", "-n", "0"]),
    ("search", ["search", "ferry", "--passages-only", "-C", "1"]),
    ("facets", ["facets", "ferry"]),
    ("facets", ["facets", "ferry", "--by", "person,org,place,lang,month,agency", "-n", "0"]),
    ("facets", ["facets", "date:2024..", "--no-collapse", "--by", "section,source"]),
    ("names", ["people", "ferry"]),
    ("names", ["orgs", "ferry", "-n", "0"]),
    ("names", ["places", "date:2020.."]),
    ("timeline", ["timeline", "ferry"]),
    ("timeline", ["timeline", "ferry", "port strike", "nosuchword", "--by", "week"]),
    ("timeline", ["timeline", "ferry", "--by", "about"]),
    ("timeline", ["timeline", "date:1990..", "--by", "year", "--no-collapse"]),
    ("significant", ["significant", "ferry"]),
    ("significant", ["significant", "person:pike", "--ask", "never", "-n", "0"]),
    ("person", ["person", "Rowan Pike"]),
    ("person", ["person", "Pike"]),
    ("with", ["with", "Rowan Pike", "Ilse Marten"]),
    ("with", ["with", "Rowan Pike", "place:Calder"]),
]


def run(arguments, directory):
    environment = {name: value for name, value in os.environ.items()
                   if not name.startswith(("MORGUE_", "XDG_"))}
    environment.update(PATH=os.environ.get("MORGUE_BIN", "") + ":" + os.environ["PATH"],
                       HOME=directory, LANG="C.UTF-8", TZ="UTC")
    return subprocess.run(arguments, cwd=directory, env=environment, stdin=subprocess.DEVNULL,
                          capture_output=True, timeout=120)


def typed():
    """(schema, command line) of schema_commands.txt."""
    for line in TYPED.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t", 1)


def documents(text):
    """The JSON values of an output: one, or one on each line."""
    try:
        return [json.loads(text)]
    except json.JSONDecodeError:
        return [json.loads(line) for line in text.splitlines()]


def check(schema, command, shown, directory):
    """What is wrong, a line each."""
    done = run(command, directory)
    if done.returncode != 0:
        yield f"{shown}: exit status {done.returncode}: {done.stderr.decode().strip()}"
        return
    if not done.stdout:
        yield f"{shown}: printed nothing"
        return
    validator = Draft202012Validator(schema)
    for document in documents(done.stdout.decode("utf-8")):
        for error in validator.iter_errors(document):
            yield f"{shown}: {error.json_path}: {error.message}"


def main():
    schemas = {path.stem: json.loads(path.read_text(encoding="utf-8"))
               for path in SCHEMAS.glob("*.json")}
    commands = [(name, ["morgue", *arguments, "--json"], " ".join(arguments))
                for name, arguments in CASES]
    commands += [(name, ["sh", "-c", line], line) for name, line in typed()]
    wrong = [f"{name}.json: nothing is held against it"
             for name in sorted(schemas) if name not in {command[0] for command in commands}]
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)
    with tempfile.TemporaryDirectory(prefix="morgue-json-") as directory:
        corpus = PROJECT / "corpus"
        done = run(["morgue-index", "add", "-q",
                    *(str(corpus / part) for part in ("pages", "text", "records"))], directory)
        if done.returncode != 0:
            sys.exit(f"the corpus can't be indexed: {done.stderr.decode()}")
        for name, command, shown in commands:
            wrong.extend(check(schemas[name], command, shown, directory))
    print("\n".join(wrong) if wrong else f"{len(commands)} commands, {len(schemas)} schemas")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
