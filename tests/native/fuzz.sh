#!/bin/sh
# Fuzzes the core for some seconds; a finding fails and says how to see it again.
#
#   fuzz.sh <folder of the native programs> <seconds>
set -eu

native=$1 seconds=$2
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$native/corpus" "$native/findings"
node "$here/seeds.mjs" "$native/seeds" "$native/words.dict"

# max_len: a config of ordinary size and a dozen turns behind it.  timeout: a turn takes microseconds; a second is a hang.
if ! "$native/fuzz" "$native/corpus" "$native/seeds" -dict="$native/words.dict" -max_total_time="$seconds" -max_len=32768 \
  -timeout=5 -artifact_prefix="$native/findings/" -print_final_stats=1 >"$native/fuzz.log" 2>&1; then
  tail -n 60 "$native/fuzz.log" >&2
  finding=$(sed -n 's/.*Test unit written to //p' "$native/fuzz.log" | tail -n 1)
  echo "fuzz: found something. See it again with:  $native/fuzz $finding" >&2
  exit 1
fi
echo "fuzz: $(sed -n 's/stat::number_of_executed_units: *//p' "$native/fuzz.log") stories in $seconds s, $(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$native/fuzz.log" | tail -n 1) edges, nothing found"
