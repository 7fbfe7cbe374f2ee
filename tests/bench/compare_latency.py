"""The table of query_latency.sh: compare_latency.py QUERIES.jsonl MORGUE.tsv LUCENE.tsv"""

import collections
import json
import sys

SHARES = (.5, .9, .99, 1)
FEWEST = 10  # queries of a tag


def times(path):
    """Of each query what it took, by the clock and in CPU time, in milliseconds."""
    out = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            query, _, clock, cpu = line.rstrip("\n").rsplit("\t", 3)
            out[query] = int(clock) / 1000, int(cpu) / 1000
    return out


def percentiles(values):
    values = sorted(values)
    return [values[min(len(values) - 1, int(len(values) * share))] for share in SHARES]


def row(name, values):
    print(f"{name:<34}" + "".join(f"{value:10.2f}" for value in values))


def compare(name, queries, ours, theirs):
    for number, clock in enumerate(("clock", "cpu")):
        here = percentiles(ours[query][number] for query in queries)
        there = percentiles(theirs[query][number] for query in queries)
        row(f"{name} {clock} morgue", here)
        row(f"{name} {clock} lucene", there)
        row("  lucene / morgue", [b / max(a, .001) for a, b in zip(here, there)])


def main():
    path, ours, theirs = sys.argv[1], times(sys.argv[2]), times(sys.argv[3])
    tags = collections.defaultdict(list)
    queries = []
    with open(path, encoding="utf-8") as lines:
        for line in filter(str.strip, lines):
            record = json.loads(line)
            if record["query"] not in ours or record["query"] not in theirs:
                continue
            queries.append(record["query"])
            for tag in record.get("tags", []):
                tags[tag].append(record["query"])
    print(f"{len(queries)} queries, ms" + " " * 17 + "".join(f"{share:>10}" for share in ("p50", "p90", "p99", "max")))
    compare("all", queries, ours, theirs)
    for tag, tagged in sorted(tags.items()):
        if len(tagged) >= FEWEST:
            compare(f"{tag} ({len(tagged)})", tagged, ours, theirs)


if __name__ == "__main__":
    main()
