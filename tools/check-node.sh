#!/bin/sh
# Says so if Node.js is missing, or older than package.json asks for.
set -eu

wanted=$(sed -n 's/.*"node": ">=\([0-9.]*\)".*/\1/p' "$(dirname "$0")/../package.json")
present=$(node --version 2>/dev/null | tr -d v) || true

if [ -z "$present" ]; then
	echo "Node.js is missing: this needs version $wanted or later, with npm. make install does without." >&2
	exit 1
fi
oldest=$(printf '%s\n%s\n' "$wanted" "$present" | sort --version-sort | head -n 1)
if [ "$oldest" != "$wanted" ]; then
	echo "Node.js $present is too old: this needs version $wanted or later." >&2
	exit 1
fi
