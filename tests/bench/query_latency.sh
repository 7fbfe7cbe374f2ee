#!/bin/sh
# How long searches take inside a process, morgue's beside Lucene's, on the same articles.
#
#   tests/bench/query_latency.sh ARTICLES.jsonl QUERIES.jsonl [ROUNDS]
#
# ARTICLES.jsonl has an article a line (`id`, `title`, `text`), QUERIES.jsonl an object with `query`,
# and perhaps `tags`, a list. Indexes the articles with both, asks both every query once to warm up and
# then ROUNDS (5) times for ten articles with their passages, and prints percentiles over the queries'
# medians and Lucene's divided by morgue's: by the clock, and in CPU time of the thread that searches,
# which a busy machine disturbs less. Then the same of every tag that 10 queries have.
# tests/bench/peers/lucene.sh says how Lucene is asked, and what it needs. Indexes are kept in WORK, if
# that is set, and used again.
# Builds morgue-index and query_latency with the release preset.
set -eu
[ $# -ge 2 ] || { sed -n '2,12s/^# \{0,1\}//p' "$0" >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
root=$here/../..
articles=$1
queries=$2
rounds=${3:-5}
if [ -z "${WORK:-}" ]; then
  WORK=$(mktemp -d)
  trap 'rm -rf "$WORK"' EXIT
fi
(cd "$root" && cmake --preset release -DMORGUE_BENCH=ON &&
  cmake --build build/release --target morgue-index query_latency) >&2
if [ ! -e "$WORK/lucene" ]; then
  "$here/peers/lucene.sh" index "$articles" "$WORK/lucene.new" >&2
  mv "$WORK/lucene.new" "$WORK/lucene"
fi
if [ ! -e "$WORK/archive" ]; then
  "$root/build/release/indexer/morgue-index" add -q -A "$WORK/archive.new" "$articles" ||
    [ $? -eq 5 ]  # some were refused
  "$root/build/release/indexer/morgue-index" compact -A "$WORK/archive.new" >&2
  mv "$WORK/archive.new" "$WORK/archive"
fi
"$here/peers/lucene.sh" time "$WORK/lucene" "$queries" --rounds "$rounds" >"$WORK/lucene.tsv"
"$root/build/release/tests/bench/query_latency" "$WORK/archive" "$queries" "$rounds" --tsv \
  >"$WORK/morgue.tsv"
exec python3 "$here/compare_latency.py" "$queries" "$WORK/morgue.tsv" "$WORK/lucene.tsv"
