#!/bin/sh
# Says so if Node.js or npm is missing, or Node.js older than package.json asks for.
set -eu

tools=$(dirname "$0")
if ! command -v node >/dev/null; then
	wanted=$(sed -n 's/.*"node": ">=\([0-9.]*\)".*/\1/p' "$tools/../package.json")
	echo "Node.js is missing: this needs version $wanted or later, with npm. make install does without." >&2
	exit 1
fi
node "$tools/check-node.cjs"
if ! command -v npm >/dev/null; then
	echo "npm is missing: it comes with Node.js, or as Debian's package npm." >&2
	exit 1
fi
