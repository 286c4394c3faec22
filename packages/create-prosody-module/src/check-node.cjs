// Ends the process with a sentence if this Node is too old. Old versions must be able to read this file: no new syntax.
"use strict";

var WANTED = /(\d+)\.(\d+)/.exec(require("../package.json").engines.node);
var FOUND = /(\d+)\.(\d+)/.exec(process.versions.node);

function isTooOld() {
  var major = Number(FOUND[1]) - Number(WANTED[1]);
  return major < 0 || (major === 0 && Number(FOUND[2]) < Number(WANTED[2]));
}

if (isTooOld()) {
  console.error(
    "Node.js " + process.versions.node + " is too old: this needs version " + WANTED[0] + " or later.",
  );
  process.exit(1);
}
