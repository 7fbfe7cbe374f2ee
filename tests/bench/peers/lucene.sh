#!/bin/sh
# Lucene (Debian's liblucene8-java) on the same articles and queries as morgue.
#
#   tests/bench/peers/lucene.sh index DOCS.jsonl DIR [--body-only]
#   tests/bench/peers/lucene.sh search DIR QUERIES.tsv [-n N] [--and]
#   tests/bench/peers/lucene.sh search DIR QUERIES.tsv --passages N [--length L] [--documents FILE]
#   tests/bench/peers/lucene.sh search DIR QUERIES.tsv --latency ROUNDS [--passages N] [-n N]
#   tests/bench/peers/lucene.sh time DIR QUERIES.jsonl [--rounds N] [--passages N] [-n N]
#   tests/bench/peers/lucene.sh load DOCS.jsonl DIR [--threads N] [--offsets]
#   tests/bench/peers/lucene.sh update DOCS.jsonl DIR [--offsets]
#   tests/bench/peers/lucene.sh ask DIR ASKED.tsv [--rounds N] [--warm N] [--passages N]
#
# DOCS.jsonl has an object with `id`, `title` and `text` a line; headline and text become one field
# (--body-only leaves headlines out), EnglishAnalyzer, BM25 as Lucene sets it (k1 1.2, b 0.75), one
# segment. QUERIES.tsv has `id<TAB>query` lines; a query is its words, any of them (--and: all).
#
# search prints a run in TREC format. --passages prints `query id<TAB>document id<TAB>passage` lines
# of UnifiedHighlighter: at most N for each of the best ten documents (-n), or of those that FILE (a
# TREC run or qrels) names; one sentence each, or with --length sentences joined to about L
# characters, and cut around the first hit if they are longer. --latency prints `query
# id<TAB>microseconds`, the median of ROUNDS after two to warm up, with the stored documents
# fetched, and highlighted if --passages is given.
#
# time asks what query_latency.cc asks, of the same file (an object with `query` a line), in the same
# way: each query once to warm up, which warms the compiler too, then N rounds (5), ten documents
# (-n) with their stored fields and three passages (--passages). Phrases, +, -, AND, OR, NOT and
# brackets are Lucene's own; words without a sign are any of them; a field's name is dropped and its
# value asked for like a word, because Lucene does not know who or when. Prints
# `query<TAB>found<TAB>microseconds<TAB>CPU microseconds of the thread` lines, medians.
#
# load, update and ask are those of tests/bench/run.sh: headline and text as one field that is indexed
# once, with title, source and date stored beside it; segments are left as they come; --offsets keeps
# offsets beside positions, the highlighter's fastest way. ask reads queries in Lucene's syntax, words
# without a sign are all wanted (tests/bench/asked.h says how engines are asked).
#
# The class is compiled into LUCENE_BUILD (default: build/lucene beside the sources). Exit status 3:
# Java or Lucene is not installed.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=${LUCENE_BUILD:-$here/../../../build/lucene}
jars=
for name in core analyzers-common highlighter memory queries queryparser; do
  jar=$(ls /usr/share/java/lucene-$name-8.*.jar 2>/dev/null | head -n 1)
  [ -n "$jar" ] || { echo "lucene.sh: lucene-$name is missing: apt-get install liblucene8-java" >&2; exit 3; }
  jars=$jars:$jar
done
command -v javac >/dev/null || { echo 'lucene.sh: javac is missing: apt-get install default-jdk-headless' >&2; exit 3; }
[ $# -ge 3 ] || { sed -n '2,43s/^# \{0,1\}//p' "$0" >&2; exit 2; }
if [ ! -e "$build/LucenePeer.class" ] || [ "$here/LucenePeer.java" -nt "$build/LucenePeer.class" ]; then
  mkdir -p "$build"
  javac -Xlint:all -d "$build" -cp "$jars" "$here/LucenePeer.java"
fi
exec java -Xmx2g -cp "$build$jars" LucenePeer "$@"
