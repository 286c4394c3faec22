// TypeScript and TypeScriptToLua. Imported by their own names they take a second of CPU more: node reads all of them twice, and tsx
// once more, to find the names of their exports.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

export const ts = require("typescript");
export const tstl = require("typescript-to-lua");
