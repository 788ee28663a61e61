#!/bin/sh
# Fetches cJSON.c and cJSON.h, exactly as their author published them, and refuses anything else.
#
#   cjson.sh <folder>              from Debian's source package "cjson", by name, through apt
#   CJSON_DIR=… cjson.sh <folder>  from a folder that holds the two files (for systems without apt)
#
# Nothing on the machine changes and root is not needed: apt gets a private source list (derived from the
# machine's own), private package lists and a private cache, all in a folder that is removed at the end.
# Both files are checked against cjson.sha256, whichever way they came.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
out=${1:?usage: cjson.sh <folder>}
version=1.7.15

refuse() {
  echo "cjson: $1" >&2
  exit 1
}

# check <folder> <where it came from>
check() {
  (cd "$1" && sha256sum --check --quiet --strict "$here/cjson.sha256") >&2 ||
    refuse "the files from $2 are not cJSON $version as published (wasm-build/cjson.sha256); refused."
}

place() {
  mkdir -p "$out"
  cp "$1/cJSON.c" "$1/cJSON.h" "$out/"
}

if [ -n "${CJSON_DIR:-}" ]; then
  for file in cJSON.c cJSON.h; do
    [ -f "$CJSON_DIR/$file" ] || refuse "CJSON_DIR=$CJSON_DIR does not hold $file."
  done
  check "$CJSON_DIR" "CJSON_DIR=$CJSON_DIR"
  place "$CJSON_DIR"
  exit 0
fi

command -v apt-get >/dev/null 2>&1 ||
  refuse "there is no apt-get here: put cJSON.c and cJSON.h of cJSON $version into a folder and set CJSON_DIR to it."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
mkdir -p "$work/parts" "$work/lists/partial" "$work/cache/archives/partial" "$work/tree"

eval "$(apt-config shell list Dir::Etc::sourcelist/f parts Dir::Etc::sourceparts/d)"

# One-line style (*.list): every "deb" or "deb-src" line, as deb-src. deb822 style (*.sources): every stanza, as deb-src.
cat "${list:-/dev/null}" "${parts:-/nonexistent}"/*.list 2>/dev/null |
  sed -nE 's/^[[:space:]]*deb(-src)?[[:space:]]+/deb-src /p' | sort -u >"$work/sources.list" || true
for file in "${parts:-/nonexistent}"/*.sources; do
  [ -f "$file" ] || continue
  sed -E 's/^[Tt]ypes:.*/Types: deb-src/' "$file" >"$work/parts/$(basename "$file")"
done

private_apt() {
  # Sandbox::User: apt started by root would switch to a user who may not enter our folder.
  # Timeout, Retries: an unrelated source of this machine that does not answer must not hold us up.
  apt-get -q \
    -o Dir::Etc::sourcelist="$work/sources.list" \
    -o Dir::Etc::sourceparts="$work/parts" \
    -o Dir::State::lists="$work/lists" \
    -o Dir::Cache="$work/cache" \
    -o APT::Sandbox::User="$(id -un)" \
    -o Acquire::Languages=none \
    -o Acquire::http::Timeout=20 -o Acquire::https::Timeout=20 -o Acquire::Retries=1 \
    "$@"
}

echo "cjson: fetching the source package by name"
# An update may fail for one source and still bring the one that matters: the next step judges.
private_apt update >"$work/log" 2>&1 || true
(cd "$work" && private_apt source --download-only cjson) >>"$work/log" 2>&1 || {
  cat "$work/log" >&2
  refuse "apt could not fetch the source package \"cjson\" (above). Offline? Set CJSON_DIR to a folder with cJSON $version."
}

set -- "$work"/cjson_*.orig.tar.*
[ -f "$1" ] || refuse "the source package holds no .orig tarball."
tar -xf "$1" -C "$work/tree" --strip-components=1
check "$work/tree" "the source package ($(basename "$1"))"
place "$work/tree"
