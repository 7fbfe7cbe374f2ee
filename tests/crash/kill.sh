#!/bin/sh
# Kills loads at random moments: sh tests/crash/kill.sh [BUILD [KILLS]] (default: build/release 200).
# Half of them are loads of archives of their own, half of one and the same.
set -eu
cd "$(dirname "$0")/../.."
MORGUE_CRASH_KILLS=$(( (${2:-200} + 1) / 2 )) "${1:-build/release}/tests/crash/crash_tests"
