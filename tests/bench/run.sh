#!/usr/bin/env bash
# morgue beside other engines, on the same articles: indexing, size, queries, memory, updates.
#
#   tests/bench/run.sh [FILE.jsonl | FOLDER] [--quick] [--articles N] [--rounds N] [--only ENGINE]...
#                      [--out FILE.md]
#
# FILE.jsonl has an article a line (`title`, `text`, `date`, `source`), FOLDER holds such files; without
# either, news is invented. Takes the first N (10000; --quick: 2000) and measures in ROUNDS rounds (5; 3),
# one run of every engine after the other, so that what disturbs the machine disturbs all. Prints tables
# in Markdown; --out writes them into a file, too (tests/bench/RESULTS.md is such a one).
#
# Installs what is missing, if it may: Debian's packages with apt-get (as root; BENCH_INSTALL=0: not),
# two npm packages into the build's folder. Engines that are not there are left out, and named.
# Builds what it needs with the release preset. Works in a temporary directory (TMPDIR); BENCH_KEEP=1
# leaves it. All run on two processors. Stop other work meanwhile.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
case " $* " in *' -h '* | *' --help '*) sed -n '2,17s/^# \{0,1\}//p' "$0"; exit ;; esac
command="tests/bench/run.sh"
for word in "$@"; do  # without the folders of this machine
  if [[ $word == /* ]] || [ -e "$word" ]; then word=$(basename "$word"); fi
  command+=" $word"
done

packages=(liblucene8-java default-jdk-headless sqlite3 groonga-bin recollcmd notmuch maildir-utils
  xapian-omega ripgrep time)
programs=(javac sqlite3 groonga recollindex notmuch mu omindex rg time)
install_packages() {
  local absent=0 program
  for program in "${programs[@]}"; do command -v "$program" >/dev/null || absent=1; done
  compgen -G '/usr/share/java/lucene-core-8.*.jar' >/dev/null || absent=1
  ((absent)) || return 0
  if [ "${BENCH_INSTALL:-1}" = 0 ] || [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "run.sh: to have all engines: apt-get install ${packages[*]}" >&2
    return 0
  fi
  apt-get update >/dev/null || true
  local package  # one by one: a release without one of them still has the others
  for package in "${packages[@]}"; do
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$package" \
      >/dev/null 2>&1 || echo "run.sh: no package $package" >&2
  done
}
install_bindings() {
  mkdir -p "$BENCH_NODE"
  cp "$here"/peers/*.mjs "$BENCH_NODE"
  [ -d "$BENCH_NODE/node_modules/@lancedb/lancedb" ] && return
  [ "${BENCH_INSTALL:-1}" = 0 ] || ! command -v npm >/dev/null && return
  # Binaries come with the packages; nothing is compiled.
  (cd "$BENCH_NODE" && npm init -y >/dev/null &&
    timeout 300 npm install --no-audit --no-fund --save-exact @tursodatabase/database@0.7.2 \
      @lancedb/lancedb@0.31.0 >/dev/null 2>&1) || echo "run.sh: npm packages can't be had" >&2
}

build=$root/build/release
export BENCH_NODE=${BENCH_NODE:-$build/bench-node}
export LUCENE_BUILD=${LUCENE_BUILD:-$build/bench-lucene}
install_packages
install_bindings
(cd "$root" && cmake --preset release -DMORGUE_BENCH=ON >/dev/null &&
  cmake --build build/release --target morgue morgue-index ask_morgue sqlite_fts5 >/dev/null)
exec python3 -B "$here/suite/run.py" --build "$build" --command "$command" "$@"
