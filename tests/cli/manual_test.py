#!/usr/bin/env python3
"""Manual pages and examples hold: manual_test.py MORGUE MORGUE_INDEX

Every verb and topic has its page, a page has every flag that --help has, and neither groff (which man
runs) nor mandoc, if it is installed, finds fault with one. Every example of the help, and so of the pages, is
run in an archive of the sample corpus.
"""

import gzip
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
TIMEOUT_SECONDS = 300
LONG_FLAG = re.compile(r"^  (?:-\w,)?(--[\w-]+)", re.M)
# What is not run: it waits for services of a desktop, or writes where whoever tests is at home.
NOT_RUN = ("systemctl", "morgue open", "morgue serve")


class Programs:
    def __init__(self, morgue, morgue_index, home):
        self.home = home
        self.morgue = Path(morgue).resolve()
        self.env = {"PATH": ":".join([str(self.morgue.parent),
                                      str(Path(morgue_index).resolve().parent),
                                      os.environ["PATH"]]),
                    "HOME": str(home), "LC_ALL": "C.UTF-8", "BROWSER": "true"}

    def output(self, *command):
        return subprocess.run(command, cwd=self.home, env=self.env, check=True, text=True,
                              capture_output=True, timeout=TIMEOUT_SECONDS).stdout

    def shell(self, command):
        return subprocess.run(["bash", "-c", command], cwd=self.home, env=self.env, text=True,
                              stdin=subprocess.DEVNULL, capture_output=True,
                              timeout=TIMEOUT_SECONDS)

    def verbs(self):
        """(program, verb) of all of them, as completion has them."""
        for program in ("morgue", "morgue-index"):
            for line in self.output(program, "__complete", "zsh", "").splitlines():
                yield program, line.split("\t")[0]


def unformatted(page):
    """The text of a page without its macros and fonts."""
    text = re.sub(r"\\f[BIR]", "", page).replace("\\-", "-").replace("\\&", "")
    return text.replace("\\(aq", "'").replace("\\(ti", "~").replace("\\(ha", "^").replace("\\e", "\\")


def faults(page):
    """What the readers of manual pages say against one."""
    found = []
    man = subprocess.run(["groff", "-mandoc", "-Tutf8", "-ww", "-rLL=80n", "-z", str(page)],
                         capture_output=True, text=True)
    found += [f"{page.name}: groff: {line}" for line in man.stderr.splitlines()]
    if shutil.which("mandoc"):
        lint = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", str(page)],
                              capture_output=True, text=True)
        found += [f"mandoc: {line}" for line in lint.stdout.splitlines()]
    return found


def check_pages(programs, folder):
    programs.output("morgue", "__man", str(folder), str(PROJECT / "query/render/schema"))
    programs.output("morgue-index", "__man", str(folder))
    failures = []
    pages = {"morgue.1", "morgue-index.1", "morgue-query.7", "morgue-dates.7", "morgue-json.5",
             "morgue-config.5"}
    for program, verb in programs.verbs():
        if verb == "help":
            continue
        name = f"{program}-{verb}.1"
        pages.add(name)
        if not (folder / name).is_file():
            failures.append(f"{name}: is missing")
            continue
        text = unformatted((folder / name).read_text(encoding="utf-8"))
        for flag in LONG_FLAG.findall(programs.output(program, verb, "--help")):
            if not re.search(re.escape(flag) + r"(?![\w-])", text):
                failures.append(f"{name}: has no {flag}")
    there = {page.name for page in folder.iterdir()}
    if there != pages:
        failures.append(f"pages: {sorted(there ^ pages)}")
    with ThreadPoolExecutor() as pool:
        for found in pool.map(faults, sorted(folder.iterdir())):
            failures += found
    schemas = {path.stem.upper() for path in (PROJECT / "query/render/schema").glob("*.json")}
    json_page = (folder / "morgue-json.5").read_text(encoding="utf-8")
    for name in schemas:
        if f".SH {name}\n" not in json_page:
            failures.append(f"morgue-json.5: no section {name}")
    return failures


def command_examples(programs):
    """(where, command) of all examples in the help of verbs, each once."""
    seen = set()
    for program, verb in [("morgue", "--help"), ("morgue-index", "--help"), *programs.verbs()]:
        page = [verb] if verb == "--help" else [verb, "--help"]
        lines = programs.output(program, *(["help"] if verb == "help" else page)).splitlines()
        for line in lines:
            if not re.match(r" {2,6}\S", line):
                continue
            command = re.split(r" {2,}", line.strip())[0]
            if re.match(r"(morgue|zcat)", command) and command not in seen:
                seen.add(command)
                yield f"{program} {verb}", command


def query_examples(programs):
    """(where, query) of the topics: query, dates and fields."""
    for topic in ("query", "dates"):
        for line in programs.output("morgue", "help", topic).splitlines():
            if not re.match(r"  \S", line) or line.startswith("  morgue "):
                continue
            examples, _, meaning = line.strip().rpartition("  ")
            for query in re.split(r" {2,}", examples.strip() if examples else meaning):
                yield topic, query
    for line in programs.output("morgue", "help", "fields").splitlines():
        if re.match(r" {28,30}\S", line):
            yield "fields", line.strip()


def make_home(programs):
    home = programs.home
    shutil.copytree(PROJECT / "corpus/pages", home / "news")
    records = (PROJECT / "corpus/records/desk.jsonl").read_text(encoding="utf-8")
    (home / "feed.jsonl").write_text(records, encoding="utf-8")
    with gzip.open(home / "dump.jsonl.gz", "wt", encoding="utf-8") as dump:
        dump.write(records)
    shutil.copy(next(iter(sorted((home / "news").glob("*.html")))), home / "page.html")
    for name in ("release.txt", "draft.txt"):
        (home / name).write_text("The ferry ran aground after its radar froze.\n", encoding="utf-8")
    (home / "queries.txt").write_text("ferry\nradar\n", encoding="utf-8")
    (home / "Mail").mkdir()
    (home / "feeds").mkdir()
    for folder in (".zfunc", ".local/share/bash-completion/completions", ".config/fish/completions"):
        (home / folder).mkdir(parents=True)
    programs.output("morgue-index", "add", "-q", "news", "feed.jsonl")
    programs.output("morgue", "save", "ferry", "ferry crash")
    programs.output("morgue", "save", "watchlist", "radar")
    # Two of whom each is named in several articles, so that one can be split off.
    with sqlite3.connect(home / ".local/share/morgue/default/metadata.sqlite") as tables:
        rows = tables.execute("SELECT identity, min(a.id) FROM appearances JOIN articles a "
                              "ON a.no = article WHERE identity IS NOT NULL "
                              "GROUP BY identity HAVING count(*) > 1 LIMIT 2").fetchall()
    people = {f"@p{number}": article for number, article in rows}
    programs.output("morgue-index", "person", "alias", next(iter(people)), "The Captain")
    one, other = [line.split("\t")[0] for line in
                  programs.output("morgue", "search", "--plain", "ferry").splitlines()[:2]]
    (home / "desk.txt").write_text(programs.output("morgue", "desk", "dump"), encoding="utf-8")
    return one, other, people


def with_what_is_there(command, one, other, people):
    """An example whose ids are of nothing here, with ids that are."""
    if re.search(r"person (merge|split|forget|not-a-person) ", command):
        command += " --yes"  # nobody is asked here
    if command.startswith("morgue-index watch"):  # it would never end
        # Stopped while it watches it ends with 0, while it still reads what is there with 130.
        command = f"timeout --preserve-status -s TERM 2 {command}; s=$?; [ $s = 130 ] || exit $s"
    if "person split" in command:  # an article that names whom it is about
        command = command.replace("a7f31c 09be42", "a7f31c").replace("a7f31c", next(iter(people.values())))
    command = command.replace("a7f31c", one).replace("09be42", other).replace("s-0917", f"s-{one}")
    for wanted, number in zip(("@p17", "@p40"), people):
        command = command.replace(wanted, number)
    command = command.replace("undo 17", "undo 1")
    return re.sub(r"--with ID\b", f"--with {other}", command)


def check_examples(programs):
    ids = make_home(programs)
    failures = []
    ran = 0
    for where, example in command_examples(programs):
        if any(word in example for word in NOT_RUN):
            continue
        command = with_what_is_there(example, *ids)
        if re.search(r"(QUERY|VERB|TOPIC|WORD)\b", example):  # no example, but a pattern of one
            continue
        done = programs.shell(f"set -o pipefail; {command}")
        ran += 1
        if "person merge" in command:  # else they are one in what follows
            programs.output("morgue-index", "person", "undo")
        if "--delete" in command:
            programs.output("morgue", "save", "ferry", "ferry crash")
        if done.returncode not in (0, 1) and not ("jq" in example and not shutil.which("jq")):
            failures.append(f"{where}: {command}: {done.returncode}: {done.stderr.strip()}")
    for where, query in query_examples(programs):
        done = subprocess.run([programs.morgue, "search", "-q", "--",
                               with_what_is_there(query, *ids)],
                              cwd=programs.home, env=programs.env, text=True, capture_output=True)
        ran += 1
        if done.returncode not in (0, 1):
            failures.append(f"help {where}: {query}: {done.returncode}: {done.stderr.strip()}")
    print(f"{ran} examples ran")
    if ran < 150:
        failures.append("there are more examples than that: the help is not understood")
    return failures


def main(morgue, morgue_index):
    with tempfile.TemporaryDirectory(prefix="morgue-manual-") as folder:
        home = Path(folder).resolve() / "home"
        home.mkdir()
        programs = Programs(morgue, morgue_index, home)
        failures = check_pages(programs, Path(folder) / "man")
        failures += check_examples(programs)
    print("\n".join(failures) or "the manual holds")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
