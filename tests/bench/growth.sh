#!/usr/bin/env bash
# How morgue's figures grow with the number of articles: rate, update, size, latency, memory.
#
#   tests/bench/growth.sh [FILE.jsonl] [--sizes 10000,40000,160000] [--seed N] [--no-annotations]
#                         [--out FILE.svg]
#
# FILE.jsonl has an article a line (`title`, `text`, `date`, `source`); if it has fewer than the largest
# size, enlarge.py makes more of them, with other words, names and days. Without it, news is invented.
# Each size is indexed with two threads, asked the queries of the smallest one, and given five articles
# more. Prints a table with the exponents that fit (1: grows as the archive does), --out draws them
# (tests/bench/RESULTS.svg is such a drawing). 160,000 articles take about half an hour on two
# processors, and 2 GB of TMPDIR. Builds what it needs with the release preset.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
case " $* " in *' -h '* | *' --help '*) sed -n '2,14s/^# \{0,1\}//p' "$0"; exit ;; esac
command="tests/bench/growth.sh"
for word in "$@"; do  # without the folders of this machine
  if [[ $word == /* ]] || [ -e "$word" ]; then word=$(basename "$word"); fi
  command+=" $word"
done
(cd "$root" && cmake --preset release -DMORGUE_BENCH=ON >/dev/null &&
  cmake --build build/release --target morgue morgue-index ask_morgue >/dev/null)
exec python3 -B "$here/suite/growth.py" --build "$root/build/release" --command "$command" "$@"
