// Has each file say which licence the package has.
// @ts-check
const ts = require("typescript");
const { addComments, commentsOf } = require("./marks.cjs");

/** Matches a header that names its licence by itself. */
const SPEAKS_OF_LICENCE = /SPDX-License-Identifier|\blicen[cs]ed?\b|copyright/i;

/**
 * The licence that the nearest `package.json` names, as an SPDX expression; undefined where it names none, or none that others have.
 * @param {string} root the folder of the project
 * @returns {string | undefined}
 */
function readLicence(root) {
  const file = ts.findConfigFile(root, ts.sys.fileExists, "package.json");
  if (file === undefined) return undefined;
  /** @type {{ config?: { license?: unknown } }} */
  const { config } = ts.readConfigFile(file, ts.sys.readFile);
  const licence = config?.license;
  const isExpression = typeof licence === "string" && /^[\w.+() -]+$/.test(licence);
  return isExpression && !/^(?:UNLICENSED$|SEE LICEN[CS]E)/i.test(licence) ? licence : undefined;
}

/**
 * Adds the licence to what a file says of itself, if that does not speak of it.
 * @param {import("typescript-to-lua").File} file
 * @param {string | undefined} licence
 */
function stateLicence(file, licence) {
  if (licence === undefined) return;
  const lines = [`SPDX-License-Identifier: ${licence}`];
  const { leading } = commentsOf(file);
  const [header] = leading;
  if (header === undefined) addComments(file, { leading: [{ lines, isApart: true }] });
  else if (!leading.some((comment) => comment.lines.some((line) => SPEAKS_OF_LICENCE.test(line))))
    leading[0] = { ...header, lines: [...header.lines, ...lines] };
}

module.exports = { readLicence, stateLicence };
