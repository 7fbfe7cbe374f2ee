#!/bin/sh
# Looks for inputs that break what the fuzz targets promise: sh tests/fuzz/run.sh [SECONDS [TARGET...]]
#
# Every target (or those named: charset, dates, ...) runs for so many seconds, 60 if none are said,
# from its kept cases and from what earlier runs found in build/fuzz/found. What fails is left in
# build/fuzz/failed/TARGET-*; once it is mended, keep it in tests/fuzz/corpus/TARGET. Needs clang with
# libFuzzer. MORGUE_JOBS sets how many compilers run at once.
set -eu
cd "$(dirname "$0")/../.."
. ./.ci/packages.sh
install_missing $build_packages clang-14

seconds=${1:-60}
[ $# -eq 0 ] || shift
if [ $# -eq 0 ]; then
  for source in tests/fuzz/*_fuzz.cc; do
    set -- "$@" "$(basename "$source" _fuzz.cc)"
  done
fi

cmake -B build/fuzz -G Ninja -DCMAKE_C_COMPILER=clang-14 -DCMAKE_CXX_COMPILER=clang++-14 \
  -DCMAKE_BUILD_TYPE=RelWithDebInfo -DCMAKE_CXX_FLAGS_RELWITHDEBINFO="-O1 -g1" \
  -DMORGUE_UNITY=ON -DMORGUE_FUZZ=ON -DMORGUE_SANITIZE=address,undefined,fuzzer-no-link >/dev/null
programs=
for target in "$@"; do programs="$programs ${target}_fuzz"; done
# shellcheck disable=SC2086  # a list of words
cmake --build build/fuzz -j "${MORGUE_JOBS:-$(nproc)}" --target $programs

mkdir -p build/fuzz/failed
broken=
for target in "$@"; do
  mkdir -p "build/fuzz/found/$target"
  printf '== %s, %s s\n' "$target" "$seconds"
  # A case that takes 10 s is as bad as one that crashes.
  nice -n 19 "build/fuzz/tests/fuzz/${target}_fuzz" -max_total_time="$seconds" -timeout=10 \
    -rss_limit_mb=4096 -max_len=65536 -print_final_stats=1 \
    -artifact_prefix="build/fuzz/failed/$target-" \
    "build/fuzz/found/$target" "tests/fuzz/corpus/$target" 2>"build/fuzz/$target.log" ||
    broken="$broken $target"
  grep -E '^stat::(number_of_executed_units|average_exec)|SUMMARY' "build/fuzz/$target.log" || true
done
[ -z "$broken" ] || { printf 'broken:%s; see build/fuzz/failed and build/fuzz/TARGET.log\n' "$broken"; exit 1; }
