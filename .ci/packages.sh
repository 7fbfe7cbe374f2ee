# What has to be installed, and how. Sourced by tests/run.sh, corpus/demo.sh and .ci/run; POSIX sh.
# The names are those of Debian 12 and of Ubuntu 22.04 and later.

# Needed to build morgue and to run its tests.
build_packages="
  ccache
  cmake
  g++
  groff-base
  libarchive-dev
  libbrotli-dev
  libcld2-dev
  libcli11-dev
  libcpp-httplib-dev
  libexpected-dev
  libfmt-dev
  libgmime-3.0-dev
  libgmock-dev
  libgtest-dev
  libgumbo-dev
  libmimalloc-dev
  libncurses-dev
  libpoppler-cpp-dev
  libre2-dev
  libseccomp-dev
  libsimdjson-dev
  libsqlite3-dev
  libstemmer-dev
  libuchardet-dev
  libutf8proc-dev
  libxapian-dev
  libxml2-dev
  libxxhash-dev
  libzstd-dev
  zlib1g-dev
  nettle-dev
  ninja-build
  nlohmann-json3-dev
  pkg-config
  python3
  python3-jsonschema
  xapian-tools
"

# Needed by .ci/run besides: with them the tests complete in more shells, read manual pages with a second
# eye and look at a screen (tmux), too. The version is named because another one formats and warns otherwise.
check_packages="
  clang-14
  clang-format-14
  clang-tidy-14
  fish
  git
  lintian
  mandoc
  tmux
  zsh
"

# install_missing PACKAGE...: installs what is not there. Asks apt for nothing if nothing is missing.
install_missing() {
  if ! command -v dpkg-query >/dev/null 2>&1 || ! command -v apt-get >/dev/null 2>&1; then
    echo "This is no Debian or Ubuntu: make sure that you have what these packages hold:" >&2
    echo "  $*" >&2
    return 0
  fi
  missing=
  for package in "$@"; do
    status=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) || status=
    [ "$status" = installed ] || missing="$missing $package"
  done
  [ -n "$missing" ] || return 0
  as_root=
  if [ "$(id -u)" != 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
      echo "Missing packages, and you are neither root nor is there sudo. Have somebody run:" >&2
      echo "  apt-get install --no-install-recommends$missing" >&2
      return 1
    fi
    as_root=sudo
  fi
  echo "Installing$missing"
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q update &&
    $as_root env DEBIAN_FRONTEND=noninteractive \
      apt-get -q -y install --no-install-recommends $missing
}
