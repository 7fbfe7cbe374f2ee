"""The clock of latency.sh, which says what is measured."""

import os
import statistics
import subprocess
import sys
import time


def run(command):
    """Seconds from starting the process to the end of its output, and its exit status."""
    begun = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        process.stdout.read()
        took = time.perf_counter() - begun
        return took, process.wait()


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def main():
    archive, path = sys.argv[1:3]
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    with open(path, encoding="utf-8") as lines:
        queries = [line.rstrip("\n").split("\t")[-1] for line in lines if line.strip()]
    program = [os.environ["MORGUE"]]
    commands = {query: [*program, "search", "-A", archive, "--format", "text", "--", query]
                for query in queries}
    bare = statistics.median(run([*program, "--version"])[0] for _ in range(11))

    found = {}
    for query, command in commands.items():
        _, status = run(command)
        if status not in (0, 1):
            sys.exit(f"exit status {status}: {query}")
        found[query] = status == 0
    times = {query: [] for query in commands}
    for _ in range(rounds):
        for query, command in commands.items():
            times[query].append(run(command)[0])

    medians = {query: 1000 * statistics.median(took) for query, took in times.items()}
    values = list(medians.values())
    print(f"{len(values)} queries, {sum(found.values())} with results, {rounds} rounds")
    print(f"median {statistics.median(values):.1f} ms, "
          f"90 % {percentile(values, .9):.1f} ms, max {max(values):.1f} ms; "
          f"a process that does nothing: {1000 * bare:.1f} ms")
    for query in sorted(medians, key=medians.get, reverse=True)[:5]:
        print(f"{medians[query]:8.1f} ms  {query}")


if __name__ == "__main__":
    main()
