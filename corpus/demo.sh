#!/bin/sh
# Shows what morgue does: sh corpus/demo.sh
#
# Installs the packages that are missing, builds the release preset, puts the articles of corpus/
# into a fresh archive under build/demo and searches it. Every command that morgue is given is
# printed first, so that you can go on from there.
set -eu
cd "$(dirname "$0")/.."
. ./.ci/packages.sh
install_missing $build_packages

cmake --preset release
cmake --build build/release --target morgue morgue-index

PATH=$PWD/build/release/query:$PWD/build/release/indexer:$PATH
MORGUE_ARCHIVE=$PWD/build/demo/archive
export PATH MORGUE_ARCHIVE
rm -rf build/demo

# Prints a command as one would type it, then runs it. Exit status 5 says that some inputs were
# refused, each with a line; that is part of the show.
show() {
  printf '\n$'
  for word in "$@"; do
    case $word in
      *[!A-Za-z0-9_./:=-]*) printf " '%s'" "$word" ;;
      *) printf ' %s' "$word" ;;
    esac
  done
  printf '\n'
  "$@" || { status=$?; [ "$status" = 5 ] || exit "$status"; }
}

show morgue-index add corpus/pages corpus/text corpus/records
printf '\nWhat cannot be read is named and left out, the rest is stored:\n'
show morgue-index add corpus/refused
show morgue-index status
# --format text: as on a terminal, even where the output goes into a file.
show morgue search -n 3 --format text ferry crash inquiry
show morgue search --format text 'person:"Rowan Pike" date:2025-03 "radar"'

cat <<'END'

To go on: the archive of this demonstration, and the programs, are

  export MORGUE_ARCHIVE=build/demo/archive
  PATH=$PWD/build/release/query:$PWD/build/release/indexer:$PATH
  morgue search --help
END
