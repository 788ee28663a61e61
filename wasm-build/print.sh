#!/bin/sh
# Compiles print.c, which lists what the tables of src/ say, for print.mjs.
#
#   print.sh <print.wasm>
set -eu

here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$(dirname "$1")"
emcc -std=c11 -O1 -Wall -Wextra -Werror --no-entry -sSTANDALONE_WASM -sMALLOC=none -sSUPPORT_ERRNO=0 \
  -sINITIAL_MEMORY=1048576 -sTOTAL_STACK=65536 "$here/print.c" -o "$1"
