#!/usr/bin/env python3
"""What run.sh asks groonga in one process; asked.h says how.

    groonga_ask.py DATABASE ASKED.tsv ROUNDS PASSAGES

The times are those that groonga itself tells of each command, without the way through the pipe; it
tells none of its CPU time.
"""

import json
import statistics
import subprocess
import sys

BEST = 10
FIELDS = "_key, title, source, date"


def select(query, passages):
    columns = FIELDS + (", snippet_html(text)" if passages else "")
    quoted = json.dumps(query)
    return (f"select Articles --match_columns 'title * 3 || text' --query {quoted} --limit {BEST}"
            f" --cache no --sort_keys -_score --output_columns '{columns}'\n")


def main():
    database, asked, rounds, passages = sys.argv[1:]
    with open(asked, encoding="utf-8") as lines:
        queries = [line.rstrip("\n").split("\t", 1) for line in lines]
    times = {name: [] for name, _ in queries}
    answers = {}
    with subprocess.Popen(["groonga", database], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          text=True) as server:
        for number in range(int(rounds) + 1):
            for name, query in queries:
                server.stdin.write(select(query, int(passages) > 0))
                server.stdin.flush()
                (status, _, took, *_), *body = json.loads(server.stdout.readline())
                if status != 0:
                    sys.exit(f"groonga refused: {query}")
                (found,), _, *rows = body[0][0]
                answers[name] = found, [row[0] for row in rows]
                if number > 0:
                    times[name].append(took * 1e6)
        server.stdin.close()
    for name, _ in queries:
        took = statistics.median(times[name])
        print(name, answers[name][0], f"{took:.1f}", f"{took:.1f}", " ".join(answers[name][1]),
              sep="\t")


if __name__ == "__main__":
    main()
