import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A Prosody from a Debian package, either installed on this machine or unpacked into a folder. */
export interface Installation {
  /** For people, such as `0.12.3 (bookworm)`. */
  readonly name: string;
  /** Such as `0.12.3`. */
  readonly version: string;
  /** `/` for the installed Prosody, else the folder to chroot into. */
  readonly root: string;
  /** The interpreter that the package runs on, such as `lua5.4`. */
  readonly lua: string;
  /** Prosody's own Lua files, as seen from outside of the root. */
  readonly sourceFolder: string;
}

const SOURCE_FOLDER = "usr/lib/prosody";
const EXECUTABLE = "usr/bin/prosody";

/** The Prosody of this machine's Debian package, if there is one. */
export function installedProsody(): Installation | undefined {
  return existsSync(versionFile("/")) ? readInstallation("/", "installed") : undefined;
}

/**
 * Describes the Prosody below a root folder.
 * @param label what tells it from others of the same version: a Debian release, say.
 */
export function readInstallation(root: string, label: string): Installation {
  const version = readFileSync(versionFile(root), "utf8").trim();
  return {
    name: `${version} (${label})`,
    version,
    root,
    lua: interpreterOf(join(root, EXECUTABLE)),
    sourceFolder: join(root, SOURCE_FOLDER),
  };
}

function versionFile(root: string): string {
  return join(root, SOURCE_FOLDER, "prosody.version");
}

function interpreterOf(script: string): string {
  const interpreter = /^#!.*\b(lua[\w.]*)/.exec(readFileSync(script, "utf8"))?.[1];
  if (interpreter === undefined) throw new Error(`${script} does not name its Lua interpreter`);
  return interpreter;
}
