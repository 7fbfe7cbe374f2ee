#!/usr/bin/env bash
# Articles per CPU second of morgue-index, against Xapian's plain TermGenerator loop.
#
#   tests/bench/rate.sh FILE.jsonl [ARTICLES [ROUNDS]]
#
# Both index the same first ARTICLES (20000) lines with one thread, in turns, ROUNDS (3) times; the
# medians are printed. CPU seconds are those of the whole process, user and system, so that a busy
# machine disturbs them little, but not nothing: other programs share the caches. The target is at
# least 4 times the loop's rate, and an archive of at most 1.2 times the text.
# Builds what it needs with the release preset. Works in a temporary directory (TMPDIR).
set -euo pipefail
(($# >= 1 && $# <= 3)) || { sed -n '2,5s/^# \{0,1\}//p' "$0" >&2; exit 2; }
input=$(realpath "$1")
articles=${2:-20000}
rounds=${3:-3}
cd "$(dirname "$0")/../.."

cmake --preset release -DMORGUE_BENCH=ON >/dev/null
cmake --build build/release --target morgue-index termgenerator_loop >/dev/null
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
head -n "$articles" "$input" >"$work/input.jsonl"

# cpu COMMAND...: runs it with its output in $work/out; prints its CPU seconds. Articles that are
# refused (exit status 5) are no failure.
cpu() {
  local TIMEFORMAT='%U %S' status=0
  { time "$@" >"$work/out" 2>"$work/err"; } 2>"$work/time" || status=$?
  ((status == 0 || status == 5)) || { cat "$work/err" >&2; return "$status"; }
  awk '{ printf "%.2f\n", $1 + $2 }' "$work/time"
}
median() { sort -n "$1" | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
# bytes PATH...: the sizes of the files, not of the blocks they take.
bytes() { find "$@" -type f -printf "%s\n" | awk '{ sum += $1 } END { printf "%d\n", sum }'; }

for ((round = 1; round <= rounds; ++round)); do
  rm -rf "$work/archive" "$work/xapian"
  sync
  cpu build/release/indexer/morgue-index add -A "$work/archive" --jobs 1 "$work/input.jsonl" \
    >>"$work/ours"
  sync
  cpu build/release/tests/bench/termgenerator_loop "$work/input.jsonl" "$work/xapian" \
    >>"$work/loop"
  printf 'round %d: morgue-index %s s, loop %s s\n' "$round" \
    "$(tail -n 1 "$work/ours")" "$(tail -n 1 "$work/loop")"
done

value() { awk -v key="$1" '$1 == key { print $2 }' "$work/out"; }
awk -v n="$(value articles)" -v text="$(value text_bytes)" -v loop_index="$(value index_bytes)" \
  -v ours="$(median "$work/ours")" -v loop="$(median "$work/loop")" \
  -v archive="$(bytes "$work/archive")" \
  -v sqlite="$(bytes "$work/archive" -name 'metadata.sqlite*')" '
  BEGIN {
    printf "\n%d articles, %.1f MB of text\n\n", n, text / 1e6
    printf "%-14s %8s %14s %8s %14s\n", "", "CPU s", "articles/CPU s", "MB", "bytes/text"
    printf "%-14s %8.2f %14.0f %8.1f %14.2f\n", "morgue-index", ours, n / ours, archive / 1e6,
      archive / text
    printf "%-14s %8s %14s %8.1f %14.2f\n", "  of it SQLite", "", "", sqlite / 1e6, sqlite / text
    printf "%-14s %8.2f %14.0f %8.1f %14.2f\n", "loop", loop, n / loop, loop_index / 1e6,
      loop_index / text
    printf "\nrate %.2f times the loop (target 4), archive %.2f times the text (target 1.2)\n",
      loop / ours, archive / text
  }'
