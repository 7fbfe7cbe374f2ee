#!/usr/bin/env python3
"""How morgue's figures grow with the number of articles; growth.sh says how it is called."""

import argparse
import collections
import datetime
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from suite import svg, table  # noqa: E402
from suite.peers import Bare, Morgue  # noqa: E402
from suite.run import PROCESSORS, Query, say, size_of  # noqa: E402
from suite.timed import leave_on_signals, peak_of, run  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
ASKED_ROUNDS = 5
UPDATES = 5
# What is measured at each size, with the panel in which it is drawn.
PANELS = {
    "indexing, articles a second": ("by the clock", "per CPU second"),
    "one article added and found, ms": ("by the clock", "CPU"),
    "size, MB": ("archive", "raw text"),
    "query without passages, ms": ("p50", "p99", "of common words, max"),
    "query with passages, ms": ("p50", "p99", "of common words, max"),
    "peak of memory, MB": ("indexing", "query"),
}


def text_of(options, sizes, work):
    """A file with as many articles as the largest size wants."""
    if options.input is None:
        path = work / "invented.jsonl"
        with open(path, "wb") as out:
            subprocess.run([sys.executable, HERE / "invented.py", str(sizes[-1])], stdout=out,
                           check=True)
        return path
    with open(options.input, "rb") as lines:
        count = sum(1 for line in lines if line.strip())
    if count >= sizes[-1]:
        return options.input
    path = work / "enlarged.jsonl"
    say(f"making {sizes[-1]} articles of {count}")
    with open(path, "wb") as out:
        # A little more: some may have no text.
        subprocess.run([sys.executable, HERE.parent / "enlarge.py", options.input,
                        str(1.02 * sizes[-1] / count), "--seed", str(options.seed)], stdout=out,
                       check=True)
    return path


def write_bare(source, size, folder):
    folder.mkdir(parents=True)
    subprocess.run([sys.executable, HERE / "forms.py", source, str(size), folder, "--bare"], check=True)
    return json.loads((folder / "facts.json").read_text("utf-8"))


def percentile(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * share))]


class Growth:
    def __init__(self, options, work):
        self.options, self.work = options, work
        self.errors = open(work / "errors.txt", "ab")
        self.points = collections.defaultdict(list)  # (panel, series) -> points
        self.queries = []

    def put(self, panel, series, size, value):
        self.points[panel, series].append((size, value))

    def load(self, engine, size, raw):
        engine.clear()
        took = run(engine.index(), {}, self.errors)
        self.put("indexing, articles a second", "by the clock", size, size / took.wall)
        self.put("indexing, articles a second", "per CPU second", size, size / took.cpu)
        self.put("size, MB", "archive", size, size_of(engine.at) / 1e6)
        self.put("size, MB", "raw text", size, raw / 1e6)
        self.put("peak of memory, MB", "indexing", size, took.peak)
        say(f"{size}: {took.wall:.1f} s, CPU {took.cpu:.1f} s, peak {took.peak:.0f} MB")

    def ask(self, engine, size):
        asked = engine.at / "asked.tsv"
        asked.write_text("".join(f"{query.id}\t{engine.query(query.kind, query.words)}\n"
                                 for query in self.queries), "utf-8")
        common = {query.id for query in self.queries if query.name.startswith("common")}
        for passages, panel in ((0, "query without passages, ms"), (1, "query with passages, ms")):
            took = run([(engine.ask(str(asked), ASKED_ROUNDS, passages), None)], {}, self.errors)
            times = {}
            for line in took.output.splitlines():
                name, _, wall, *_ = line.split("\t")
                times[name] = float(wall) / 1000
            usual = [wall for name, wall in times.items() if name not in common]
            self.put(panel, "p50", size, percentile(usual, .5))
            self.put(panel, "p99", size, percentile(usual, .99))
            self.put(panel, "of common words, max", size, max(times[name] for name in common))
        words = next(query for query in self.queries if query.name == "words")
        typed = engine.find(engine.query(words.kind, words.words), 1)
        self.put("peak of memory, MB", "query", size, peak_of(typed, {}, self.errors))

    def update(self, engine, size):
        wall, cpu = [], []
        for number in range(UPDATES):
            word = "quvzalfret" + chr(ord("a") + number)
            folder = self.work / f"update{number}"
            folder.mkdir(exist_ok=True)
            record = {"id": f"u{number}", "title": f"The {word} arrives", "source": "News",
                      "date": "2024-05-06T07:08:09Z", "text": f"Nobody had seen a {word} before."}
            (folder / "articles.jsonl").write_text(json.dumps(record) + "\n", "utf-8")
            took = run(engine.update(folder), {}, self.errors)
            look = run([(engine.find(word, 0), None)], {}, self.errors)
            if engine.lines(look.output) != 1:
                sys.exit(f"the article with {word} is not found")
            wall.append((took.wall + look.last_byte) * 1000)
            cpu.append((took.cpu + look.cpu) * 1000)
        self.put("one article added and found, ms", "by the clock", size, statistics.median(wall))
        self.put("one article added and found, ms", "CPU", size, statistics.median(cpu))

    def measure(self, sizes):
        source = text_of(self.options, sizes, self.work)
        kind = Bare if self.options.no_annotations else Morgue
        for size in sizes:
            forms = self.work / f"forms{size}"
            facts = write_bare(source, size, forms)
            if not self.queries:  # those of the smallest size, for all
                with open(forms / "asked.tsv", encoding="utf-8") as lines:
                    self.queries = [Query(*line.rstrip("\n").split("\t")) for line in lines]
            engine = kind(forms, self.work / f"engine{size}", self.options.build)
            self.load(engine, facts["articles"], facts["raw_bytes"])
            self.ask(engine, facts["articles"])
            self.update(engine, facts["articles"])
            shutil.rmtree(forms)
            shutil.rmtree(engine.at)

    def panels(self):
        return [(panel, {name: self.points[panel, name] for name in names})
                for panel, names in PANELS.items()]

    def markdown(self, sizes):
        lines = ["| | " + " | ".join(f"{size:,}" for size in sizes) + " | exponent |",
                 "|---|" + "---:|" * (len(sizes) + 1)]
        for panel, series in self.panels():
            for name, points in series.items():
                fitted = svg.exponent(points)
                cells = [table.shown(value) for _, value in points]
                lines.append(f"| {panel}: {name} | " + " | ".join(cells) + " | "
                             + ("-" if fitted is None else f"{fitted:.2f}") + " |")
        return "\n".join(lines)


def sizes_of(text):
    sizes = sorted({int(part) for part in text.split(",")})
    if not sizes or sizes[0] < 100:
        raise ValueError
    return sizes


def main():
    parser = argparse.ArgumentParser(prog="growth.sh")
    parser.add_argument("input", nargs="?", type=pathlib.Path, help="JSON lines; without, invented news")
    parser.add_argument("--sizes", default="10000,40000,160000", help="numbers of articles, at least 100")
    parser.add_argument("--seed", type=int, default=1, help="of enlarge.py")
    parser.add_argument("--no-annotations", action="store_true", help="as of morgue-index add")
    parser.add_argument("--out", type=pathlib.Path, help="where to draw (an .svg)")
    parser.add_argument("--build", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--command", default="", help=argparse.SUPPRESS)
    options = parser.parse_args()
    try:
        sizes = sizes_of(options.sizes)
    except ValueError:
        parser.error(f"--sizes wants numbers from 100, like 10000,40000, not {options.sizes}")
    if options.input is not None and not options.input.is_file():
        parser.error(f"{options.input}: no such file")
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:PROCESSORS])
    leave_on_signals()
    work = pathlib.Path(tempfile.mkdtemp(prefix="morgue-growth-"))
    try:
        growth = Growth(options, work)
        growth.measure(sizes)
        now = datetime.datetime.now(datetime.timezone.utc)
        title = f"morgue, {now:%Y-%m-%d}, {table.processor()}, two processors: {options.command}"
        print(f"{title}\n\n{growth.markdown(sizes)}")
        if options.out:
            options.out.write_text(svg.drawing(title, growth.panels()), "utf-8")
            say(f"written: {options.out}")
    except KeyboardInterrupt:
        say("interrupted")
        sys.exit(130)
    finally:
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
