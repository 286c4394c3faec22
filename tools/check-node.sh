#!/bin/sh
# Says so if Node.js is missing, or older than package.json asks for.
set -eu

tools=$(dirname "$0")
if ! command -v node >/dev/null; then
	wanted=$(sed -n 's/.*"node": ">=\([0-9.]*\)".*/\1/p' "$tools/../package.json")
	echo "Node.js is missing: this needs version $wanted or later, with npm. make install does without." >&2
	exit 1
fi
exec node "$tools/check-node.cjs"
