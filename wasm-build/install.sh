#!/bin/sh
# Installs what is missing on a Debian machine and says nothing when nothing is.
#
#   install.sh build   what `make build` and `make demo` need
#   install.sh test    that, and what the tests, the linters and the fuzzer need
#
# Packages are asked for by name through apt; nothing else is downloaded here (npm's packages: see the Makefile).
set -eu

missing=

# need <package> <command>: the package, unless the command is there (from whatever source)
need() {
  command -v "$2" >/dev/null 2>&1 || missing="$missing $1"
}

# need_file <package> <pattern>: the package, unless a file of this pattern is there
need_file() {
  for file in $2; do
    [ -e "$file" ] && return
  done
  missing="$missing $1"
}

node_is_new_enough() {
  node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 18 || (a === 18 && b >= 17) ? 0 : 1)'
}

need emscripten emcc
need binaryen wasm2js
need nodejs node
need npm npm

case ${1:-} in
build) ;;
test)
  need gcc gcc
  need_file libc6-dev '/usr/include/stdio.h'
  need clang clang
  need clang-tidy clang-tidy
  need clang-format clang-format
  need cppcheck cppcheck
  # The sanitizers and the fuzzer of Debian's clang; not a dependency of the compiler itself.
  need_file libclang-rt-14-dev '/usr/lib/llvm-*/lib/clang/*/lib/linux/libclang_rt.fuzzer-*.a'
  # The browsers; WebKit has no window of its own without a display.
  need chromium chromium
  need chromium-headless-shell chromium-headless-shell
  need firefox-esr firefox-esr
  need webkit2gtk-driver WebKitWebDriver
  need xvfb Xvfb
  # Libraries of another time, which change what is built in: pages still have them.
  need_file libjs-prototype /usr/share/javascript/prototype/prototype.js
  need_file libjs-mootools /usr/share/javascript/mootools/mootools-core-nc.js
  ;;
*)
  echo "usage: install.sh build|test" >&2
  exit 2
  ;;
esac

if [ -n "$missing" ]; then
  line="apt-get install --yes --no-install-recommends$missing"
  if ! command -v apt-get >/dev/null 2>&1; then
    echo "Missing:$missing (Debian's names). There is no apt-get here: install their equivalents and run make again." >&2
    exit 1
  fi
  if [ "$(id -u)" = 0 ]; then
    as_root=
  elif sudo -n true 2>/dev/null; then
    as_root='sudo -n'
  else
    echo "Missing:$missing. Installing needs root; run this once, then make again:  sudo $line" >&2
    exit 1
  fi
  echo "installing:$missing"
  log=$(mktemp)
  trap 'rm -f "$log"' EXIT
  # noninteractive: no package may stop to ask; it is set behind sudo, which would drop it.
  # shellcheck disable=SC2086 # both variables are lists of words
  if ! { $as_root apt-get update && $as_root env DEBIAN_FRONTEND=noninteractive $line; } >"$log" 2>&1 </dev/null; then
    tail -n 30 "$log" >&2
    echo "Could not install:$missing (apt's words above). By hand:  sudo $line" >&2
    exit 1
  fi
fi

if ! node_is_new_enough; then
  echo "Node $(node --version) is too old: 18.17 or newer is needed (Debian 12 has 18.19 as \"nodejs\")." >&2
  exit 1
fi
