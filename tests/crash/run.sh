#!/bin/sh
# The long crash tests: sh tests/crash/run.sh [BUILD [SEED]], after a build (default: build/release).
#
# POINTS, FULL, POWER, MEMORY, KILLS, QUERIES and COMMITS in the environment set how many of each.
# tests/README.md has the figures that were reached.
set -eu
cd "$(dirname "$0")/../.."
build=${1:-build/release}
crash=$build/tests/crash
seed=${2:-$(date +%s)}

"$crash/crash_sweep" --seed "$seed" --crash "${POINTS:-500}" --full "${FULL:-100}" \
  --power "${POWER:-200}" --memory "${MEMORY:-100}"
sh tests/crash/kill.sh "$build" "${KILLS:-200}"
"$crash/crash_stress" --queries "${QUERIES:-100000}" --commits "${COMMITS:-1000}"
