#!/bin/sh
# Compiles src/ and cJSON into one WebAssembly module: three exports, no imports.
#
#   core.sh <cjson folder> <work folder> <core.wasm> [flags]     -DASSENT_BUILT: the core in a built script (src/base.h)
set -eu

here=$(cd "$(dirname "$0")" && pwd)
src=$here/../src
cjson=$1 work=$2 core=$3 flags=${4:-}
mkdir -p "$work"

compile='
  -std=c11
  -Oz
  -flto
  -finline-functions'
# -Oz and -flto: the size is what a visitor waits for; whole-program optimization removes what cJSON offers and nobody calls.
# -finline-functions: emcc adds -fno-inline-functions to -Oz, which keeps even functions with one caller apart; undoing that
# makes the embedded core 4 % smaller (gzip). Measured without effect: -Os, -fno-jump-tables, -fwrapv, inline thresholds.

rename='
  -Dmalloc=arena_malloc -Dfree=arena_free -Drealloc=arena_realloc
  -Dstrtod=json_strtod'
# The names of libc become ours in cJSON only. Its own hooks (cJSON_InitHooks) would still link libc's allocator as the
# default, and libc's strtod alone weighs 7 KB gzip.

link='
  --no-entry
  -sSTANDALONE_WASM
  -sMALLOC=none
  -sSUPPORT_ERRNO=0
  -sTOTAL_STACK=4096
  -Wl,--stack-first'
# --no-entry: a library; there is no main.
# STANDALONE_WASM: the module alone, no JavaScript glue, no imports.
# MALLOC=none: a stray call of malloc fails the link instead of pulling in an allocator.
# SUPPORT_ERRNO=0: nobody here reads errno.
# TOTAL_STACK: the default of 5 MB would be most of the memory; the deepest turn needs a fraction of this.
# --stack-first: below the stack there is nothing, so that an overrun traps instead of writing over data.

# Configs are read behind all else, in a memory that whoever reads one lets grow before (src/boundary.h): at most to this.
grow='-sALLOW_MEMORY_GROWTH -sMAXIMUM_MEMORY=1048576'

# shellcheck disable=SC2086 # lists of flags
emcc $compile $rename -c -I "$cjson" "$cjson/cJSON.c" -o "$work/cJSON.o"

# Small stand-ins for musl's memcpy and its like; why these flags: see libc.c.
emcc -std=c11 -Oz -fno-builtin -c "$here/libc.c" -o "$work/libc.o"

# shellcheck disable=SC2086
try_link() {
  emcc $compile $flags $link $grow -sINITIAL_MEMORY="$1" -I "$cjson" "$src"/*.c "$work/cJSON.o" "$work/libc.o" \
    -o "$work/linked.wasm" 2>"$work/link.log"
}

# The memory begins as small as the link allows: the linker refuses one page and says how
# many bytes it needs; that, rounded up to pages of 64 KB, it gets.
if ! try_link 65536; then
  needed=$(sed -n 's/.*initial memory too small, \([0-9]*\) bytes needed.*/\1/p' "$work/link.log")
  if [ -z "$needed" ] || ! try_link $(((needed + 65535) / 65536 * 65536)); then
    cat "$work/link.log" >&2
    exit 1
  fi
fi
cat "$work/link.log" >&2

# Only what exports.json names stays reachable: _initialize, the table and the stack functions go.
wasm-metadce "$work/linked.wasm" --graph-file "$here/exports.json" -o "$work/reachable.wasm" >/dev/null

# --flatten --rereloop: control flow is rebuilt from scratch, 1 % smaller than what the linker left.
# --simplify-locals-nostructure: what flattening pulled apart goes together again before -Oz looks at it.
# --reorder-functions: those called most have the shortest numbers.
# -Oz twice: the second pass finds what the first one's end uncovered; --converge repeats it until nothing shrinks.
# --strip-*: names and notes of the compiler are for nobody.
# No --enable-…: only the first version of WebAssembly, which old browsers and wasm2js understand.
wasm-opt --flatten --rereloop --simplify-locals-nostructure -Oz -Oz --converge --reorder-functions --strip-debug --strip-producers --strip-target-features \
  "$work/reachable.wasm" -o "$core"
