#!/bin/sh
# Fuzzes the core for some seconds, a sixth of them its readers alone; a finding fails and says how to see it again.
#
#   fuzz.sh <folder of the native programs> <seconds>
set -eu

native=$1 seconds=$2
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$native/findings"
node "$here/seeds.mjs" "$native/seeds" "$native/words.dict"

# fuzz <program> <seconds> <folder of seeds> [options]
fuzz() {
  program=$1 time=$2 seeds=$3
  shift 3
  mkdir -p "$native/$program.corpus"
  if ! "$native/$program" "$native/$program.corpus" "$seeds" -max_total_time="$time" -timeout=30 -artifact_prefix="$native/findings/" \
    -print_final_stats=1 "$@" >"$native/$program.log" 2>&1; then
    tail -n 60 "$native/$program.log" >&2
    finding=$(sed -n 's/.*Test unit written to //p' "$native/$program.log" | tail -n 1)
    # What is required and did not hold; then the finding itself, for whoever has only these words and not the machine.
    grep '^fuzz' "$native/$program.log" >&2 || true
    if [ -n "$finding" ]; then
      echo "fuzz: the finding, to be read by  base64 -d | gunzip:" >&2
      gzip -9 <"$finding" | base64 >&2
      echo "fuzz: see it again with:  $native/$program $finding" >&2
    fi
    exit 1
  fi
  echo "$program: $(sed -n 's/stat::number_of_executed_units: *//p' "$native/$program.log") inputs in $time s, $(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$native/$program.log" | tail -n 1) edges, nothing found"
}

readers=$(((seconds + 5) / 6))
# max_len: a config of ordinary size and a dozen turns behind it.  timeout: a turn takes microseconds, but others may have the processor.
fuzz fuzz $((seconds - readers)) "$native/seeds" -dict="$native/words.dict" -max_len=32768
fuzz fuzz-readers "$readers" "$here/readers" -max_len=400
