#!/bin/sh
# Builds morgue and runs its tests: sh tests/run.sh [PRESET...]
#
# PRESET is release (if none is named), debug, asan or tsan. Installs the packages that are missing.
# MORGUE_JOBS sets how many compilers and tests run at once (default: one per processor).
set -eu
cd "$(dirname "$0")/.."
. ./.ci/packages.sh
install_missing $build_packages

jobs=${MORGUE_JOBS:-$(nproc)}
[ $# -gt 0 ] || set -- release
for preset in "$@"; do
  cmake --preset "$preset"
  cmake --build "build/$preset" -j "$jobs"
  ctest --preset "$preset" -j "$jobs"
done
