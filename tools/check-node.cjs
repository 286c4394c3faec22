// Ends the process with a sentence if this Node is too old. Old versions must be able to read this file: no new syntax.
"use strict";

var wanted = require("../package.json").engines.node.slice(">=".length);
var found = process.versions.node;

if (found.localeCompare(wanted, "en", { numeric: true }) < 0) {
  console.error("Node.js " + found + " is too old: this needs version " + wanted + " or later.");
  process.exit(1);
}
