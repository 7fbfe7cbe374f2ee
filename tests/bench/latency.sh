#!/bin/sh
# How long `morgue search` takes, from the start of the process to the last byte of its output.
#
#   tests/bench/latency.sh ARCHIVE QUERIES [ROUNDS]
#
# QUERIES holds one query a line; what stands before a tab is the query's name and is left out. Each
# is asked once to warm the caches, then ROUNDS (5) times in turn with the others, as at a terminal
# (--format text, 20 articles with their passages), and counts with the median of its times.
# Prints median, 90th percentile and maximum over the queries, and the slowest five.
# MORGUE is the program to measure (default: build/release/query/morgue, which must be built).
set -eu
[ $# -ge 2 ] || { sed -n '2,4s/^# \{0,1\}//p' "$0" >&2; exit 2; }
MORGUE=${MORGUE:-$(dirname "$0")/../../build/release/query/morgue}
export MORGUE
exec python3 "$(dirname "$0")/latency.py" "$@"
