#!/usr/bin/env python3
"""The measuring of run.sh, which says how it is called. Engines: peers.py; the tables: table.py."""

import argparse
import collections
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from suite import peers, table  # noqa: E402
from suite.timed import Failed, leave_on_signals, peak_of, run  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
PROCESSORS = 2
INNER_ROUNDS = 3  # of a process that is asked many queries
TYPED = 3         # queries of a kind that are asked by command line
Query = collections.namedtuple("Query", "id name kind words expected")


def say(text):
    print(text, file=sys.stderr, flush=True)


def size_of(path):
    """Bytes of the files; of sparse ones, which groonga makes, only what is there."""
    states = [file.stat() for file in path.rglob("*") if file.is_file() and not file.is_symlink()]
    return sum(min(state.st_size, 512 * state.st_blocks) for state in states)


class Suite:
    def __init__(self, options, work):
        self.options, self.work = options, work
        self.forms = work / "forms"
        self.errors = open(work / "errors.txt", "ab")
        # engine -> measure -> one value a round
        self.results = collections.defaultdict(lambda: collections.defaultdict(list))
        self.sane = collections.defaultdict(dict)
        self.failed = {}
        self.engines = []

    def prepare(self):
        say("making the articles' forms")
        source = self.options.input
        if source is None:
            source = self.work / "invented.jsonl"
            with open(source, "wb") as out:
                subprocess.run([sys.executable, HERE / "invented.py", str(self.options.articles)],
                               stdout=out, check=True)
        subprocess.run([sys.executable, HERE / "forms.py", source, str(self.options.articles),
                        self.forms, *(["--quick"] if self.options.quick else [])], check=True)
        self.facts = json.loads((self.forms / "facts.json").read_text("utf-8"))
        with open(self.forms / "asked.tsv", encoding="utf-8") as lines:
            self.queries = [Query(*line.rstrip("\n").split("\t")) for line in lines]
        for number, engine_class in enumerate(peers.ENGINES):
            engine = engine_class(self.forms, self.work / f"engine{number}", self.options.build)
            if self.options.only and engine.name not in self.options.only:
                continue
            missing = engine.missing()
            if missing:
                self.failed[engine.name] = missing
                say(f"without {engine.name}: {missing}")
            else:
                self.engines.append(engine)

        self.found = list(self.engines)

    def each(self, what, rounds, those):
        """Calls what(engine, round) for all engines in turn, and again; who fails goes."""
        for number in range(rounds):
            for engine in [engine for engine in self.engines if those(engine, number)]:
                try:
                    what(engine, number)
                except (Failed, OSError, ValueError, KeyError, IndexError) as problem:
                    say(f"{engine.name} is left out from here: {problem}")
                    self.failed[engine.name] = f"{what.__name__}: {problem}"
                    self.engines.remove(engine)

    def note(self, engine, measure, value):
        self.results[engine.name][measure].append(value)

    def bulk(self, engine, number):
        if not engine.index():
            engine.clear()
            return
        engine.clear()
        took = run(engine.index(), engine.env, self.errors)
        self.note(engine, "rate", self.facts["articles"] / took.wall)
        self.note(engine, "cpu rate", self.facts["articles"] / took.cpu)
        self.note(engine, "cores", took.cpu / took.wall)
        self.note(engine, "load peak", took.peak)
        self.note(engine, "size", size_of(engine.at) / self.facts["raw_bytes"])
        say(f"  round {number + 1}: {engine.name} {took.wall:.2f} s, CPU {took.cpu:.2f} s")

    def asked_of(self, engine):
        asked = engine.at / "asked.tsv"
        lines = []
        for query in self.queries:
            text = engine.query(query.kind, query.words)
            if text is not None:
                lines.append(f"{query.id}\t{text}\n")
        asked.write_text("".join(lines), "utf-8")
        return str(asked)

    def ask(self, engine, number):
        for passages in (0, 1):
            command = engine.ask(self.asked_of(engine), INNER_ROUNDS, passages)
            if command is None:
                continue
            took = run([(command, None)], engine.env, self.errors)
            for line in took.output.splitlines():
                name, found, wall, _, ids = line.split("\t")
                self.note(engine, ("ask", passages, name), float(wall) / 1000)
                self.sane[engine.name][name] = int(found), ids.split()

    def typed(self):
        of_kind = collections.defaultdict(list)
        for query in self.queries:
            if query.name in ("word", "words", "phrase"):
                of_kind[query.name].append(query)
        return [query for queries in of_kind.values() for query in queries[:TYPED]]

    def type(self, engine, number):
        for query in self.typed():
            text = engine.query(query.kind, query.words)
            for passages in (0, 1):
                command = engine.find(text, passages) if text is not None else None
                if command is None:
                    continue
                took = run([(command, None)], engine.env, self.errors, engine.nothing)
                self.note(engine, ("typed", passages, query.id), took.last_byte * 1000)

    def peak(self, engine, number):
        """Of a query as it is typed, with passages if it has any."""
        for query in self.typed():
            text = engine.query(query.kind, query.words)
            if text is not None:
                command = engine.find(text, 1) or engine.find(text, 0)
                self.note(engine, "query peak", peak_of(command, engine.env, self.errors, engine.nothing))

    def count_rare(self, engine, number):
        """Of engines that are only asked by command line: so many lines for words of few articles."""
        if engine.name in self.sane:
            return
        for query in self.queries:
            if query.name == "rare":
                text = engine.query(query.kind, query.words)
                took = run([(engine.find(text, 0), None)], engine.env, self.errors, engine.nothing)
                self.sane[engine.name][query.id] = engine.lines(took.output), []

    def update(self, engine, number):
        word = "quvzalfret" + chr(ord("a") + number)
        article = self.work / f"update{number}"
        if not article.exists():
            record = {"id": f"u{number}", "title": f"The {word} arrives", "source": "News",
                      "date": "2024-05-06T07:08:09Z",
                      "text": f"Nobody had seen a {word} before this one was shown to the public."}
            lines = self.work / "update.jsonl"
            lines.write_text(json.dumps(record) + "\n", "utf-8")
            subprocess.run([sys.executable, "-c",
                            "import pathlib, sys; sys.path.insert(0, sys.argv[1]); import forms; "
                            "forms.write_forms(sys.argv[2], 1, pathlib.Path(sys.argv[3]))",
                            HERE, lines, article], check=True)
        commands = engine.update(article)
        if commands is None:
            return
        took = run(commands, engine.env, self.errors)
        look = run([(engine.find(engine.query("words", word), 0), None)], engine.env, self.errors,
                   engine.nothing)
        if engine.lines(look.output) != 1:
            raise Failed(f"the article with {word} is not found")
        self.note(engine, "update", (took.wall + look.last_byte) * 1000)
        self.note(engine, "update cpu", (took.cpu + look.cpu) * 1000)

    def measure(self):
        rounds = self.options.rounds

        def everybody(engine, number):
            return number % 2 == 0 or not engine.slow

        def asked(engine, number):
            return not engine.like

        say("indexing")
        self.each(self.bulk, rounds, everybody)
        say("asking, in one process")
        self.each(self.ask, rounds, asked)
        say("asking, by command line")
        self.each(self.type, rounds, asked)
        self.each(self.peak, 1, asked)
        self.each(self.count_rare, 1, asked)
        say("updating")
        self.each(self.update, rounds, everybody)

    def shown(self):
        """Engines with figures, also if they failed later: then the report says where."""
        return [engine for engine in self.found if engine.name in self.results]

    def superseded(self):
        """How many articles morgue holds for older versions of others, which it does not search."""
        for engine in self.shown():
            if engine.name == "morgue":
                for line in run([(engine.status(), None)], {}, self.errors).output.splitlines():
                    if line.startswith("versions"):
                        return int(line.split()[1].replace(",", ""))
        return 0

    def percentile(self, name, kind, passages, share):
        """Over the queries of a kind, of each the median of its rounds."""
        values = sorted(
            statistics.median(self.results[name][("ask", passages, query.id)])
            for query in self.queries
            if query.name == kind and ("ask", passages, query.id) in self.results[name])
        return values[min(len(values) - 1, int(len(values) * share))] if values else None

    def median_typed(self, name, passages):
        values = [statistics.median(took) for key, took in self.results[name].items()
                  if isinstance(key, tuple) and key[:2] == ("typed", passages)]
        return statistics.median(values) if values else None

    def median(self, name, measure):
        values = self.results[name].get(measure)
        return statistics.median(values) if values else None


def main():
    parser = argparse.ArgumentParser(prog="run.sh")
    parser.add_argument("input", nargs="?", type=pathlib.Path,
                        help="a file of JSON lines (title, text, date, source) or a folder of such; "
                             "without it, invented news")
    parser.add_argument("--articles", type=int, help="so many (10000; --quick: 2000)")
    parser.add_argument("--rounds", type=int, help="medians of so many (5; --quick: 3)")
    parser.add_argument("--quick", action="store_true", help="fewer articles, queries and rounds")
    parser.add_argument("--only", action="append", metavar="ENGINE", help="only these")
    parser.add_argument("--out", type=pathlib.Path, help="where to write the tables")
    parser.add_argument("--build", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--command", default="", help=argparse.SUPPRESS)
    options = parser.parse_args()
    options.articles = options.articles or (2000 if options.quick else 10_000)
    options.rounds = options.rounds or (3 if options.quick else 5)
    if options.input is not None and not options.input.exists():
        parser.error(f"{options.input}: no such file")
    available = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, available[:PROCESSORS])
    leave_on_signals()
    work = pathlib.Path(tempfile.mkdtemp(prefix="morgue-bench-"))
    try:
        suite = Suite(options, work)
        suite.prepare()
        suite.measure()
        text = table.report(suite)
        print(text)
        if options.out:
            options.out.write_text(text, "utf-8")
            say(f"written: {options.out}")
        if "morgue" in suite.failed:
            sys.exit(1)
    except KeyboardInterrupt:
        say("interrupted")
        sys.exit(130)
    finally:
        if os.environ.get("BENCH_KEEP"):
            say(f"kept: {work}")
        else:
            shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
