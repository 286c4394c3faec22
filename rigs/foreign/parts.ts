// What there is to check.
import { checkHomeServer } from "./home-server/check-home-server.ts";
import { checkLibraries } from "./libraries/check-libraries.ts";
import { checkModules, fetchForModules } from "./modules/check-modules.ts";
import { checkRunner } from "./runner/check-runner.ts";
import type { CheckOptions, Section } from "./row.ts";
import type { World } from "./world/hosts.ts";

/** One kind of foreign software. */
export interface Part {
  readonly name: string;
  readonly checks: string;
  /** Fetches what it needs beside the packages that all need: once the checks run, there is no way out. */
  readonly fetch?: (options: CheckOptions) => Promise<void>;
  readonly run: (world: World, options: CheckOptions) => Promise<Section>;
}

export const PARTS: readonly Part[] = [
  { name: "home-server", checks: "ejabberd, with users in our rooms", run: checkHomeServer },
  { name: "libraries", checks: "slixmpp, stanza, strophe.js and @xmpp/client", run: checkLibraries },
  { name: "runner", checks: "ejabberd, with the scripts of the scansion runner", run: checkRunner },
  {
    name: "modules",
    checks: "Debian's community modules beside ours",
    fetch: fetchForModules,
    run: checkModules,
  },
];
