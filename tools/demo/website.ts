import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, relative } from "node:path";
import { type Installation, type LuaValue, onProcessEnd } from "prosody-launcher";
import { ROOT } from "../kit/project.ts";

const PAGES = join(import.meta.dirname, "page");
const CONVERSE = join(ROOT, "node_modules/converse.js/dist");
const CONVERSE_PARTS = ["converse.min.js", "converse.min.css", "emoji.json", "images", "sounds", "webfonts"];
/** Libraries of a single file. */
const LIBRARIES = [
  "@converse-plugins/muc-presence-probe/src/muc-presence-probe.js",
  "strophe.js/dist/strophe.esm.js",
];

/** The plugin of ours for Converse.js. */
const PEOPLE = join(ROOT, "packages/converse-muc-people/build/converse-muc-people.js");

/** Converse.js in the room of the demonstration, as files for Prosody itself to serve. */
export class Website {
  /** Modules of the host that the pages need: Prosody's own. */
  readonly hostModules: readonly string[] = ["http_files", "websocket"];
  readonly #installation: Installation;
  readonly #folder: string;
  readonly #forgetProcessEnd: () => void;

  /** Lays the files out where the server can read them; it may run in a root of its own. */
  constructor(installation: Installation) {
    this.#installation = installation;
    this.#folder = mkdtempSync(
      join(installation.root === "/" ? tmpdir() : join(installation.root, "tmp"), "website-"),
    );
    this.#forgetProcessEnd = onProcessEnd(() => {
      rmSync(this.#folder, { recursive: true, force: true });
    });
    cpSync(PAGES, this.#folder, { recursive: true });
    for (const part of CONVERSE_PARTS) {
      cpSync(join(CONVERSE, part), join(this.#folder, "converse", part), { recursive: true });
    }
    for (const library of LIBRARIES) {
      cpSync(join(ROOT, "node_modules", library), join(this.#folder, basename(library)));
    }
    cpSync(PEOPLE, join(this.#folder, basename(PEOPLE)));
  }

  /** Options of the whole server that the pages need. */
  get globalOptions(): Readonly<Record<string, LuaValue>> {
    return {
      http_files_dir: `/${relative(this.#installation.root, this.#folder)}`,
      http_paths: { files: "/" },
      consider_websocket_secure: true,
    };
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
    this.#forgetProcessEnd();
  }
}
