"""The clock of views.sh, which says what is measured."""

import os
import shlex
import statistics
import subprocess
import sys
import tempfile
import time

# A first screen should be there in so many milliseconds, in so many MB.
MOST_MS, MOST_MB = 200, 200

ALL_FIELDS = "source,section,person,org,place,lang,month,agency"


def views(query, article, people, scratch):
    """The name of a view, and its arguments."""
    yield "search", ["search", "--format", "text", query]
    yield "facets", ["facets", "--format", "text", query]
    yield "facets, all fields", ["facets", "--format", "text", query, "--by", ALL_FIELDS]
    for unit in ("day", "month", "about"):
        yield f"timeline by {unit}", ["timeline", "--format", "text", "--by", unit, query]
    yield "timeline, svg", ["timeline", "--format", "svg", query]
    for verb in ("people", "orgs", "places", "significant"):
        yield verb, [verb, "--format", "text", query]
    yield "people, graphml", ["people", "--format", "graphml", query]
    yield "quotes", ["quotes", "--format", "text", query]
    yield "grep, 20 lines", ["grep", r"\d+ (dead|killed)", query]
    yield "export, 20", ["export", "--format", "csv", "-n", "20", query]
    if people:
        yield "person", ["person", people[0]]
    if len(people) > 1:
        yield "with", ["with", "--format", "text", *people[:2]]
    yield "story", ["story", "--format", "text", article]
    yield "related", ["related", "--format", "text", article]
    yield "dups", ["dups", "--format", "text", article]
    yield "trace", ["trace", "--format", "text", "-"]
    yield "report, 500", ["report", query, "-o", os.path.join(scratch, "pack"), "--force"]
    yield "verify, 500", ["verify", "--format", "text", os.path.join(scratch, "pack")]


def run(command, text):
    """Seconds from start to end, seconds of CPU time, peak of memory in KB, exit status."""
    with tempfile.TemporaryFile() as given:
        given.write(text)
        given.seek(0)
        begun = time.perf_counter()
        process = subprocess.Popen(command, stdin=given, stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL)
        process.stdout.read()
        took = time.perf_counter() - begun
        _, status, usage = os.wait4(process.pid, 0)
        process.stdout.close()
        process.returncode = os.waitstatus_to_exitcode(status)
        return took, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, process.returncode


def lines_of(command):
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.splitlines()


def main():
    archive, query = sys.argv[1:3]
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    program = os.environ["MORGUE"]

    def command(arguments):
        line = [program, arguments[0], "-A", archive, *arguments[1:]]
        # It prints as it reads: what counts is its first screen.
        return line if arguments[0] != "grep" else ["sh", "-c", shlex.join(line) + " | head -n 20"]

    count = lines_of(command(["search", "-c", "--no-collapse", query]))
    found = lines_of(command(["search", "--plain", "-n", "1", query]))
    if not found:
        sys.exit(f"nothing answers {query}")
    article = found[0].split("\t")[0]
    people = ["@" + line.split("\t")[0] for line in lines_of(command(["people", "--plain", query]))
              if line.split("\t")[0]]
    text = "\n".join(lines_of(command(["show", article]))[2:]).encode()

    with tempfile.TemporaryDirectory() as scratch:
        rows = [(name, command(arguments), [])
                for name, arguments in views(query, article, people, scratch)]
        for name, line, _ in rows:
            status = run(line, text)[3]
            if status not in (0, 1):
                sys.exit(f"{name}: exit status {status}: {' '.join(line)}")
        for _ in range(rounds):
            for _, line, runs in rows:
                runs.append(run(line, text))

    print(f"{query}: {count[0] if count else '?'} articles with copies, {rounds} rounds")
    print(f"{'view':20} {'median':>8} {'slowest':>8} {'CPU':>8} {'MB':>6}")
    for name, _, runs in rows:
        wall = [1000 * one[0] for one in runs]
        cpu = statistics.median(1000 * one[1] for one in runs)
        peak = max(one[2] for one in runs) / 1024
        over = "  over" if statistics.median(wall) > MOST_MS or peak > MOST_MB else ""
        print(f"{name:20} {statistics.median(wall):8.1f} {max(wall):8.1f} {cpu:8.1f} {peak:6.1f}"
              f"{over}")


if __name__ == "__main__":
    main()
