import { Config, formatCode, OutputVerification } from "@johnnymorganz/stylua";
import { type LuaValue, toLua } from "prosody-launcher";
import { archiveName } from "./archive.ts";
import { listLuaFiles, MODULE, readManifest } from "./module.ts";

const ENTRY = `${MODULE}.lua`;
const LIBRARY = /\.lib\.lua$/;

/** The version of the rock: the module's, and LuaRocks' revision of it. */
export function rockVersion(): string {
  return `${readManifest().version}-1`;
}

/**
 * Writes the rockspec. Prosody's plugin installer has LuaRocks put Lua modules where Prosody looks for them,
 * `mod_muc_probe.lua` and, for `module:require("answers")`, `mod_muc_probe/answers.lua`.
 */
export function renderRockspec(): string {
  const { license, homepage, repository, bugs } = readManifest();
  const fields: Record<string, LuaValue> = {
    rockspec_format: "3.0",
    package: MODULE,
    version: rockVersion(),
    description: {
      summary: "Answers presence probes in the chat rooms of Prosody",
      detailed: `The sources, in TypeScript, are at ${repository}`,
      homepage,
      issues_url: bugs,
      license,
    },
    dependencies: ["lua >= 5.1, < 5.5"],
    // The archive is in the rock: it is not fetched from anywhere.
    source: { url: archiveName(), dir: MODULE },
    build: { type: "builtin", modules: luaModules() },
  };
  const code = Object.entries(fields).map(([name, value]) => `${name} = ${toLua(value)}`);
  return formatCode(code.join("\n"), Config.new(), undefined, OutputVerification.Full);
}

/** Each file of the module by the name LuaRocks is to give it. */
function luaModules(): Record<string, string> {
  return Object.fromEntries(
    listLuaFiles().map((file) => [file === ENTRY ? MODULE : `${MODULE}.${file.replace(LIBRARY, "")}`, file]),
  );
}
