#!/usr/bin/env python3
"""What a search costs when the same articles lie in one archive, in several, and on a server.

    tests/bench/shards.py MORGUE MORGUE_INDEX ARTICLES.jsonl QUERIES.txt [ROUNDS]

QUERIES.txt has a query a line. Loads the articles into one archive and, spread by a hash of their
ids, into 3 and 10; serves the whole one by xapian-tcpsrv on the loopback. Each query is asked once
to warm up and ROUNDS (5) times in a process of its own; printed are percentiles of the queries'
medians, in milliseconds of the clock. Archives are kept in $WORK, if that is set, and used again.
"""

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def seconds(command):
    begun = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if done.returncode not in (0, 1):
        sys.exit(f"exit status {done.returncode}: {' '.join(command)}")
    return time.perf_counter() - begun


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def main():
    morgue, index, articles, path = sys.argv[1:5]
    rounds = int(sys.argv[5]) if len(sys.argv) > 5 else 5
    queries = [line.strip() for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]
    work = Path(os.environ.get("WORK") or tempfile.mkdtemp())
    for shards in (1, 3, 10):
        if not (work / f"s{shards}").exists():
            spread = ["--shard-by", f"hash:{shards}"] if shards > 1 else []
            subprocess.run([index, "add", "-q", "-A", str(work / f"s{shards}"), *spread, articles],
                           check=True)
    subprocess.run([index, "share", "-q", "-A", str(work / "s1")], check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(["xapian-tcpsrv", "--interface", "127.0.0.1", "--port", str(port),
                               "--quiet", str(work / "s1/served")],
                              start_new_session=True)  # asked to end, it ends its whole process group
    time.sleep(1)
    try:
        for name, archive in (("1 archive", work / "s1"), ("3 shards", work / "s3"),
                              ("10 shards", work / "s10"), ("1 by tcp", f"tcp://127.0.0.1:{port}")):
            medians = []
            for query in queries:
                command = [morgue, "search", "-A", str(archive), "--suggest=never", "--", query]
                seconds(command)
                medians.append(1000 * statistics.median(seconds(command) for _ in range(rounds)))
            print(f"{name:10} p50 {percentile(medians, .5):6.1f}  p90 {percentile(medians, .9):6.1f}"
                  f"  max {max(medians):6.1f} ms")
    finally:
        server.terminate()
        server.wait()


main()
