#!/bin/sh
# How long a view takes to show its first screen, and how much memory.
#
#   tests/bench/views.sh ARCHIVE QUERY [ROUNDS]
#
# Every view is run on the answer of QUERY as at a terminal (--format text), once to warm the caches,
# then ROUNDS (5) times in turn with the others. Prints for each the median and the slowest time
# from the start of the process to the last byte, the median of its CPU time, and the peak of its
# memory: milliseconds and MB.
# MORGUE is the program to measure (default: build/release/query/morgue, which must be built).
set -eu
[ $# -ge 2 ] || { sed -n '2,4s/^# \{0,1\}//p' "$0" >&2; exit 2; }
MORGUE=${MORGUE:-$(dirname "$0")/../../build/release/query/morgue}
export MORGUE
exec python3 "$(dirname "$0")/views.py" "$@"
